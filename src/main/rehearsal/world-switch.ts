import type { Caller } from '../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../shared/bridge/contract.ts'
import { createRouter, type Router } from '../../shared/bridge/router.ts'
import { contract, type MirrorwellEvent } from '../../shared/contract/index.ts'
import type { practice } from '../../shared/contract/practice.ts'
import { type ErrorBody, MirrorError } from '../../shared/kernel/errors.ts'
import type { Language } from '../../shared/kernel/language.ts'
import type { Seat } from '../app/seat.ts'
import type { Clock } from '../platform/clock.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Logger } from '../platform/logger.ts'
import { Turns } from '../platform/turns.ts'
import type { LogAnswer, LogQuestion } from './practice-watch.ts'

type EventListener = (name: MirrorwellEvent, payload: unknown, atMs: number) => void

/** What the switch needs of either world. */
interface Side {
  readonly router: Router<Caller>
  onEvent(listener: EventListener): () => void
  /** A window or script has gone: its Mirrors here are locked. */
  endCaller(sessionId: string): void
}

/** A practice under way. */
export interface PracticeWorld extends Side {
  readonly mirrorName: string
  readonly pin: string
  readonly neighbours: number
  readonly startedAtMs: number
  /** Unlock the practice Mirror for a caller who comes in. */
  welcome(caller: Caller): Promise<void>
  /** What its Nodes report of themselves. */
  log(question: LogQuestion): LogAnswer
  /** End it and remove all it kept. */
  stop(): Promise<void>
}

export interface WorldSwitchDeps {
  readonly live: Side & Pick<Seat, 'phase'>
  readonly clock: Clock
  readonly logger: Pick<Logger, 'error'>
  openPractice(language: Language): Promise<PracticeWorld>
  /** Remove what a practice left that did not come to its end. */
  clearPractice(): Promise<void>
  /** An error with words in the language of this machine. */
  describe(error: MirrorError): ErrorBody
}

/** What a face is served: the world it is in, and the way between the two. */
export interface Worlds {
  readonly router: Router<Caller>
  /** What happens in the world in which this caller is. @returns a function that stops the listening */
  onEvent(caller: Caller, listener: EventListener): () => void
  /** A window or script has gone: its Mirrors are locked, and practice ends where nobody is in it any more. */
  endCaller(sessionId: string): void
}

const EVERY_EVENT = Object.entries(contract).flatMap(([feature, members]) =>
  Object.entries(members).flatMap(([member, { kind }]) =>
    kind === 'event' ? [`${feature}.${member}` as MirrorwellEvent] : [],
  ),
)

/** What would lead out of practice, or lead somebody in who is not simulated. */
const LIVE_ONLY: ReadonlySet<string> = new Set(['federation.leave', 'invites.create', 'invites.accept'])

/**
 * The live Node and practice, side by side. A caller is in one of the two: its
 * calls and events are that world's alone, and only `practice.*` is answered
 * here, for both and also where there is no live Node yet.
 *
 * Practice begins with the first who enters and ends with the last who leaves;
 * coming and going take place one after another.
 */
export class WorldSwitch implements Worlds, Startable {
  readonly router: Router<Caller>
  readonly #deps: WorldSwitchDeps
  readonly #ownRouter: Router<Caller>
  readonly #inside = new Set<string>()
  readonly #listeners = new Map<string, Set<EventListener>>()
  #practice: PracticeWorld | null = null
  #stopLive: () => void = () => {}
  #stopPractice: () => void = () => {}
  /** Coming and going: two who enter at once begin one practice. */
  readonly #turns = new Turns()

  constructor(deps: WorldSwitchDeps) {
    this.#deps = deps
    this.#ownRouter = createRouter<{ readonly practice: typeof practice }, Caller>({
      contract: { practice: contract.practice },
      handlers: () => ({ practice: this.#handlers() }),
      unserved: () => new MirrorError('internal'),
      requireMirror: () => {},
      requireConfirmation: () => {},
      describe: (error, method) => this.#describe(error, method),
    })
    this.router = {
      answer: async (call, caller) =>
        this.#isRefused(call.method, caller)
          ? { t: 'err', id: call.id, error: this.#describe(new MirrorError('live-only'), call.method) }
          : this.#routerOf(call.method, caller).answer(call, caller),
      serve: (channel, caller) =>
        channel.onFrame((frame) => {
          if (frame.t === 'call') void this.router.answer(frame, caller).then((reply) => channel.send(reply))
        }),
    }
  }

  async start(): Promise<void> {
    await this.#clear()
    this.#stopLive = this.#deps.live.onEvent((...told) => this.#tell((id) => !this.#inside.has(id), told))
  }

  /** The live Node starts whatever is left over; only entering is refused, because beginning clears away first. */
  async #clear(): Promise<void> {
    try {
      await this.#deps.clearPractice()
    } catch (thrown) {
      this.#deps.logger.error('a practice folder could not be removed', {}, thrown)
    }
  }

