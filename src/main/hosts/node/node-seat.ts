import type { Language } from '../../../shared/kernel/language.ts'
import { openSeat, type Seat, type SeatOptions } from '../../app/seat.ts'
import { createLogger } from '../../platform/logger.ts'
import { appVersion } from './app-folder.ts'
import { vaultPath } from './data-folder.ts'
import { PassphraseVault } from './passphrase-vault.ts'
import { openPrivateFiles } from './private-files.ts'

export interface NodeSeatRequest {
  readonly dataDir: string
  readonly language: Language
  readonly options: Omit<SeatOptions, 'version'>
}

/** A seat over this host's ports. The folder must exist. */
export function openNodeSeat({ dataDir, language, options }: NodeSeatRequest): Promise<Seat> {
  return openSeat(
    {
      dataDir,
      hostKind: 'node',
      vault: new PassphraseVault(vaultPath(dataDir)),
      privateFiles: openPrivateFiles(dataDir),
      logger: createLogger('warn'),
      systemLanguage: language,
      notifications: false,
      filePicker: false,
    },
    { ...options, version: appVersion() },
  )
}
