import { MirrorError } from '../../shared/kernel/errors.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { FrameContent } from '../crypto/session/frame-cipher.ts'
import type { Parties } from '../crypto/session/handshake.ts'
import type { Beginner, HandshakeGate } from '../crypto/session/handshake-gate.ts'
import { HANDSHAKE_TIMEOUT_MS } from '../crypto/session/session-limits.ts'
import { encodeRefusal, type RefusalReason } from '../crypto/session/session-messages.ts'
import type { EndReason, Surroundings } from '../crypto/session/session-state.ts'
import type { Role } from '../crypto/session/transcript.ts'
import type { Logger } from '../platform/logger.ts'
import type { Timers } from '../platform/timers.ts'
import { PeerSession, type PeerSessionEvents } from './peer-session.ts'
import { endKind, type SessionEvent, SessionLog } from './peer-session-log.ts'
import { type SessionView, viewSession } from './peer-session-view.ts'
import type { MessageStream } from './transport.ts'

/** What may wait for a session to open. Chosen here: a conversation's worth; more is its sender's to keep. */
const MAX_WAITING = 256

export interface SessionDeskDeps {
  readonly timers: Timers
  readonly logger: Pick<Logger, 'error'>
  /** Lets in the handshakes that others begin, and those this Node begins. */
  readonly gates: Readonly<Record<'theirs' | 'ours', HandshakeGate>>
  surroundings(): Surroundings
  /** A stream to the neighbour, or null where there is none to be had. */
  openStream(nodeId: NodeId, signal: AbortSignal): Promise<MessageStream | null>
}
export interface SessionDeskEvents {
  opened(sessionId: string): void
  said(sessionId: string, content: FrameContent): void
  /** A session is over; `sessionId` is null where it never had one. */
  ended(sessionId: string | null, reason: EndReason): void
  /** The session in use is over, and none that was being opened has taken its place. */
  lost(reason: EndReason): void
  changed(): void
}
export interface SessionDeskOptions {
  readonly parties: Parties
  /** Of two that begin at once, the one with the smaller public key goes on. */
  readonly standsFirst: boolean
  readonly events: SessionDeskEvents
}

/** Content, or what makes it for the session that will carry it. */
export type Sayable = FrameContent | ((sessionId: string) => FrameContent)

interface Waiting {
  readonly content: Sayable | null
  readonly settle: (isSent: boolean) => void
}

/**
 * All sessions with one neighbour: the one in use, any being opened, and any
 * that only still listens. What is to be said waits here until one is open, and
 * goes out in the order in which it was handed in.
 */
export class SessionDesk {
  readonly #deps: SessionDeskDeps
  readonly #options: SessionDeskOptions
  readonly #log = new SessionLog()
  readonly #openings = new Set<PeerSession>()
  readonly #closing = new Set<PeerSession>()
  #current: PeerSession | null = null
  /** The one that began last, also once it is over. */
  #newest: PeerSession | null = null
  /** Why the one in use before is over, while another is being opened. */
  #lostBy: EndReason | null = null
  /** Sessions, and attempts at one, that give way to another as soon as they are open and one can be had. */
  readonly #outdated = new WeakSet<PeerSession | AbortController>()
  /** Whose next handshake moves a session to the link that is kept: links are limited themselves, and two that dial each other at once need it every time. */
  #moving = new Set<'theirs' | 'ours'>()
  #waiting: Waiting[] = []
  #dialling: AbortController | null = null

  constructor(deps: SessionDeskDeps, options: SessionDeskOptions) {
    this.#deps = deps
    this.#options = options
  }

