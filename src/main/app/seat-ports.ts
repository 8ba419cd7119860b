import type { Language } from '../../shared/kernel/language.ts'
import type { PrivateFiles } from '../features/identity/private-files.ts'
import type { Vault } from '../features/identity/vault.ts'
import type { Logger } from '../platform/logger.ts'
import type { Surroundings } from './surroundings.ts'

/** All in which hosts differ, beside the channel that each serves the router on. */
export interface SeatPorts {
  /** An existing folder that belongs to this Node alone. */
  readonly dataDir: string
  readonly hostKind: 'electron' | 'node'
  readonly vault: Vault
  readonly privateFiles: PrivateFiles
  readonly logger: Logger
  readonly systemLanguage: Language
  readonly notifications: boolean
  readonly filePicker: boolean
  /** What only the host knows of itself, for diagnostics. */
  readonly hostFacts?: () => readonly (readonly [name: string, value: string])[]
  /** Default: the machine's time and chance, and real networks. */
  readonly surroundings?: Surroundings
}

export interface SeatOptions {
  readonly version: string
  /** Multiaddrs; none: every interface, a port chosen once and kept. */
  readonly listen?: readonly string[]
  /** What the command line says of the local network; null: as the person set it. */
  readonly lan?: boolean | null
  /** What the command line says of helping others to be reached; null: as the person set it. */
  readonly helper?: boolean | null
  /** What the command line says of keeping the directory; null: as the person set it. */
  readonly dht?: boolean | null
  /** Found a test federation on an empty folder. */
  readonly testFederation?: boolean
  /** Milliseconds between reports, in a test federation; null: as it was, or hourly. */
  readonly reportIntervalMs?: number | null
  readonly slotMs?: number | null
  /** Put the newest sound automatic copy in place of a damaged database, which is set aside. */
  readonly fromCopy?: boolean
  readonly security?: readonly ('noise' | 'tls')[]
}
