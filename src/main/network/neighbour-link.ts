import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import { CREDIT_WINDOW_BYTES, MAX_FRAME_BYTES } from '../wire/limits.ts'
import { isRelayedAddress } from './address-group.ts'
import type { AlertPrecedence } from './alert-precedence.ts'
import { CreditedQueue, type QueuedFrame } from './credited-queue.ts'
import { carriesEntries, encodeFrame, readFrame } from './frame-codec.ts'
import { type HeartbeatDeps, HeartbeatMeter } from './heartbeat.ts'
import { LANE_STREAMS, type Lane, type LaneStream } from './lanes.ts'
import type { OpenLanes } from './link-setup.ts'
import type { DownReason, LaneFrame, NeighbourInfo } from './neighbour.ts'
import type { Link } from './transport.ts'

/** Time between two heartbeats. Source: docs/protocol.md, "Liveness". */
export const HEARTBEAT_MS = 10_000
/** A neighbour from which nothing was read for so long is taken for dead. Source: docs/protocol.md, "Liveness". */
export const SILENCE_MS = 30_000
/** What may wait for a neighbour before its link is closed; catching up mends what that costs. Source: docs/protocol.md, "Lanes". */
export const MAX_QUEUED_BYTES = 4 * 1024 * 1024
/** What may be under way on the main stream and not yet dealt with: the window, and one frame that may always go. */
const MAX_PENDING_MAIN_BYTES = CREDIT_WINDOW_BYTES + MAX_FRAME_BYTES
/** The same where there is no credit. Chosen here: every alert that a federation of a hundred may raise in an hour. */
const MAX_PENDING_ALERT_BYTES = 4 * 1024 * 1024
/** Credit is given back in pieces of this size, or when all is dealt with. Chosen here: a quarter of the window. */
const CREDIT_PIECE_BYTES = CREDIT_WINDOW_BYTES / 4
/** Frames that are none, on one link, before it is closed. Source: docs/protocol.md, "Lanes". */
const MAX_MALFORMED = 3

export interface NeighbourLinkDeps extends HeartbeatDeps {
  readonly realTimers: Timers
  readonly precedence: AlertPrecedence
}
/** Whom the link tells what happens on it. */
export interface NeighbourLinkEvents {
  /** Resolves when the frame is dealt with. Never rejects. */
  frame(stream: LaneStream, frame: LaneFrame): Promise<void>
  refused(reason: VerdictReason): void
  measured(): void
  closed(reason: DownReason): void
}
export interface NeighbourLinkOptions {
  readonly link: Link
  readonly lanes: OpenLanes
  readonly events: NeighbourLinkEvents
}

/** A proven link with open lanes: queues, credit, heartbeats. Starts at once and ends once. */
export class NeighbourLink {
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  readonly isRelayed: boolean
  readonly #deps: NeighbourLinkDeps
  readonly #options: NeighbourLinkOptions
  readonly #meter: HeartbeatMeter
  readonly #queue = new CreditedQueue({ windowBytes: CREDIT_WINDOW_BYTES, maxQueuedBytes: MAX_QUEUED_BYTES })
  readonly #cancels: Cancel[] = []
  readonly #connectedAtMs: number
  readonly #pendingBytes: Record<LaneStream, number> = { alert: 0, main: 0 }
  #owedCreditBytes = 0
  #lastHeardMs: number
  #malformed = 0
  #pumping = false
  #closed = false

  constructor(deps: NeighbourLinkDeps, options: NeighbourLinkOptions) {
    this.#deps = deps
    this.#options = options
    this.remote = options.link.remote
    this.direction = options.link.direction
    this.isRelayed = isRelayedAddress(options.link.remoteAddress)
    this.#meter = new HeartbeatMeter(deps)
    this.#connectedAtMs = deps.realClock.nowMs()
    this.#lastHeardMs = this.#connectedAtMs
  }

  /** Begin to listen and to ask. Frames that came early are told now. */
  start(): void {
    const { link, lanes } = this.#options
    link.onClose(() => this.close('link-closed'))
    for (const stream of LANE_STREAMS) {
      lanes[stream].stream.onClose(() => this.close('link-closed'))
      lanes[stream].handOver((bytes) => this.#receive(stream, bytes))
    }
    this.#cancels.push(
      this.#deps.realTimers.every(HEARTBEAT_MS, () => this.ask()),
      this.#deps.precedence.onRelease(() => this.#pump()),
    )
    this.#watchSilence()
    this.ask()
  }

  get isClosed(): boolean {
    return this.#closed
  }

  get lastHeardMs(): number {
    return this.#lastHeardMs
  }

  /** Bytes that wait for leave to go, of all lanes but that of alerts. */
  get queuedBytes(): number {
    return this.#queue.queuedBytes
  }

  info(): NeighbourInfo {
    const { link } = this.#options
    return {
      nodeId: this.remote,
      security: link.security,
      address: link.remoteAddress,
      direction: this.direction,
      connectedAtMs: this.#connectedAtMs,
      lastHeardMs: this.#lastHeardMs,
      roundTripMs: this.#meter.roundTripMs,
      clockOffMs: this.#meter.clockOffMs,
    }
  }