  async stop(): Promise<void> {
    this.#stopLive()
    await this.#turns.take(() => this.#end())
  }

  onEvent({ sessionId }: Caller, listener: EventListener): () => void {
    const listeners = this.#listeners.get(sessionId) ?? new Set()
    this.#listeners.set(sessionId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(sessionId)
    }
  }

  endCaller(sessionId: string): void {
    this.#deps.live.endCaller(sessionId)
    // In its turn, because it may be on its way in. What fails has been logged, and nobody is there to be told.
    this.#turns.take(() => this.#goOut(sessionId)).catch(() => {})
  }

  #isRefused(method: string, { sessionId }: Caller): boolean {
    return LIVE_ONLY.has(method) && this.#inside.has(sessionId)
  }

  #routerOf(method: string, { sessionId }: Caller): Router<Caller> {
    if (method.startsWith('practice.')) return this.#ownRouter
    if (!this.#inside.has(sessionId)) return this.#deps.live.router
    return this.#practice?.router ?? this.#ownRouter // once it has ended with the host, nobody answers
  }

  #handlers(): FeatureHandlers<typeof practice, Caller> {
    return {
      status: (_, { sessionId }) => {
        const { mirrorName = null, pin = null, startedAtMs = null, neighbours = 0 } = this.#practice ?? {}
        const inside = this.#inside.has(sessionId)
        const hasLiveNode = this.#deps.live.phase !== 'empty'
        return {
          inside,
          running: this.#practice !== null,
          hasLiveNode,
          startedAtMs,
          mirrorName,
          pin,
          neighbours,
        }
      },
      enter: ({ language }, caller) => this.#turns.take(() => this.#goIn(caller, language)),
      leave: async (_, { sessionId }) => {
        await this.#turns.take(() => this.#goOut(sessionId))
        return {}
      },
      log: (question, { sessionId }) => {
        if (this.#practice === null || !this.#inside.has(sessionId)) throw new MirrorError('test-only')
        return this.#practice.log(question)
      },
    }
  }

  async #goIn(caller: Caller, language: Language): Promise<{ mirrorName: string; pin: string }> {
    const practice = this.#practice ?? (await this.#begin(language))
    const { mirrorName, pin } = practice
    if (this.#inside.has(caller.sessionId)) return { mirrorName, pin }
    try {
      await practice.welcome(caller)
      this.#inside.add(caller.sessionId)
    } finally {
      await this.#endWhereEmpty()
    }
    this.#announce(caller.sessionId)
    return { mirrorName, pin }
  }

  async #goOut(sessionId: string): Promise<void> {
    if (!this.#inside.delete(sessionId)) return
    this.#practice?.endCaller(sessionId)
    const ending = this.#endWhereEmpty()
    this.#announce(sessionId) // at once: its calls are the live Node's now, and an ending takes its time
    await ending
  }

  async #begin(language: Language): Promise<PracticeWorld> {
    const practice = await this.#deps.openPractice(language)
    this.#practice = practice
    this.#stopPractice = practice.onEvent((...told) => this.#tell((id) => this.#inside.has(id), told))
    return practice
  }

  async #endWhereEmpty(): Promise<void> {
    if (this.#inside.size === 0) await this.#end()
  }

  async #end(): Promise<void> {
    const practice = this.#practice
    if (practice === null) return
    this.#practice = null
    this.#stopPractice()
    try {
      await practice.stop()
    } catch (thrown) {
      this.#deps.logger.error('a practice did not come to its end', {}, thrown) // cleared away before the next
    }
  }

  /** For who went over, everything is another Node's now; the others learn that practice began or ended. */
  #announce(sessionId: string): void {
    const atMs = this.#deps.clock.nowMs()
    for (const name of EVERY_EVENT) this.#tell((id) => id === sessionId, [name, {}, atMs])
    this.#tell((id) => id !== sessionId, ['practice.changed', {}, atMs])
  }

  #tell(isMeant: (sessionId: string) => boolean, told: Parameters<EventListener>): void {
    for (const [sessionId, listeners] of this.#listeners) {
      if (isMeant(sessionId)) for (const listener of listeners) listener(...told)
    }
  }

  #describe(error: MirrorError, method: string): ErrorBody {
    if (error.code === 'internal') this.#deps.logger.error('a call failed', { method }, error.cause)
    return this.#deps.describe(error)
  }
}
