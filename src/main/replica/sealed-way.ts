import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { LostSession, PeerSessions, SessionMessage } from '../network/peer-sessions.ts'
import type { Startable } from '../platform/lifecycle.ts'
import { CREDIT_WINDOW_BYTES } from '../wire/limits.ts'
import {
  decodeSync,
  encodeSync,
  isCredit,
  isSyncType,
  type SyncContent,
  type SyncFrame,
} from './sync-frames.ts'

/** Credit is given back once so much is dealt with: a meeting without news costs none. With it, the longest frame still fits the window. Source: docs/protocol.md, "Catching up". */
const CREDIT_PIECE_BYTES = 1_024
/** What may wait for one neighbour; more is dropped, and found again by the next comparison. Chosen here: all that one round may say, twice. */
export const MAX_WAITING_BYTES = 2 * 1024 * 1024
/** Pause before looking again whether an alert has been written. Chosen here: a tenth of the longest wait for one. */
const LOOK_AGAIN_MS = 25
/** So many contents in one session that are none end it. Source: docs/security.md, "Sessions": as frames on lanes end a link. */
const MAX_MALFORMED = 3
/** Ends of a session after which none is sought: somebody wanted it over, or had nothing to say in it. */
const MEANT: ReadonlySet<LostSession['reason']> = new Set(['closed', 'closed-by-peer', 'idle'])

export type SealedPassage = 'sent' | 'unsaid' | 'received'

export interface SealedWayDeps {
  readonly sessions: Pick<
    PeerSessions,
    'isOpen' | 'send' | 'sessionWith' | 'end' | 'onMessage' | 'onOpened' | 'onLost'
  >
  /** Whether an alert is being written to anybody. */
  isAlerting(): boolean
  later(delayMs: number, task: () => void): void
  /** Whether a neighbour may say one more thing just now. */
  admits(from: NodeId): boolean
  /** Take what a neighbour said; room for more is given back when it settles. Never rejects. */
  take(from: NodeId, content: SyncContent): Promise<void>
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
  /** A content of so many bytes was handed to a session, or came in one, or was not taken by it after all. */
  passed(nodeId: NodeId, way: SealedPassage, contentBytes: number): void
  /** A session with a neighbour has opened. */
  opened(nodeId: NodeId): void
  /** What was to be said to a neighbour could not be: there is no session. */
  lost(nodeId: NodeId): void
  /** A session with a neighbour was cut off, with whatever was under way in it. */
  cutOff(nodeId: NodeId): void
}

/** What is said to one neighbour, and what its frames have cost here. */
interface Line {
  waiting: SyncFrame[]
  waitingBytes: number
  underWayBytes: number
  /** The part of that which no session has taken yet, or none will. */
  unsettledBytes: number
  owedBytes: number
  isHeld: boolean
  malformed: number
}

/**
 * How two neighbours compare and catch up: in their sealed session, in order,
 * and no faster than the other side deals with it, so that neither an alert nor a
 * letter stands behind a long comparison.
 */
export class SealedWay implements Startable {
  readonly #deps: SealedWayDeps
  readonly #lines = new Map<NodeId, Line>()
  readonly #stops: (() => void)[] = []

  constructor(deps: SealedWayDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const { sessions } = this.#deps
    this.#stops.push(
      sessions.onMessage((message) => this.#hear(message)),
      sessions.onOpened((nodeId) => this.#renew(nodeId)),
      sessions.onLost((lost) => this.#breakOff(lost)),
    )
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    this.#lines.clear()
  }

  isOpen(nodeId: NodeId): boolean {
    return this.#deps.sessions.isOpen(nodeId)
  }

  /** Open a session where there is none. False where none came to be. */
  open(nodeId: NodeId): Promise<boolean> {
    return this.#deps.sessions.sessionWith(nodeId)
  }

  /** Whether something waits for a neighbour's leave. */
  isWaiting(nodeId: NodeId): boolean {
    return (this.#lines.get(nodeId)?.waiting.length ?? 0) > 0
  }

  /** Say something as soon as there is a session and room. False where too much waits. */
  send(nodeId: NodeId, content: SyncContent): boolean {
    const [line, frame] = [this.#lineOf(nodeId), encodeSync(content)]
    if (line.waitingBytes + frame.bytes.length > MAX_WAITING_BYTES) return false
    line.waiting.push(frame)
    line.waitingBytes += frame.bytes.length
    this.#pump(nodeId, line)
    return true
  }

  /** Say nothing of what waits. What each side has under way stays counted as long as the link stands. */
  withdraw(nodeId: NodeId): void {
    const line = this.#lines.get(nodeId)
    if (line !== undefined) empty(line)
  }

  /** A neighbour went away. */
  forget(nodeId: NodeId): void {
    this.#lines.delete(nodeId)
  }

  #lineOf(nodeId: NodeId): Line {
    const known = this.#lines.get(nodeId)
    if (known !== undefined) return known
    const line = newLine()
    this.#lines.set(nodeId, line)
    return line
  }

  #pump(nodeId: NodeId, line: Line): void {
    if (this.#deps.isAlerting()) {
      this.#pumpLater(nodeId, line)
      return
    }
    let [next] = line.waiting
    while (next !== undefined && line.underWayBytes + next.bytes.length <= CREDIT_WINDOW_BYTES) {
      line.waiting.shift()
      line.waitingBytes -= next.bytes.length
      line.underWayBytes += next.bytes.length
      void this.#sayOnCredit(nodeId, line, next)
      next = line.waiting[0]
    }
  }

  #pumpLater(nodeId: NodeId, line: Line): void {
    if (line.isHeld) return
    line.isHeld = true
    this.#deps.later(LOOK_AGAIN_MS, () => {
      line.isHeld = false
      if (this.#lines.get(nodeId) === line) this.#pump(nodeId, line)
    })
  }

