import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { StretchKey } from '../../crypto/key-stretching.ts'
import { normaliseWords, RECOVERY_WORDS } from '../../crypto/recovery.ts'
import { type BoxParams, PASSPHRASE_PARAMS } from '../../crypto/vault-box.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import { sealBackup } from './backup-file.ts'
import type { BackupStore } from './backup-store.ts'
import { requirePassphrase } from './identity-service.ts'
import type { NodeKeys } from './node-keys.ts'
import type { PrivateFiles } from './private-files.ts'

/** The file in the data folder that a person copies to paper. */
export const WORDS_FILE = 'recovery-words.txt'
/** Words on a line of that file. Chosen here: six lines of four are counted at a glance. */
const WORDS_PER_LINE = 4
/** Words a drill asks for. Chosen here: four show that the paper is there; guessing all at once is 1 in 2^44. */
const DRILL_WORDS = 4

export interface BackupStatus {
  readonly wordsWrittenAtMs: number | null
  readonly drilledAtMs: number | null
  readonly fileWrittenAtMs: number | null
  readonly nudge: boolean
}

export interface DrillAnswer {
  /** From 1. */
  readonly position: number
  readonly word: string
}

/** What backup asks of the Node it belongs to. */
export interface BackupNode {
  readonly keys: NodeKeys
  /** Whether a Mirror has acted here: only then is there something to lose. */
  hasActs(): boolean
  /** A consistent copy of the database. */
  snapshot(): Promise<Uint8Array>
  /** Open the log after a restore: the Mirror says that no older entry is known. */
  confirmEpoch(): Promise<void>
  changed(): void
}

export interface BackupServiceDeps {
  readonly clock: Clock
  readonly files: PrivateFiles
  readonly node: BackupNode
  readonly random: Random
  readonly store: BackupStore
  readonly stretchKey: StretchKey
}

/** Keeps a Node safe from a lost machine: words on paper, a drill that proves they are there, an encrypted copy. */
export class BackupService {
  readonly #deps: BackupServiceDeps
  readonly #params: BoxParams
  #asked: readonly number[] = []

  constructor(deps: BackupServiceDeps, options: { readonly params?: BoxParams } = {}) {
    this.#deps = deps
    this.#params = options.params ?? PASSPHRASE_PARAMS
  }

  status(): BackupStatus {
    const { node, store } = this.#deps
    const drilledAtMs = store.get('drilled')
    return {
      wordsWrittenAtMs: store.get('words-written'),
      drilledAtMs,
      fileWrittenAtMs: store.get('file-written'),
      nudge: drilledAtMs === null && node.hasActs(),
    }
  }

  /**
   * Write the words to a new private file.
   *
   * @returns its path
   * @throws MirrorError 'file-exists' | 'disk-full' | 'disk-read-only'
   */
  async writeWords(files: PrivateFiles = this.#deps.files, name: string = WORDS_FILE): Promise<string> {
    const path = await files.writeNew(name, wordsFile(this.#deps.node.keys.recoveryWords()))
    await this.#mark('words-written')
    return path
  }

  /** Four positions, from 1, ascending, drawn anew at each call; the last ones asked are those a drill answers. */
  drillQuestions(): readonly number[] {
    const left = Array.from({ length: RECOVERY_WORDS }, (_, index) => index + 1)
    const drawn = Array.from(
      { length: DRILL_WORDS },
      () => left.splice(this.#deps.random.int(left.length), 1)[0] ?? 0,
    )
    this.#asked = drawn.toSorted((a, b) => a - b)
    return this.#asked
  }

  /**
   * Check the words from paper, all at once, so that nobody can try them one by
   * one; then remove the file they were copied from.
   *
   * @throws MirrorError 'backup-drill-failed', which never tells which word is wrong
   */
  async drill(answers: readonly DrillAnswer[]): Promise<void> {
    if (!this.#isRight(answers)) throw new MirrorError('backup-drill-failed', { asked: this.#asked.length })
    this.#asked = []
    await this.#deps.files.remove(WORDS_FILE)
    await this.#mark('drilled')
  }

  /**
   * Write root and database to a new file that opens with `passphrase`.
   *
   * @throws MirrorError 'passphrase-required' | 'passphrase-too-short' | 'disk-full' | 'disk-read-only'
   */
  async writeFile(passphrase: string): Promise<{ readonly path: string; readonly sizeBytes: number }> {
    requirePassphrase(passphrase)
    const { clock, files, node } = this.#deps
    const content = { root: node.keys.copyRoot(), database: await node.snapshot() }
    const box = await sealBackup(content, { passphrase, params: this.#params }, this.#deps)
    content.root.fill(0)
    const path = await files.writeNew(`mirrorwell-${clock.nowMs()}.backup`, box)
    await this.#mark('file-written')
    return { path, sizeBytes: box.length }
  }

  /** Let this Node write again after a restore with nobody in reach. */
  async confirmEpoch(): Promise<void> {
    await this.#deps.node.confirmEpoch()
    this.#deps.node.changed()
  }

  #isRight(answers: readonly DrillAnswer[]): boolean {
    const given = new Map(answers.map(({ position, word }) => [position, normaliseWords(word).join(' ')]))
    if (this.#asked.length === 0 || answers.length !== this.#asked.length) return false
    const words = this.#deps.node.keys.recoveryWords()
    return this.#asked.every((position) => given.get(position) === words[position - 1])
  }

  async #mark(mark: 'words-written' | 'drilled' | 'file-written'): Promise<void> {
    await this.#deps.store.set(mark, this.#deps.clock.nowMs())
    this.#deps.node.changed()
  }
}

function wordsFile(words: readonly string[]): Uint8Array {
  const lines = Array.from({ length: RECOVERY_WORDS / WORDS_PER_LINE }, (_, line) =>
    words.slice(line * WORDS_PER_LINE, (line + 1) * WORDS_PER_LINE).join(' '),
  )
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}
