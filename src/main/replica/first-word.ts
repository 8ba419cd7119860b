import { MirrorError } from '../../shared/kernel/errors.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { EntryKind } from './entry.ts'

/** How long a Node that is in doubt waits for anybody at all, from its start. Source: docs/protocol.md, "Epochs". */
const ALONE_MS = 10_000
/** How long its neighbours have to answer, from the first link on. Source: docs/protocol.md, "Epochs". */
const ANSWER_MS = 5_000
/** How long an alert waits at most. Source: docs/protocol.md, "Epochs". */
const URGENT_MS = 1_000
/** What goes on the alert lane. */
const URGENT: ReadonlySet<EntryKind> = new Set<EntryKind>(['alert', 'alert-review', 'alert-correction'])

/**
 * What is known of the end of one's own log.
 *
 * - `sure`: nothing of it is missing, or what is written next stands in another epoch.
 * - `in-doubt`: a part may be missing here that neighbours hold, and they may yet say so.
 * - `unanswered`: nobody said in time.
 */
export type Knowledge = 'sure' | 'in-doubt' | 'unanswered'

/** What a Node that wants to say something in its log does about it. */
export type FirstStep = 'speak' | 'wait' | 'begin-anew'

/** Nobody signs two entries for one place who waits while in doubt, and begins a new epoch where nobody answers. */
export function firstStep(knowledge: Knowledge): FirstStep {
  if (knowledge === 'sure') return 'speak'
  return knowledge === 'in-doubt' ? 'wait' : 'begin-anew'
}

export interface FirstWordDeps {
  readonly realTimers: Timers
  /** Whether this Node may have lost the end of its log, and others may hold it. */
  mayHaveLost(): boolean
  /** The next entry is to open a new epoch. Durable once resolved. */
  beginAnew(): Promise<void>
  /** There is no doubt any more. */
  becameSure(): void
}

/**
 * Lets a Node that did not end in order speak in its log only once a neighbour
 * has said what it holds of it, or under a new epoch: a disk that lost what it
 * said it had would make the Node sign a second entry for the same place.
 */
export class FirstWord {
  readonly #deps: FirstWordDeps
  readonly #waiting = new Set<{ go(): void; giveUp(): void }>()
  readonly #limits: Cancel[] = []
  #knowledge: Knowledge = 'sure'
  #isLinked = false
  #beginning: Promise<void> | null = null

  constructor(deps: FirstWordDeps) {
    this.#deps = deps
  }

  start(): void {
    if (!this.#deps.mayHaveLost()) {
      this.#deps.becameSure()
      return
    }
    this.#knowledge = 'in-doubt'
    this.#after(ALONE_MS, () => {
      if (!this.#isLinked) this.#setOff('unanswered')
    })
  }

  /** A neighbour is there that can say. */
  linked(): void {
    if (this.#isLinked) return
    this.#isLinked = true
    if (this.#knowledge === 'in-doubt') this.#after(ANSWER_MS, () => this.#setOff('unanswered'))
  }

  /** A neighbour has sent all it holds of ours that was missing here, or holds no more. */
  answered(): void {
    if (this.#knowledge !== 'sure') this.#setOff('sure')
  }

  /**
   * Resolves when an entry of this kind may be written.
   *
   * @throws MirrorError 'too-many-calls' where this life ends meanwhile; 'disk-full' | 'disk-read-only'
   */
  async mayWrite(kind: EntryKind): Promise<void> {
    if (firstStep(this.#knowledge) === 'wait') await this.#wait(URGENT.has(kind))
    if (firstStep(this.#knowledge) !== 'begin-anew') return
    this.#beginning ??= this.#beginAnew()
    await this.#beginning
  }

  stop(): void {
    for (const cancel of this.#limits.splice(0)) cancel()
    for (const waiting of this.#waiting) waiting.giveUp()
    this.#waiting.clear()
  }

  /** Once for all who want to speak. Of what neighbours hold, nothing can stand where this Node writes next. */
  async #beginAnew(): Promise<void> {
    try {
      await this.#deps.beginAnew()
      this.#setOff('sure')
    } finally {
      this.#beginning = null
    }
  }

  #wait(isUrgent: boolean): Promise<void> {
    if (isUrgent) this.#after(URGENT_MS, () => this.#setOff('unanswered'))
    return new Promise((resolve, reject) => {
      this.#waiting.add({ go: resolve, giveUp: () => reject(new MirrorError('too-many-calls')) })
    })
  }

  #setOff(knowledge: Knowledge): void {
    if (this.#knowledge === 'sure') return
    this.#knowledge = knowledge
    for (const cancel of this.#limits.splice(0)) cancel()
    for (const waiting of this.#waiting) waiting.go()
    this.#waiting.clear()
    if (knowledge === 'sure') this.#deps.becameSure()
  }

  #after(delayMs: number, task: () => void): void {
    this.#limits.push(this.#deps.realTimers.after(delayMs, task))
  }
}
