import { MirrorError } from '../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { publicKeyFromNodeId } from '../crypto/peer-id.ts'
import type { FrameContent } from '../crypto/session/frame-cipher.ts'
import { HandshakeGate } from '../crypto/session/handshake-gate.ts'
import { MAX_CONTENT_BYTES, SWEEP_MS } from '../crypto/session/session-limits.ts'
import { FIRST_FREE_TYPE } from '../crypto/session/session-signals.ts'
import type { EndReason, Surroundings } from '../crypto/session/session-state.ts'
import { Tombstones } from '../crypto/session/tombstones.ts'
import type { Signer } from '../crypto/signing.ts'
import type { Clock } from '../platform/clock.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Limiter, Limits } from '../platform/limiter.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import { type Sayable, SessionDesk } from './peer-session-desk.ts'
import { blameFor } from './peer-session-log.ts'
import { NO_SESSION, type SessionView } from './peer-session-view.ts'
import type { MessageStream } from './transport.ts'

/** What sessions need of the links under them. */
export interface SessionCarrier {
  /** A stream for a session with a proven neighbour, or null where it is none or does not answer. */
  openSession(nodeId: NodeId, signal: AbortSignal): Promise<MessageStream | null>
  onSession(listener: (opened: OpenedSession) => void): () => void
  onDown(listener: (gone: { readonly nodeId: NodeId }) => void): () => void
  /** Streams that were opened with a neighbour before will soon be closed; others can be had. */
  onReplaced(listener: (neighbour: { readonly nodeId: NodeId }) => void): () => void
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
}
/** A stream that a proven neighbour has opened for a session. */
export interface OpenedSession {
  readonly from: NodeId
  /** The remote end of its link, a multiaddr. */
  readonly address: string
  readonly stream: MessageStream
}
export interface PeerSessionsDeps {
  readonly carrier: SessionCarrier
  readonly signer: Signer
  /** Never follows a moved application clock. */
  readonly realClock: Clock
  /** Never goes back, whatever the wall's clock does; timers on it. */
  readonly steadyClock: Clock
  readonly steadyTimers: Timers
  readonly random: Random
  readonly limits: Limits
  readonly logger: Logger
}
export interface PeerSessionsOptions {
  readonly federationId: FederationId
  readonly self: NodeId
  /** Asked anew each time. */
  readonly idleTimeoutMs: () => number
}
/** What a neighbour has said in a session. Order is kept within one session and channel. */
export interface SessionMessage extends FrameContent {
  readonly from: NodeId
  readonly sessionId: string
}

/** The session with a neighbour is over, and no other took its place; the link may stand. */
export interface LostSession {
  readonly nodeId: NodeId
  readonly reason: EndReason
}

/** How the table of sessions is kept small: what is over is looked for, and ids of sessions are remembered for a time. */
export interface Housekeeping {
  readonly everyMs: number
  /** null before the first time. */
  readonly lastAtMs: number | null
  /** Neighbours with whom a session is being opened. */
  readonly halfOpen: number
  /** Ids that cannot come back: of sessions that are open, and of those that ended lately. */
  readonly remembered: number
}

/**
 * Sealed sessions with neighbours: one with each at a time, opened when
 * something is to be said, over as soon as the link is. Nothing of a session is
 * ever stored.
 */
export class PeerSessions implements Startable {
  readonly #deps: PeerSessionsDeps
  readonly #options: PeerSessionsOptions
  readonly #desks = new Map<NodeId, SessionDesk>()
  readonly #tombstones = new Tombstones()
  readonly #gates: Readonly<Record<keyof Limits, HandshakeGate>>
  readonly #messages = new Signal<SessionMessage>()
  readonly #changed = new Signal<NodeId>()
  readonly #opened = new Signal<NodeId>()
  readonly #lost = new Signal<LostSession>()
  readonly #stops: (() => void)[] = []
  #isRunning = false
  #sweptAtMs: number | null = null

  constructor(deps: PeerSessionsDeps, options: PeerSessionsOptions) {
    this.#deps = deps
    this.#options = options
    this.#gates = { theirs: gateBy(deps.limits.theirs), ours: gateBy(deps.limits.ours) }
  }