  async #sayOnCredit(nodeId: NodeId, line: Line, frame: SyncFrame): Promise<void> {
    line.unsettledBytes += frame.bytes.length
    const isSaid = await this.#say(nodeId, line, frame)
    line.unsettledBytes -= frame.bytes.length
    if (isSaid) return
    line.underWayBytes = Math.max(0, line.underWayBytes - frame.bytes.length)
    if (this.#lines.get(nodeId) === line) this.#pump(nodeId, line)
  }

  async #say(nodeId: NodeId, line: Line, frame: SyncFrame): Promise<boolean> {
    this.#deps.passed(nodeId, 'sent', frame.bytes.length)
    const isSaid = await this.#deps.sessions.send(nodeId, { channel: 'control', ...frame })
    if (isSaid) return true
    this.#deps.passed(nodeId, 'unsaid', frame.bytes.length)
    if (this.#lines.get(nodeId) === line) this.#lose(nodeId, line)
    return false
  }

  /** A session that is full is no reason to begin again: what else was to be said waits for the next comparison. */
  #lose(nodeId: NodeId, line: Line): void {
    empty(line)
    if (this.isOpen(nodeId)) return
    this.#lines.delete(nodeId)
    this.#deps.lost(nodeId)
  }

  #hear({ from, type, bytes }: SessionMessage): void {
    if (!isSyncType(type)) return
    this.#deps.passed(from, 'received', bytes.length)
    const isAdmitted = this.#deps.admits(from)
    // Credit costs less than refusing it does, and what waits for it would stand still.
    const content = isAdmitted || isCredit(type) ? decodeSync({ type, bytes }) : null
    if (content?.credit) this.#takeCredit(from, content.credit.bytes ?? 0)
    else void this.#take(from, content, bytes.length)
    if (content === null && isAdmitted) this.#refuse(from)
  }

  #refuse(from: NodeId): void {
    const line = this.#lineOf(from)
    line.malformed += 1
    this.#deps.countRefusal(from, 'malformed')
    if (line.malformed < MAX_MALFORMED) return
    this.#lines.delete(from)
    this.#deps.sessions.end(from)
  }

  /** Credit belongs to the session that it was spent in: none is opened to give it back. */
  async #take(from: NodeId, content: SyncContent | null, sizeBytes: number): Promise<void> {
    const line = this.#lineOf(from)
    if (content !== null) await this.#deps.take(from, content)
    line.owedBytes += sizeBytes
    if (line.owedBytes < CREDIT_PIECE_BYTES || this.#lines.get(from) !== line || !this.isOpen(from)) return
    const bytes = line.owedBytes
    line.owedBytes = 0
    const isSaid = await this.#say(from, line, encodeSync({ credit: { bytes } }))
    if (!isSaid) line.owedBytes += bytes
  }

  /** More than is under way is what went in the session before. */
  #takeCredit(from: NodeId, bytes: number): void {
    const line = this.#lineOf(from)
    line.underWayBytes = Math.max(0, line.underWayBytes - bytes)
    this.#pump(from, line)
  }

  #renew(nodeId: NodeId): void {
    const line = this.#lines.get(nodeId)
    if (line !== undefined) countAnew(line)
    this.#deps.opened(nodeId)
    if (line !== undefined && this.#lines.get(nodeId) === line) this.#pump(nodeId, line)
  }

  #breakOff({ nodeId, reason }: LostSession): void {
    const line = this.#lines.get(nodeId)
    if (line === undefined) return
    empty(line)
    countAnew(line)
    if (!MEANT.has(reason)) this.#deps.cutOff(nodeId)
  }
}

const newLine = (): Line => ({
  ...{ waiting: [], waitingBytes: 0, underWayBytes: 0, unsettledBytes: 0 },
  ...{ owedBytes: 0, isHeld: false, malformed: 0 },
})

/** What was under way in an earlier session is dealt with, or lost; what still waits for a session goes in the next. */
function countAnew(line: Line): void {
  line.underWayBytes = line.unsettledBytes
  line.owedBytes = 0
  line.malformed = 0
}

function empty(line: Line): void {
  line.waiting = []
  line.waitingBytes = 0
}
