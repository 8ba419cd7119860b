import type { Bridge } from '../../shared/contract/index.ts'
import type { TransferView } from '../../shared/contract/transfers.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Logger } from '../platform/logger.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import { replyToNeighbours } from './neighbour-replies.ts'
import { type Stock, simulatedLevel } from './practice-series.ts'

/** How often a neighbour reads its meters. Chosen here: as often as practice reports go out. */
const READING_EVERY_MS = 60_000
/** How often a neighbour's Mirror looks at what waits for her. Chosen here: quick enough to wait for, slow enough to be a person. */
const LOOKING_EVERY_MS = 4_000
/** A minute of practice is an hour of a neighbour's simulated life, so that somebody who looks on for a while sees a day go by. */
const LIFE_SPEED = 60
const HOUR_MS = 3_600_000

type ListedTransfer = Omit<TransferView, 'messages' | 'progress'>

/** What a life needs of its Node. */
export interface LivedIn {
  readonly name: string
  readonly bridge: Pick<Bridge, 'neighbours' | 'resources' | 'transfers'>
}

export interface NeighbourLifeDeps {
  readonly node: LivedIn
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Logger
}

export interface NeighbourLifeOptions {
  readonly stocks: readonly Stock[]
  readonly seed: string
  /** What its Mirror answers whenever she is asked. */
  readonly consents: boolean
  /** What she writes when something was handed over. */
  readonly delivered: string
  /** What she says to whoever talks to her, in turn. */
  readonly replies: readonly string[]
}

/** The ordinary days of a simulated neighbour: meters are read, what waits for its Mirror is answered. It acts through the contract alone. */
export class NeighbourLife implements Startable {
  readonly #deps: NeighbourLifeDeps
  readonly #options: NeighbourLifeOptions
  readonly #startedAtMs: number
  readonly #done = new Set<string>()
  readonly #cancels: Cancel[] = []
  #looking = false

  constructor(deps: NeighbourLifeDeps, options: NeighbourLifeOptions) {
    this.#deps = deps
    this.#options = options
    this.#startedAtMs = deps.clock.nowMs()
  }

  /** Resolves once its meters have been read for the first time. */
  async start(): Promise<void> {
    const { timers } = this.#deps
    await this.#read()
    this.#cancels.push(
      timers.every(READING_EVERY_MS, () => void this.#read()),
      timers.every(LOOKING_EVERY_MS, () => void this.#look()),
    )
  }

  async stop(): Promise<void> {
    for (const cancel of this.#cancels.splice(0)) cancel()
  }

  async #read(): Promise<void> {
    for (const stock of this.#options.stocks) {
      const { usualRatio: _forTheSeries, ...settings } = stock
      const level = simulatedLevel(this.#options.seed, stock, this.#hour())
      await this.#try('read a meter', () => this.#bridge.resources.record({ ...settings, level }))
    }
  }

  #hour(): number {
    const passedMs = this.#deps.clock.nowMs() - this.#startedAtMs
    return (this.#startedAtMs + passedMs * LIFE_SPEED) / HOUR_MS
  }

  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    try {
      await this.#try('look at transfers', async () => {
        const { transfers } = await this.#bridge.transfers.list({})
        for (const transfer of transfers) await this.#answer(transfer)
      })
      await this.#try('reply', () => replyToNeighbours(this.#bridge, this.#options.replies))
    } finally {
      this.#looking = false
    }
  }

  /** One step a look: a person reads before each. */
  async #answer(transfer: ListedTransfer): Promise<void> {
    const { id, can, proposedHere, revision } = transfer
    const { transfers } = this.#bridge
    const { consents, delivered } = this.#options
    if (can.agreeTerms && !proposedHere) {
      await this.#once(`${id} terms ${revision}`, () => transfers.agreeTerms({ id, revision }))
    } else if (can.decide) {
      await this.#once(`${id} answer ${revision}`, () => transfers.decide({ id, consent: consents }))
    } else if (can.report && transfer.role === 'giver') {
      const report = { id, delivered: transfer.quantity, note: delivered }
      await this.#once(`${id} report`, () => transfers.report(report))
    } else if (can.confirmReceipt && transfer.receipts.own === null && isHandedOver(transfer)) {
      const receipt = { id, quantity: transfer.quantity, condition: 'whole', book: true } as const
      await this.#once(`${id} receipt`, () => transfers.confirmReceipt(receipt))
    }
  }

  async #once(what: string, act: () => Promise<unknown>): Promise<void> {
    if (this.#done.has(what)) return
    this.#done.add(what)
    if (!(await this.#try(what, act))) this.#done.delete(what)
  }

  get #bridge(): LivedIn['bridge'] {
    return this.#deps.node.bridge
  }

  async #try(what: string, act: () => Promise<unknown>): Promise<boolean> {
    return tryAct(this.#deps.logger, { what, by: this.#deps.node.name }, act)
  }
}

const isHandedOver = ({ phase }: ListedTransfer): boolean => phase === 'under-way' || phase === 'received'

/** Do something that may be refused. A refusal ends no simulated life: it is noted, and the life goes on. @returns whether it was done */
export async function tryAct(
  logger: Logger,
  facts: { readonly what: string; readonly by: string },
  act: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await act()
    return true
  } catch (thrown) {
    logger.debug('a simulated act was refused', { ...facts, code: MirrorError.from(thrown).code })
    return false
  }
}
