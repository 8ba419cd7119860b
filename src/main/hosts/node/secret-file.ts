import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { usageError } from './usage-error.ts'

/** Largest secret read, in UTF-16 units. Chosen here: 24 words with numbers fit twenty times. */
const SECRET_MAX_CHARS = 8_192
/** In place of a file name: standard input. */
export const STANDARD_INPUT = '-'

/**
 * The secret in a file, or on standard input for `-`, without the line feed
 * that editors put at its end. Secrets never come by argument or environment,
 * where other users of the machine can read them.
 *
 * @throws MirrorError 'file-unreadable' with `path`
 */
export async function readSecretFile(path: string): Promise<string> {
  const read = await readTextFile(path)
  if (read.length > SECRET_MAX_CHARS) throw new MirrorError('file-unreadable', { path, problem: 'too-large' })
  return read.replace(/^\ufeff/u, '').replace(/\r?\n$/u, '')
}

/** @throws MirrorError 'file-unreadable' with `path` */
export async function readTextFile(path: string): Promise<string> {
  try {
    return path === STANDARD_INPUT ? await text(process.stdin) : await readFile(path, 'utf8')
  } catch (thrown) {
    const systemCode = String((thrown as { code?: unknown }).code ?? '')
    throw new MirrorError('file-unreadable', { path, systemCode }, thrown)
  }
}

/** @throws MirrorError 'file-unreadable' with `path` */
export async function readBinaryFile(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (thrown) {
    const systemCode = String((thrown as { code?: unknown }).code ?? '')
    throw new MirrorError('file-unreadable', { path, systemCode }, thrown)
  }
}

/** @throws MirrorError 'usage' where two things would be read from the one standard input */
export function assertOneStandardInput(files: readonly (string | undefined)[]): void {
  if (files.filter((file) => file === STANDARD_INPUT).length > 1) throw usageError('oneStandardInput')
}