  /** Say something, opening a session if there is none. False where none came to be, or too much waits. */
  want(content: Sayable | null): Promise<boolean> {
    this.#current?.tick()
    if (this.#current?.isFull === true || this.#waiting.length >= MAX_WAITING) return Promise.resolve(false)
    if (this.#current?.phase === 'open' && this.#waiting.length === 0) {
      if (sayIn(this.#current, content)) return Promise.resolve(true)
    }
    return new Promise((settle) => {
      this.#waiting.push({ content, settle })
      this.#pursue()
    })
  }

  /** The neighbour has opened a stream to begin a session on. @returns why not, or null */
  answer(stream: MessageStream, from: Beginner): RefusalReason | null {
    if (this.#hasBegun && this.#options.standsFirst) return refuse(stream, 'yield')
    const entered = this.#enter('theirs', from)
    if (typeof entered === 'string') {
      this.#note('refused', entered)
      return refuse(stream, entered)
    }
    const ours = [...this.#openings].filter(({ role }) => role === 'initiator')
    this.#begin('responder', stream, entered)
    this.#dialling?.abort()
    for (const session of ours) session.end('replaced')
    return null
  }

  /** No link any more, or no use for one. */
  endAll(reason: EndReason): void {
    this.#dialling?.abort()
    for (const session of this.#sessions()) session.end(reason)
    this.#giveUp()
  }

  /** Say farewell to the neighbour; what it still says is heard for a while. */
  close(): void {
    for (const session of this.#sessions()) session.close()
  }

  /** Open another session beside the one in use, which then gives way to it; and after one that is being opened. */
  renew(): void {
    this.#moving = new Set(['theirs', 'ours'])
    for (const opening of this.#openings) this.#outdated.add(opening)
    if (this.#dialling !== null) this.#outdated.add(this.#dialling)
    if (this.#current === null) return
    this.#outdated.add(this.#current)
    this.#dial()
  }

  /** Time has passed: end what is over, renew what is in use and old, or could not be renewed when it was to be. */
  sweep(): void {
    for (const session of this.#sessions()) session.tick()
    if (this.#current !== null && this.#isToGiveWay(this.#current)) this.#dial()
  }

  view(): SessionView {
    const shown = {
      session: this.#current ?? [...this.#openings, ...this.#closing][0] ?? null,
      isDialling: this.#dialling !== null,
      handshake: this.#newest?.handshake ?? null,
      events: this.#log.events,
    }
    return viewSession(shown, this.#deps.surroundings())
  }

  get #hasBegun(): boolean {
    return this.#dialling !== null || [...this.#openings].some(({ role }) => role === 'initiator')
  }

  #sessions(): readonly PeerSession[] {
    return [...this.#openings, ...this.#closing, ...(this.#current ? [this.#current] : [])]
  }

  #isToGiveWay(session: PeerSession): boolean {
    return session.isRenewalDue || this.#outdated.has(session)
  }

  #pursue(): void {
    const isUnderWay = this.#dialling !== null || this.#openings.size > 0
    if (this.#waiting.length > 0 && !isUnderWay) this.#dial()
  }

  #dial(): void {
    if (this.#hasBegun) return
    const { remote } = this.#options.parties
    const entered = this.#enter('ours', { node: remote, address: remote })
    if (typeof entered === 'string') this.#giveUp()
    else void this.#reach(remote, entered)
  }

  #enter(gate: 'theirs' | 'ours', beginner: Beginner): ReturnType<HandshakeGate['enter']> {
    const isMoving = this.#moving.delete(gate)
    const nowMs = this.#deps.surroundings().now.monotonicMs
    return this.#deps.gates[gate].enter({ ...beginner, isMoving }, nowMs)
  }

  async #reach(remote: NodeId, leave: () => void): Promise<void> {
    const dialling = new AbortController()
    const cancel = this.#deps.timers.after(HANDSHAKE_TIMEOUT_MS, () => dialling.abort())
    this.#dialling = dialling
    this.#options.events.changed()
    const stream = await this.#deps.openStream(remote, dialling.signal)
    cancel()
    this.#dialling = null
    if (stream !== null && !dialling.signal.aborted) {
      const session = this.#begin('initiator', stream, leave)
      if (this.#outdated.has(dialling)) this.#outdated.add(session)
      return
    }
    stream?.close()
    leave()
    if (this.#openings.size === 0) this.#giveUp()
  }

  #begin(role: Role, stream: MessageStream, leave: () => void): PeerSession {
    const { surroundings, timers } = this.#deps
    const { parties } = this.#options
    const events = this.#eventsOf(leave)
    const session = new PeerSession({ role, parties, stream, events, surroundings: () => surroundings() })
    this.#openings.add(session)
    this.#newest = session
    timers.after(HANDSHAKE_TIMEOUT_MS, () => session.tick())
    session.start()
    this.#options.events.changed()
    return session
  }

  #eventsOf(leave: () => void): PeerSessionEvents {
    return {
      opened: (session) => {
        leave()
        this.#use(session)
      },
      said: ({ sessionId }, content) => this.#options.events.said(sessionId ?? '', content),
      rekeyed: () => this.#note('rekeyed', null),
      ended: (session, reason) => {
        leave()
        this.#lose(session, reason)
      },
    }
  }

  /** A session is open: from now on it is the one in use. */
  #use(session: PeerSession): void {
    const before = this.#current
    this.#openings.delete(session)
    this.#current = session
    this.#lostBy = null
    this.#options.events.opened(session.sessionId ?? '')
    this.#note(before === null ? 'opened' : 'renewed', null)
    if (before !== null) {
      this.#closing.add(before)
      before.close()
    }
    this.#flush()
    if (this.#outdated.has(session)) this.#dial()
  }

  #lose(session: PeerSession, reason: EndReason): void {
    const wasOpening = this.#openings.delete(session)
    this.#closing.delete(session)
    if (this.#current === session) {
      this.#current = null
      this.#lostBy = reason
    }
    this.#options.events.ended(session.sessionId, reason)
    this.#note(endKind(reason), reason)
    if (this.#openings.size === 0 && this.#dialling === null) this.#tellLoss()
    if (!wasOpening || this.#openings.size > 0 || this.#dialling !== null) return
    if (reason !== 'refused-yield') this.#giveUp()
    else this.#deps.timers.after(HANDSHAKE_TIMEOUT_MS, () => this.#giveUpUnlessOpening()) // theirs is on its way
  }

  #flush(): void {
    for (const { content, settle } of this.#waiting.splice(0)) settle(this.#sayWaiting(content))
  }

  /** Content that cannot be made, or finds the session full of what waited before it, is its sender's loss, and nobody else's who waits. */
  #sayWaiting(content: Sayable | null): boolean {
    if (content === null) return true
    try {
      return this.#current?.isFull === false && sayIn(this.#current, content)
    } catch (thrown) {
      this.#deps.logger.error('content-unmade', { code: MirrorError.from(thrown).code }, thrown)
      return false
    }
  }

  #giveUpUnlessOpening(): void {
    if (this.#openings.size === 0 && this.#dialling === null) this.#giveUp()
  }

  #giveUp(): void {
    for (const { settle } of this.#waiting.splice(0)) settle(false)
    this.#options.events.changed()
    this.#tellLoss()
  }

  #tellLoss(): void {
    const reason = this.#lostBy
    this.#lostBy = null
    if (reason !== null) this.#options.events.lost(reason)
  }

  #note(kind: SessionEvent['kind'], reason: SessionEvent['reason']): void {
    this.#log.add({ kind, reason, atMs: this.#deps.surroundings().now.wallMs })
    this.#options.events.changed()
  }
}

/** Nothing is said in any session. */
function sayIn(session: PeerSession, content: Sayable | null): boolean {
  if (content === null) return true
  return session.say(typeof content === 'function' ? content(session.sessionId ?? '') : content)
}

function refuse(stream: MessageStream, reason: RefusalReason): RefusalReason {
  stream.send(encodeRefusal(reason))
  stream.close()
  return reason
}
