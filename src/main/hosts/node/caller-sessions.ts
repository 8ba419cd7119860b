import type { Caller } from '../../../shared/bridge/caller.ts'
import type { Random } from '../../platform/random.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'

/** How long a session outlives its last socket. Chosen here: a reload, a dropped tunnel or a short sleep does not cost a PIN. */
export const SESSION_LINGER_MS = 10 * 60_000
/** Sessions kept at once. Chosen here: more tabs and scripts than one person has; beyond it the one idle longest ends early. */
const SESSIONS_MAX = 256
/** Length of a session id, in bytes. Chosen here: whoever could guess one could act as the Mirror unlocked in it. */
const SESSION_ID_BYTES = 16

interface Session {
  readonly caller: Caller
  users: number
  cancelEnd: Cancel
}

export interface CallerSessionsDeps {
  readonly timers: Timers
  readonly random: Random
  /** Lock what this caller unlocked. */
  endCaller(sessionId: string): void
}

/** Who is calling, beyond the life of one socket: a reloaded page finds its Mirror still unlocked. */
export class CallerSessions {
  readonly #deps: CallerSessionsDeps
  readonly #sessions = new Map<string, Session>()

  constructor(deps: CallerSessionsDeps) {
    this.#deps = deps
  }

  /** The session asked for where it still lives, else a fresh one. Held until `release`. */
  hold(wanted: string | null = null): Caller {
    const session = this.#find(wanted) ?? this.#create()
    session.cancelEnd()
    session.users += 1
    this.#moveToEnd(session)
    return session.caller
  }

  /** Let go of a session; it ends when nobody has held it for a while. */
  release(sessionId: string): void {
    const session = this.#sessions.get(sessionId)
    if (session === undefined) return
    session.users -= 1
    if (session.users > 0) return
    session.cancelEnd = this.#deps.timers.after(SESSION_LINGER_MS, () => this.end(sessionId))
  }

  has(sessionId: string): boolean {
    return this.#sessions.has(sessionId)
  }

  /** End a session now and lock its Mirrors. */
  end(sessionId: string): void {
    const session = this.#sessions.get(sessionId)
    if (session === undefined) return
    session.cancelEnd()
    this.#sessions.delete(sessionId)
    this.#deps.endCaller(sessionId)
  }

  endAll(): void {
    for (const sessionId of [...this.#sessions.keys()]) this.end(sessionId)
  }

  #find(wanted: string | null): Session | undefined {
    return wanted === null ? undefined : this.#sessions.get(wanted)
  }

  #create(): Session {
    const sessionId = Buffer.from(this.#deps.random.bytes(SESSION_ID_BYTES)).toString('base64url')
    const session = { caller: { sessionId }, users: 0, cancelEnd: () => {} }
    if (this.#sessions.size >= SESSIONS_MAX) this.#endIdlest()
    this.#sessions.set(sessionId, session)
    return session
  }

  /** Keep the map in order of last use, so that the idlest stands first. */
  #moveToEnd(session: Session): void {
    this.#sessions.delete(session.caller.sessionId)
    this.#sessions.set(session.caller.sessionId, session)
  }

  #endIdlest(): void {
    const idle = [...this.#sessions.values()].find((session) => session.users === 0)
    if (idle !== undefined) this.end(idle.caller.sessionId)
  }
}
