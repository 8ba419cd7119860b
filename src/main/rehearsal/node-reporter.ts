import type { Bridge, MirrorwellEvent } from '../../shared/contract/index.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { LogNews } from './practice-log.ts'
import type { Facts, Held, Sense } from './practice-senses.ts'

/** How long after an event the Node is asked: a burst of events is one question. Chosen here: somebody who looks on waits no longer, and what seven Nodes are asked takes a hundredth of a processor. */
const GATHER_MS = 1_000
/** How often it is asked what it tells by no event: that a meeting ended. Chosen here: soon enough for somebody who looks on. */
const LOOK_EVERY_MS = 30_000

export interface NodeReporterDeps {
  readonly bridge: Bridge
  onEvent(listener: (name: MirrorwellEvent, payload: unknown, atMs: number) => void): () => void
  readonly clock: { nowMs(): number }
  readonly timers: Timers
  /** What is new at the Node. */
  write(news: readonly LogNews[]): void
  /** Try a question: a Node that is ending refuses. */
  attempt(ask: () => Promise<void>): Promise<unknown>
}

/**
 * Turns what one Node tells of itself into lines. An event says only that
 * something changed, so the Node is asked through its contract, as a page asks,
 * and what holds then and did not before is news.
 */
export class NodeReporter implements Startable {
  readonly #deps: NodeReporterDeps
  readonly #senses: readonly Sense[]
  readonly #known = new Map<Sense, Facts>()
  /** What is about to be looked at, and when the first event said so. */
  readonly #due = new Map<Sense, number>()
  #cancels: Cancel[] = []
  #turn: Promise<unknown> = Promise.resolve()

  constructor(deps: NodeReporterDeps, senses: readonly Sense[]) {
    this.#deps = deps
    this.#senses = senses
  }

  async start(): Promise<void> {
    const { clock, onEvent, timers } = this.#deps
    const expect = (senses: readonly Sense[]): void => {
      for (const sense of senses) this.#expect(sense, clock.nowMs())
    }
    this.#cancels = [
      onEvent((name, _payload, atMs) => {
        for (const sense of this.#senses) if (sense.events.includes(name)) this.#expect(sense, atMs)
      }),
      timers.every(LOOK_EVERY_MS, () => expect(this.#senses.filter(({ events }) => events.length === 0))),
    ]
    expect(this.#senses)
  }

  /** Resolves once nothing is asked any more. */
  async stop(): Promise<void> {
    for (const cancel of this.#cancels.splice(0)) cancel()
    this.#due.clear()
    await this.#turn
  }

  #expect(sense: Sense, atMs: number): void {
    if (this.#due.size === 0) this.#deps.timers.after(GATHER_MS, () => this.#lookInTurn())
    if (!this.#due.has(sense)) this.#due.set(sense, atMs)
  }

  /** One look after another, so that an older answer never comes after a newer one. */
  #lookInTurn(): void {
    const due = [...this.#due]
    this.#due.clear()
    this.#turn = this.#turn.then(async () => {
      for (const [sense, atMs] of due) await this.#deps.attempt(() => this.#look(sense, atMs))
    })
  }

  async #look(sense: Sense, atMs: number): Promise<void> {
    const before: Facts = this.#known.get(sense) ?? new Map()
    const after = await sense.look(this.#deps.bridge)
    this.#known.set(sense, after)
    const news = newsBetween({ before, after }, sense).map(({ fact, atMs: sinceMs }) => ({
      fact,
      atMs: sinceMs ?? atMs,
    }))
    if (news.length > 0) this.#deps.write(news)
  }
}

/** What holds now and did not, after what is to be said of what holds no more. */
function newsBetween(
  { before, after }: { readonly before: Facts; readonly after: Facts },
  { gone }: Sense,
): readonly Held[] {
  const ended = [...before].flatMap(([key, { fact }]): Held[] => {
    const said = after.has(key) ? null : (gone?.(fact) ?? null)
    return said === null ? [] : [{ fact: said }]
  })
  return [...ended, ...[...after].flatMap(([key, held]) => (before.has(key) ? [] : [held]))]
}
