import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/**
 * What a crash does to the disk.
 *
 * - `whole`: what was committed is there, and nothing else.
 * - `torn`: of a write that was under way a part is there too. Nobody was told that it was done.
 * - `unsynced`: the last commits are missing, though the disk said that it had them. No honest disk does this.
 */
export const DISK_FAULTS = ['whole', 'torn', 'unsynced'] as const
export type DiskFault = (typeof DISK_FAULTS)[number]

/** Commits that a lying disk loses. Chosen here: those of a busy second. */
const UNSYNCED_COMMITS = 3
/** Layout of a write-ahead log, in bytes. Source: SQLite, "Database File Format" §4. */
const HEADER_BYTES = 32
const PAGE_SIZE_AT = 8
const SALTS_AT = 16
const SALTS_BYTES = 8
const FRAME_HEADER_BYTES = 24
const FRAME_COMMIT_AT = 4
const FRAME_SALTS_AT = 8

/** The two files of a database as they were at one moment. */
export class CrashImage {
  readonly #path: string
  readonly #database: Buffer
  readonly #log: Buffer

  /** To be taken between two transactions, as all moments are in which anything else runs. */
  constructor(databasePath: string, fault: DiskFault) {
    this.#path = databasePath
    this.#database = readFileSync(databasePath)
    const log = existsSync(logOf(databasePath)) ? readFileSync(logOf(databasePath)) : Buffer.alloc(0)
    this.#log = fault === 'whole' ? log : fault === 'torn' ? withTornFrame(log) : withoutLastCommits(log)
  }

  /** Put the files back as they were. Nobody may have the database open. */
  restore(): void {
    rmSync(`${this.#path}-shm`, { force: true })
    writeFileSync(this.#path, this.#database)
    writeFileSync(logOf(this.#path), this.#log)
  }
}

const logOf = (databasePath: string): string => `${databasePath}-wal`

interface Frame {
  readonly at: number
  readonly endsAt: number
  readonly isCommit: boolean
}

/** The frames of the log that count: those behind them are left over from before its last beginning. */
function framesOf(log: Buffer): readonly Frame[] {
  if (log.length < HEADER_BYTES) return []
  const sizeBytes = FRAME_HEADER_BYTES + log.readUInt32BE(PAGE_SIZE_AT)
  const salts = log.subarray(SALTS_AT, SALTS_AT + SALTS_BYTES)
  const frames: Frame[] = []
  for (let at = HEADER_BYTES; at + sizeBytes <= log.length; at += sizeBytes) {
    const own = log.subarray(at + FRAME_SALTS_AT, at + FRAME_SALTS_AT + SALTS_BYTES)
    if (!own.equals(salts)) break
    frames.push({ at, endsAt: at + sizeBytes, isCommit: log.readUInt32BE(at + FRAME_COMMIT_AT) !== 0 })
  }
  return frames
}

/** Behind the last frame stands one that begins like a commit and whose page is half written. */
function withTornFrame(log: Buffer): Buffer {
  const last = framesOf(log).at(-1)
  if (last === undefined) return log
  const torn = Buffer.from(log.subarray(last.at, last.endsAt))
  torn.fill(0xa5, torn.length / 2)
  return Buffer.concat([log.subarray(0, last.endsAt), torn])
}

function withoutLastCommits(log: Buffer): Buffer {
  const commits = framesOf(log).filter(({ isCommit }) => isCommit)
  const kept = commits.at(-1 - UNSYNCED_COMMITS)
  return kept === undefined ? Buffer.alloc(0) : Buffer.from(log.subarray(0, kept.endsAt))
}
