import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Logger } from '../platform/logger.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { Database } from '../storage/database.ts'

/** Waits before what was sent and not receipted is sent again; the last goes on for ever. Source: docs/protocol.md, "Private post". */
const RETRY_AFTER_MS = [5_000, 15_000, 45_000, 60_000] as const
/** Messages read from the disk at once. Chosen here: a conversation's worth. */
const PAGE_MAX = 32
/** Letters of one kind to one peer that may be on their way without a receipt. Source: docs/protocol.md, "Private post". */
const WINDOW_MAX = 64

/** A letter of ours that the other side is not known to have stored. */
export interface WaitingLetter<Matter extends string> {
  readonly place: number
  /** What it belongs to, as its feature names it. */
  readonly matter: Matter
  readonly payload: Uint8Array
  readonly delivery: 'queued' | 'sent'
}

/** Where the letters of one kind wait. Writes come inside `Database.write`. */
export interface LetterStore<Matter extends string> {
  /** Peers who have yet to be told something. */
  waitingPeers(federation: FederationId): readonly NodeId[]
  /** What a peer has yet to be told, in the order in which it was written. */
  waiting(
    federation: FederationId,
    peer: NodeId,
    page: { readonly afterPlace: number; readonly limit: number },
  ): readonly WaitingLetter<Matter>[]
  markSent(sent: readonly Pick<WaitingLetter<Matter>, 'place'>[]): void
  /** Note that a peer has stored one. @returns what it belongs to, or null where that is no news */
  markSeen(federation: FederationId, peer: NodeId, payloadHash: string): Matter | null
}

export interface PrivateOutboxDeps<Matter extends string> {
  readonly database: Database
  readonly letters: LetterStore<Matter>
  /** Timers on the machine's clock: a line's delays are no affair of the application's time. */
  readonly timers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  readonly isLinked: (nodeId: NodeId) => boolean
  /** Give a payload to the other Node. @returns whether it is on its way */
  readonly send: (to: NodeId, payload: Uint8Array) => Promise<boolean>
  readonly changed: (matter: Matter) => void
}

export interface PrivateOutboxOptions {
  /**
   * One letter after the other, each only once the one before is stored there:
   * for whatever has no order of its own on the other side.
   */
  readonly oneByOne: boolean
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
 * Brings letters of one kind to other Nodes, each until its receipt is here. What
 * waits is on disk, so nothing but time is lost with a link or a process.
 */
export class PrivateOutbox<Matter extends string> implements Startable {
  readonly #deps: PrivateOutboxDeps<Matter>
  readonly #isOneByOne: boolean
  readonly #windowMax: number
  readonly #lines = new Map<NodeId, Line>()
  #isRunning = false

  constructor(deps: PrivateOutboxDeps<Matter>, { oneByOne }: PrivateOutboxOptions) {
    this.#deps = deps
    this.#isOneByOne = oneByOne
    this.#windowMax = oneByOne ? 1 : WINDOW_MAX
  }

  /** Take up what waits in the federation we are in. Call `stop` and `start` again when that changes. */
  async start(): Promise<void> {
    this.#isRunning = true
    for (const peer of this.#deps.letters.waitingPeers(this.#deps.federation())) this.linked(peer)
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

  /** A peer has stored a letter of ours, of this kind or another. Never rejects: what could not be noted is sent again, and receipted again. */
  async receipted(peer: NodeId, payloadHash: string): Promise<void> {
    const { database, letters, logger, federation, changed } = this.#deps
    try {
      const matter = await database.write(() => letters.markSeen(federation(), peer, payloadHash))
      if (matter === null) return
      this.#makeRoom(peer)
      changed(matter)
    } catch (thrown) {
      logger.warn('receipt-unnoted', { cause: String(thrown) })
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
      .catch((thrown: unknown) => this.#deps.logger.warn('letters-unsent', { cause: String(thrown) }))
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
    const { letters, timers, federation } = this.#deps
    if (letters.waiting(federation(), peer, FIRST_PAGE).length === 0) return
    const delayMs = RETRY_AFTER_MS[Math.min(line.tries, RETRY_AFTER_MS.length - 1)] ?? 0
    line.tries += 1
    line.cancel = timers.after(delayMs, () => this.#sendAgain(peer, line))
  }

  /**
   * Where nothing at all was receipted, go on behind it: nothing waits for ever behind what the other side cannot take.
   * One by one there is no going on: what comes behind would be out of its order.
   */
  #sendAgain(peer: NodeId, line: Line): void {
    if (line.isHeard || this.#isOneByOne) line.cutAtPlace = null
    this.#send(peer, line, 'all')
  }

  /** One after the other: the other side takes a conversation in its order only. */
  async #pass(peer: NodeId, line: Line, scope: Scope): Promise<void> {
    const { letters, federation } = this.#deps
    const home = federation()
    let afterPlace = scope === 'all' ? resume(line) : 0
    for (;;) {
      const page = letters.waiting(home, peer, { afterPlace, limit: PAGE_MAX })
      const due = page.filter(({ delivery }) => scope === 'all' || delivery === 'queued')
      const fitting = due.slice(0, Math.max(0, this.#windowMax - line.unreceipted))
      const isCut = fitting.length < due.length
      if (isCut) line.cutAtPlace ??= fitting.at(-1)?.place ?? afterPlace
      const isSent = await this.#sendPage(peer, line, fitting)
      if (!isSent || isCut || page.length < PAGE_MAX) return
      afterPlace = page.at(-1)?.place ?? 0
    }
  }

  /** @returns whether all of it is on its way */
  async #sendPage(peer: NodeId, line: Line, page: readonly WaitingLetter<Matter>[]): Promise<boolean> {
    const { database, letters, send, changed } = this.#deps
    const sent: WaitingLetter<Matter>[] = []
    line.unreceipted += page.length // before any of them can be receipted
    for (const letter of page) {
      if (!this.#isRunning || !(await send(peer, letter.payload))) break
      sent.push(letter)
    }
    const news = sent.filter(({ delivery }) => delivery === 'queued')
    line.unreceipted -= page.length - sent.length
    if (news.length > 0) await database.write(() => letters.markSent(news))
    for (const matter of new Set(news.map((letter) => letter.matter))) changed(matter)
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