  async start(): Promise<void> {
    const { carrier, steadyTimers } = this.#deps
    this.#isRunning = true
    this.#stops.push(
      carrier.onSession((opened) => this.#answer(opened)),
      carrier.onDown(({ nodeId }) => this.#desks.get(nodeId)?.endAll('link-lost')),
      carrier.onReplaced(({ nodeId }) => this.#desks.get(nodeId)?.renew()),
      steadyTimers.every(SWEEP_MS, () => this.#sweep()),
    )
  }

  /** Says farewell and ends everything; what waits is not sent. */
  async stop(): Promise<void> {
    this.#isRunning = false
    for (const stop of this.#stops.splice(0)) stop()
    for (const nodeId of this.#desks.keys()) this.end(nodeId)
  }

  /** Resolves once a session with this neighbour is open; false where none came to be. */
  sessionWith(nodeId: NodeId): Promise<boolean> {
    return this.#desk(nodeId)?.want(null) ?? Promise.resolve(false)
  }

  /** Say farewell to a neighbour and be over at once; what waits is not sent. */
  end(nodeId: NodeId): void {
    const desk = this.#desks.get(nodeId)
    desk?.close()
    desk?.endAll('closed')
  }

  /**
   * Say something to a neighbour under seal, opening a session if there is none.
   * What has to name its session is made when that is known. True once it is on
   * its way: it may still be lost with the link, so whoever must know waits for
   * an answer.
   *
   * @throws MirrorError 'internal' where the content is longer than a frame carries, or the type is the session's own
   */
  async send(nodeId: NodeId, content: Sayable): Promise<boolean> {
    const checked: Sayable =
      typeof content === 'function'
        ? (sessionId) => requireSayable(content(sessionId))
        : requireSayable(content)
    return (await this.#desk(nodeId)?.want(checked)) ?? false
  }

  /** Everything that neighbours say in sessions. */
  onMessage(listener: (message: SessionMessage) => void): () => void {
    return this.#messages.listen(listener)
  }

  /** A session with a neighbour has opened, whoever began it. */
  onOpened(listener: (nodeId: NodeId) => void): () => void {
    return this.#opened.listen(listener)
  }

  /** What was under way in a session may not have arrived, and none is sought unless somebody has something to say. */
  onLost(listener: (lost: LostSession) => void): () => void {
    return this.#lost.listen(listener)
  }

  /** The state of a neighbour's sessions changed. */
  onChanged(listener: (nodeId: NodeId) => void): () => void {
    return this.#changed.listen(listener)
  }

  isOpen(nodeId: NodeId): boolean {
    return this.stateOf(nodeId).state === 'open'
  }

  stateOf(nodeId: NodeId): SessionView {
    return this.#desks.get(nodeId)?.view() ?? NO_SESSION
  }

  /** What keeps the table of sessions small. Times are real. */
  housekeeping(): Housekeeping {
    const desks = [...this.#desks.values()].map((desk) => desk.view().state)
    const halfOpen = desks.filter((state) => state === 'opening').length
    return { everyMs: SWEEP_MS, lastAtMs: this.#sweptAtMs, halfOpen, remembered: this.#tombstones.size }
  }

  #answer({ from, address, stream }: OpenedSession): void {
    const refusal = this.#desk(from)?.answer(stream, { node: from, address: hostOf(address) })
    if (refusal === undefined) stream.close()
    else if (refusal === 'busy' || refusal === 'rate-exceeded') this.#deps.carrier.countRefusal(from, refusal)
  }

  /** null where nobody can be at the other end: this Node itself, or a key that proves nothing; and while nothing runs. */
  #desk(nodeId: NodeId): SessionDesk | null {
    if (!this.#isRunning) return null
    const known = this.#desks.get(nodeId)
    if (known) return known
    const { carrier, logger, signer, steadyTimers } = this.#deps
    const { federationId, self } = this.#options
    const theirs = publicKeyFromNodeId(nodeId)
    if (theirs === null || nodeId === self) return null
    const desk = new SessionDesk(
      {
        timers: steadyTimers,
        logger,
        gates: this.#gates,
        surroundings: () => this.#surroundings(),
        openStream: (remote, signal) => carrier.openSession(remote, signal),
      },
      {
        parties: { federationId, self, remote: nodeId, signer },
        standsFirst: Buffer.compare(signer.publicKey, theirs) < 0,
        events: this.#eventsOf(nodeId),
      },
    )
    this.#desks.set(nodeId, desk)
    return desk
  }

  #eventsOf(nodeId: NodeId): ConstructorParameters<typeof SessionDesk>[1]['events'] {
    return {
      opened: (sessionId) => {
        this.#tombstones.open(sessionId)
        this.#opened.emit(nodeId)
      },
      said: (sessionId, content) => this.#messages.emit({ ...content, from: nodeId, sessionId }),
      ended: (sessionId, reason) => {
        if (sessionId !== null) this.#tombstones.bury(sessionId, this.#surroundings().now)
        const blame = blameFor(reason)
        if (blame !== null) this.#deps.carrier.countRefusal(nodeId, blame)
        this.#deps.logger.debug('session-ended', { nodeId, reason })
      },
      lost: (reason) => this.#lost.emit({ nodeId, reason }),
      changed: () => this.#changed.emit(nodeId),
    }
  }

  #surroundings(): Surroundings {
    const { random, realClock, steadyClock } = this.#deps
    return {
      now: { wallMs: realClock.nowMs(), monotonicMs: steadyClock.nowMs() },
      random,
      idleTimeoutMs: this.#options.idleTimeoutMs(),
      isSpent: (sessionId) => this.#tombstones.has(sessionId),
    }
  }

  #sweep(): void {
    this.#sweptAtMs = this.#deps.realClock.nowMs()
    for (const desk of this.#desks.values()) desk.sweep()
    this.#tombstones.sweep(this.#surroundings().now)
  }
}

/** @throws MirrorError 'internal' */
function requireSayable(content: FrameContent): FrameContent {
  const { bytes, type } = content
  if (bytes.length > MAX_CONTENT_BYTES || type < FIRST_FREE_TYPE) {
    throw new MirrorError('internal', { contentBytes: bytes.length, type })
  }
  return content
}

/** A gate that begins no more handshakes than the limits allow. */
const gateBy = (limiter: Limiter): HandshakeGate =>
  new HandshakeGate((node) => limiter.take(node, 'handshakes', 'handshakes-in-all') === null)

/** The machine that a multiaddr leads to, without ports: what one visitor cannot have many of. */
const hostOf = (address: string): string => address.split('/').slice(0, 3).join('/')
