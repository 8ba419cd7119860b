import type { FederationId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { Database } from '../../storage/database.ts'
import type { MessageStore, WaitingMessage } from './message-store.ts'

/** Waits before what was sent and not receipted is sent again; the last goes on for ever. Source: docs/protocol.md, "Transfers". */
const RETRY_AFTER_MS = [5_000, 15_000, 45_000, 60_000] as const
/** Messages read from the disk at once. Chosen here: a conversation's worth. */
const PAGE_MAX = 32
/** Letters to one peer that may be on their way without a receipt. Source: docs/protocol.md, "Transfers". */
const WINDOW_MAX = 64

export interface TransferOutboxDeps {
  readonly database: Database
  readonly messages: MessageStore
  /** Timers on the machine's clock: a line's delays are no affair of the application's time. */
  readonly timers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  readonly isLinked: (nodeId: NodeId) => boolean
  /** Give a payload to the other Node. @returns whether it is on its way */
  readonly send: (to: NodeId, payload: Uint8Array) => Promise<boolean>
  readonly changed: (transfer: TransferId) => void
}

/** What a pass sends: what was never sent, or all that is not receipted, in its order. */
type Scope = 'new' | 'all'

interface Line {
  tries: number
  cancel: Cancel
  /** The pass that is under way. */
  sending: Promise<void> | null
  /** The pass to come after it. */
  wanted: Scope | null
  /** Letters that are on their way. */
  unreceipted: number
  /** Whether there was a receipt since the last full pass began. */
  isHeard: boolean
  /** Where a pass was cut short because too many were on their way; null where none was. */
  cutAtPlace: number | null
}

/**
 * Brings this Node's words to the other, each until its receipt is here. What
 * waits is on disk, so nothing but time is lost with a link or a process.
 */
export class TransferOutbox implements Startable {
  readonly #deps: TransferOutboxDeps
  readonly #lines = new Map<NodeId, Line>()
  #isRunning = false

  constructor(deps: TransferOutboxDeps) {
    this.#deps = deps
  }

  /** Take up what waits in the federation we are in. Call `stop` and `start` again when that changes. */
  async start(): Promise<void> {
    this.#isRunning = true
    for (const peer of this.#deps.messages.waitingPeers(this.#deps.federation())) this.linked(peer)
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    const lines = [...this.#lines.values()]
    this.#lines.clear()
    for (const line of lines) line.cancel()
    await Promise.allSettled(lines.map(({ sending }) => sending))
  }

  /** Send what was written for a peer and never sent. To be called after the commit. */
  flush(peer: NodeId): void {
    const line = this.#line(peer)
    line.tries = 0
    this.#send(peer, line, 'new')
  }

  /** Send all that a peer is not known to have: a link has come up. */
  linked(peer: NodeId): void {
    const line = this.#line(peer)
    line.tries = 0
    line.cutAtPlace = null
    this.#send(peer, line, 'all')
  }

  /** A peer has stored a message of ours. Never rejects: what could not be noted is sent again, and receipted again. */
  async receipted(peer: NodeId, payloadHash: string): Promise<void> {
    const { database, messages, logger, federation, changed } = this.#deps
    try {
      const transfer = await database.write(() => messages.markSeen(federation(), peer, payloadHash))
      if (transfer === null) return
      this.#makeRoom(peer)
      changed(transfer)
    } catch (thrown) {
      logger.warn('transfers.receipt-unnoted', { cause: String(thrown) })
    }
  }

  /** A letter has come. The rest of a pass that was cut short goes when all of it have. */
  #makeRoom(peer: NodeId): void {
    const line = this.#line(peer)
    line.isHeard = true
    line.unreceipted = Math.max(0, line.unreceipted - 1)
    if (line.unreceipted === 0 && line.cutAtPlace !== null) this.#send(peer, line, 'all')
  }

  #line(peer: NodeId): Line {
    const known = this.#lines.get(peer)
    if (known !== undefined) return known
    const line: Line = {
      tries: 0,
      cancel: () => {},
      sending: null,
      wanted: null,
      unreceipted: 0,
      isHeard: false,
      cutAtPlace: null,
    }
    this.#lines.set(peer, line)
    return line
  }

  #send(peer: NodeId, line: Line, scope: Scope): void {
    line.cancel()
    if (!this.#isRunning || !this.#deps.isLinked(peer)) return
    if (line.sending !== null) {
      line.wanted = line.wanted === 'all' ? 'all' : scope
      return
    }
    line.sending = this.#pass(peer, line, scope)
      .catch((thrown: unknown) => this.#deps.logger.warn('transfers.unsent', { cause: String(thrown) }))
      .then(() => this.#passed(peer, line))
  }

  #passed(peer: NodeId, line: Line): void {
    const { wanted } = line
    line.sending = null
    line.wanted = null
    if (!this.#isRunning) return
    if (wanted === null) this.#waitFor(peer, line)
    else this.#send(peer, line, wanted)
  }

  #waitFor(peer: NodeId, line: Line): void {
    const { messages, timers, federation } = this.#deps
    if (messages.waiting(federation(), peer, FIRST_PAGE).length === 0) return
    const delayMs = RETRY_AFTER_MS[Math.min(line.tries, RETRY_AFTER_MS.length - 1)] ?? 0
    line.tries += 1
    line.cancel = timers.after(delayMs, () => this.#sendAgain(peer, line))
  }

  /** Where nothing at all was receipted, go on behind it: nothing waits for ever behind what the other side cannot take. */
  #sendAgain(peer: NodeId, line: Line): void {
    if (line.isHeard) line.cutAtPlace = null
    this.#send(peer, line, 'all')
  }

  /** One after the other: the other side takes a conversation in its order only. */
  async #pass(peer: NodeId, line: Line, scope: Scope): Promise<void> {
    const { messages, federation } = this.#deps
    const home = federation()
    let afterPlace = scope === 'all' ? resume(line) : 0
    for (;;) {
      const page = messages.waiting(home, peer, { afterPlace, limit: PAGE_MAX })
      const due = page.filter(({ delivery }) => scope === 'all' || delivery === 'queued')
      const fitting = due.slice(0, WINDOW_MAX - line.unreceipted)
      const isSent = await this.#sendPage(peer, line, fitting)
      const isCut = fitting.length < due.length
      if (isCut) line.cutAtPlace ??= fitting.at(-1)?.place ?? afterPlace
      if (!isSent || isCut || page.length < PAGE_MAX) return
      afterPlace = page.at(-1)?.place ?? 0
    }
  }

  /** @returns whether all of it is on its way */
  async #sendPage(peer: NodeId, line: Line, page: readonly WaitingMessage[]): Promise<boolean> {
    const { database, messages, send, changed } = this.#deps
    const sent: WaitingMessage[] = []
    for (const message of page) {
      if (!this.#isRunning || !(await send(peer, message.payload))) break
      sent.push(message)
    }
    const news = sent.filter(({ delivery }) => delivery === 'queued')
    line.unreceipted += sent.length
    if (news.length > 0) await database.write(() => messages.markSent(news))
    for (const transfer of new Set(news.map((message) => message.transfer))) changed(transfer)
    return sent.length === page.length
  }
}

/** Where a full pass begins. */
function resume(line: Line): number {
  const afterPlace = line.cutAtPlace ?? 0
  Object.assign(line, { unreceipted: 0, isHeard: false, cutAtPlace: null })
  return afterPlace
}

const FIRST_PAGE = { afterPlace: 0, limit: 1 } as const
