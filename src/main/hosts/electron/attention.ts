import type { Bridge, MirrorwellEvent } from '../../../shared/contract/index.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import { Signal } from '../../platform/signal.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import { NOTHING_WAITS, type Waiting, waitingIn } from './waiting.ts'

/** Changes come in flocks. Chosen here: a person does not notice half a second, and a burst costs one look. */
export const GATHER_MS = 500
/** Quiet hours end without an event. Chosen here: nobody minds a minute. */
export const LOOK_AGAIN_MS = 60_000
/** Most of each kind that is looked at. Chosen here: beyond that a count says as much. */
const LIST_MAX = 200

/** What the desktop shows of the Node while nobody looks at its page. */
export interface Look {
  readonly waiting: Waiting
  /** Null while no Node is open. */
  readonly settings: Settings | null
}

export interface AttentionDeps {
  /** The live Node, asked like by any other caller. */
  readonly bridge: Pick<Bridge, 'alerts' | 'neighbours' | 'transfers' | 'seeds' | 'settings'>
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Pick<Logger, 'warn'>
  onEvent(listener: (name: MirrorwellEvent) => void): () => void
}

const RELEVANT: ReadonlySet<MirrorwellEvent> = new Set<MirrorwellEvent>([
  'alerts.changed',
  'neighbours.called',
  'transfers.changed',
  'seeds.changed',
  'settings.changed',
  'setup.changed',
])

/** Follows what waits at the live Node, and tells whoever shows it outside the page. */
export class Attention implements Startable {
  readonly looked = new Signal<Look>()
  readonly #deps: AttentionDeps
  #stopListening: () => void = () => {}
  #cancel: Cancel = () => {}
  #isGathering = false
  #isStopped = false

  constructor(deps: AttentionDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    this.#stopListening = this.#deps.onEvent((name) => {
      if (RELEVANT.has(name)) this.#lookSoon()
    })
    await this.#look()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#stopListening()
    this.#cancel()
  }

  #lookSoon(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    this.#schedule(GATHER_MS)
  }

  #schedule(delayMs: number): void {
    this.#cancel()
    this.#cancel = this.#deps.timers.after(delayMs, () => {
      this.#isGathering = false
      void this.#look()
    })
  }

  async #look(): Promise<void> {
    const look = await this.#ask()
    if (this.#isStopped) return
    if (look !== null) this.looked.emit(look)
    if (!this.#isGathering) this.#schedule(LOOK_AGAIN_MS)
  }

  /** Null where the Node could not say: what was shown last stays. */
  async #ask(): Promise<Look | null> {
    const { bridge, clock } = this.#deps
    const { alerts, neighbours, transfers, seeds, settings } = bridge
    try {
      const [preferred, heard, moved, learned, asked, known] = await Promise.all([
        settings.get({}),
        alerts.list({ state: 'new', limit: LIST_MAX }),
        transfers.list({ limit: LIST_MAX }),
        seeds.list({ state: 'tray', heldBack: false, limit: LIST_MAX }),
        neighbours.calls({ limit: LIST_MAX }),
        neighbours.list({}),
      ])
      return {
        settings: preferred,
        waiting: waitingIn({ ...heard, ...moved, ...learned, ...asked, ...known }, clock.nowMs()),
      }
    } catch (thrown) {
      const { code } = MirrorError.from(thrown)
      if (code === 'node-absent' || code === 'node-locked') return { settings: null, waiting: NOTHING_WAITS }
      this.#deps.logger.warn('the desktop could not ask what waits', { code })
      return null
    }
  }
}
