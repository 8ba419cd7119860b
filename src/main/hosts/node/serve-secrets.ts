import { MirrorError } from '../../../shared/kernel/errors.ts'
import { assertOneStandardInput, readBinaryFile, readSecretFile } from './secret-file.ts'
import type { ServeFlags } from './serve-flags.ts'

/** What `serve` read from files: never an argument, never the environment. */
export interface ServeSecrets {
  readonly passphrase: string
  readonly pin: string | null
  /** 24 words to restore from. */
  readonly words: string | null
  /** An encrypted copy to restore from; not secret itself. */
  readonly backup: Uint8Array | null
}

/**
 * @throws MirrorError 'passphrase-required' where none was named: a Node without a person beside it cannot ask
 * @throws MirrorError 'file-unreadable' with `path`
 */
export async function readServeSecrets(flags: ServeFlags): Promise<ServeSecrets> {
  const { passphraseFile, pinFile, restoreBackupFile, restoreWordsFile } = flags
  if (passphraseFile === undefined) throw new MirrorError('passphrase-required')
  assertOneStandardInput([passphraseFile, pinFile, restoreWordsFile])
  return {
    passphrase: await readSecretFile(passphraseFile),
    pin: pinFile === undefined ? null : await readSecretFile(pinFile),
    words: restoreWordsFile === undefined ? null : await readSecretFile(restoreWordsFile),
    backup: restoreBackupFile === undefined ? null : await readBinaryFile(restoreBackupFile),
  }
}