  /** Send an encoded frame. False where its queue is full: the link is then closed. */
  send(lane: Lane, bytes: Uint8Array): boolean {
    if (this.#closed) return false
    const taken = lane === 'alert' ? this.#sendAlert(bytes) : this.#queue.push({ lane, bytes })
    if (!taken) {
      this.close('queue-full')
      return false
    }
    if (lane !== 'alert') {
      this.#options.lanes.main.stream.queueWatch?.put(lane, bytes)
      this.#pumpSoon()
    }
    return true
  }

  /** Ask whether the other side is there. */
  ask(): void {
    this.#write({ heartbeat: this.#meter.question() })
  }

  /** What still waits for leave, to be sent over another link. */
  takeQueued(): readonly QueuedFrame[] {
    this.#options.lanes.main.stream.queueWatch?.cleared()
    return this.#queue.takeAll()
  }

  close(reason: DownReason): void {
    if (this.#closed) return
    this.#closed = true
    for (const cancel of this.#cancels) cancel()
    void this.#options.link.close()
    this.#options.events.closed(reason)
  }

  #sendAlert(bytes: Uint8Array): boolean {
    const { stream } = this.#options.lanes.alert
    if (stream.queuedBytes + bytes.byteLength > MAX_QUEUED_BYTES) return false
    stream.send(bytes)
    if (!carriesEntries(bytes)) return true // a receipt; or whoever reads none would hold up everybody else
    this.#deps.precedence.rest()
    this.#deps.precedence.watch(stream)
    return true
  }

  /** All but alerts waits for the end of the running task, so that an alert it sends afterwards goes before them. */
  #pumpSoon(): void {
    if (this.#pumping) return
    this.#pumping = true
    queueMicrotask(() => {
      this.#pumping = false
      this.#pump()
    })
  }

  #pump(): void {
    if (this.#closed || this.#deps.precedence.isHeld) return
    for (const bytes of this.#queue.takeReady()) this.#options.lanes.main.stream.send(bytes)
  }

  /** What keeps the link itself going is outside all credit. One who asks without end and never reads is given up. */
  #write(frame: LaneFrame): void {
    if (this.#closed) return
    const { stream } = this.#options.lanes.main
    if (stream.queuedBytes > MAX_QUEUED_BYTES) this.close('queue-full')
    else stream.send(encodeFrame(frame))
  }

  #receive(stream: LaneStream, bytes: Uint8Array): void {
    if (this.#closed) return
    this.#lastHeardMs = this.#deps.realClock.nowMs()
    const read = readFrame(bytes)
    if ('refused' in read) {
      this.#refuse(read.refused)
      if (stream === 'main') this.#giveBack(bytes.byteLength)
      return
    }
    const { content, frame } = read
    if (stream === 'alert' && frame.entries?.entries?.length) this.#deps.precedence.restFor(this.remote)
    if (content === 'heartbeat') this.#write({ heartbeatAnswer: this.#meter.answerTo(frame.heartbeat ?? {}) })
    else if (content === 'heartbeatAnswer') this.#measure(frame)
    else if (content === 'credit') this.#takeCredit(frame.credit?.bytes ?? 0)
    else void this.#hand(stream, frame, bytes.byteLength)
  }

  #measure(frame: LaneFrame): void {
    if (this.#meter.take(frame.heartbeatAnswer ?? {})) this.#options.events.measured()
  }

  #takeCredit(bytes: number): void {
    if (this.#queue.credit(bytes)) this.#pump()
    else this.#refuse('malformed')
  }

  async #hand(stream: LaneStream, frame: LaneFrame, sizeBytes: number): Promise<void> {
    this.#pendingBytes[stream] += sizeBytes
    if (this.#pendingBytes[stream] > (stream === 'main' ? MAX_PENDING_MAIN_BYTES : MAX_PENDING_ALERT_BYTES)) {
      this.#options.events.refused('rate-exceeded')
      this.close('credit-overrun')
      return
    }
    await this.#options.events.frame(stream, frame)
    this.#pendingBytes[stream] -= sizeBytes
    if (stream === 'main') this.#giveBack(sizeBytes)
  }

  #giveBack(sizeBytes: number): void {
    this.#owedCreditBytes += sizeBytes
    if (this.#owedCreditBytes < CREDIT_PIECE_BYTES && this.#pendingBytes.main > 0) return
    const bytes = this.#owedCreditBytes
    this.#owedCreditBytes = 0
    this.#write({ credit: { bytes } })
  }

  #refuse(reason: VerdictReason): void {
    this.#options.events.refused(reason)
    if (reason === 'malformed' && ++this.#malformed >= MAX_MALFORMED) this.close('malformed')
  }

  #watchSilence(): void {
    const { realClock, realTimers } = this.#deps
    let cancel: Cancel = () => {}
    const look = (): void => {
      // A clock that was set back since counts as a word heard just now.
      this.#lastHeardMs = Math.min(this.#lastHeardMs, realClock.nowMs())
      const silentMs = realClock.nowMs() - this.#lastHeardMs
      if (silentMs >= SILENCE_MS) this.close('silent')
      else cancel = realTimers.after(SILENCE_MS - silentMs, look)
    }
    look()
    this.#cancels.push(() => cancel())
  }
}
