import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import type { Database } from './database.ts'

/** Automatic copies kept. Chosen here: the last three days, or the last three upgrades. */
const KEPT_COPIES = 3
const NAME = /^mirrorwell-(\d+)\.db$/u

/** Automatic copies of the database in a folder beside it. */
export class Backups {
  readonly folder: string
  readonly #clock: Clock

  constructor(deps: { readonly clock: Clock }, options: { readonly folder: string }) {
    this.#clock = deps.clock
    this.folder = options.folder
  }

  /** The copies there are, newest first. */
  list(): readonly { readonly path: string; readonly atMs: number }[] {
    return readNames(this.folder)
      .flatMap((name) => {
        const match = NAME.exec(name)
        return match ? [{ path: join(this.folder, name), atMs: Number(match[1]) }] : []
      })
      .sort((a, b) => b.atMs - a.atMs)
  }

  /** Make a copy now and forget the oldest beyond three. It has its name only once it is whole. @returns its path */
  make(database: Database): string {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const path = join(this.folder, `mirrorwell-${this.#clock.nowMs()}.db`)
    const unfinished = `${path}.part`
    rmSync(unfinished, { force: true })
    database.copyTo(unfinished)
    renameSync(unfinished, path)
    for (const old of this.list().slice(KEPT_COPIES)) rmSync(old.path, { force: true })
    return path
  }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // no copy was ever made
  }
}
