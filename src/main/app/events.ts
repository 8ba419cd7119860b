import type { MirrorwellEvent } from '../../shared/contract/index.ts'
import type { Clock } from '../platform/clock.ts'
import { Signal } from '../platform/signal.ts'

/** Different ids of one event in one turn beyond which the event is told once, without id. Chosen here: as many as a page asks for by name in one question; beyond, it asks for the whole list. */
const MAX_IDS_PER_TURN = 100

/** What is another's in another federation. */
export const OF_A_FEDERATION = [
  'node.changed',
  'neighbours.changed',
  'map.changed',
  'alerts.changed',
  'resources.changed',
  'invites.changed',
  'mirrors.changed',
  'seeds.changed',
  'transfers.changed',
  'files.changed',
  'attachments.changed',
  'trust.changed',
  'neighbours.called',
] as const satisfies readonly MirrorwellEvent[]

export interface Told {
  readonly name: MirrorwellEvent
  readonly payload: { readonly id?: string }
  readonly atMs: number
}

/** What changed, for whoever looks on. Events of one turn are told together, each once. */
export class Events {
  readonly #clock: Clock
  readonly #told = new Signal<Told>()
  #waiting = new Map<MirrorwellEvent, Set<string | undefined>>()

  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock
  }

  emit(name: MirrorwellEvent, id?: string): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#tell())
    const ids = this.#waiting.get(name) ?? new Set()
    this.#waiting.set(name, ids.add(id))
  }

  onEvent(listener: (told: Told) => void): () => void {
    return this.#told.listen(listener)
  }

  #tell(): void {
    const waiting = this.#waiting
    this.#waiting = new Map()
    const atMs = this.#clock.nowMs()
    for (const [name, ids] of waiting) {
      const named = ids.has(undefined) || ids.size > MAX_IDS_PER_TURN ? [undefined] : [...ids]
      for (const id of named) this.#told.emit({ name, payload: id === undefined ? {} : { id }, atMs })
    }
  }
}
