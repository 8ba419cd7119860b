import type { Restarted, RestartStep } from '../../../shared/contract/neighbour-calls.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Timers } from '../../platform/timers.ts'
import { RELINK_PAUSES_MS } from './call-rules.ts'
import { type CallingDeps, requireKnown } from './calling.ts'

type Fault = NonNullable<RestartStep['reason']>

export interface RelinkingDeps extends CallingDeps {
  /** Never goes back: what a step's time is measured by. */
  readonly steadyClock: Clock
  readonly realTimers: Timers
  readonly endSession: (nodeId: NodeId) => void
  readonly closeLink: (nodeId: NodeId) => void
  /** Seek a link with a Node. Never rejects. @returns why there is none, or null */
  readonly seek: (nodeId: NodeId) => Promise<Exclude<Fault, 'no-session'> | null>
  /** @returns whether a session is open */
  readonly openSession: (nodeId: NodeId) => Promise<boolean>
}

/** Ends link and session with a Node and begins both anew. What runs at its end is its own affair. */
export class Relinking {
  readonly #deps: RelinkingDeps
  readonly #running = new Map<NodeId, Promise<Restarted>>()

  constructor(deps: RelinkingDeps) {
    this.#deps = deps
  }

  /** Never rejects for what happens on the way: every step says how it went. One runs with each Node at a time. @throws MirrorError 'neighbour-unknown' */
  restart(nodeId: NodeId): Promise<Restarted> {
    requireKnown(this.#deps, nodeId)
    const running = this.#running.get(nodeId) ?? this.#run(nodeId).finally(() => this.#running.delete(nodeId))
    this.#running.set(nodeId, running)
    return running
  }

  async #run(nodeId: NodeId): Promise<Restarted> {
    const steps: RestartStep[] = []
    for (let attempt = 1; ; attempt += 1) {
      const connected = await this.#attempt(nodeId, attempt, steps)
      const pauseMs = RELINK_PAUSES_MS[attempt - 1]
      if (connected || pauseMs === undefined) return { connected, attempts: attempt, steps }
      await new Promise<void>((resolve) => void this.#deps.realTimers.after(pauseMs, resolve))
    }
  }

  async #attempt(nodeId: NodeId, attempt: number, steps: RestartStep[]): Promise<boolean> {
    const { closeLink, endSession, openSession, seek } = this.#deps
    const works: readonly [RestartStep['step'], () => Promise<Fault | null>][] = [
      ['session-ended', () => done(() => endSession(nodeId))],
      ['link-closed', () => done(() => closeLink(nodeId))],
      ['linked', () => seek(nodeId)],
      ['session-opened', async () => ((await openSession(nodeId)) ? null : 'no-session')],
    ]
    for (const [step, work] of works) {
      const sinceMs = this.#deps.steadyClock.nowMs()
      const reason = await work()
      const tookMs = Math.max(0, this.#deps.steadyClock.nowMs() - sinceMs)
      steps.push({ attempt, step, done: reason === null, tookMs, reason })
      if (reason !== null) return false
    }
    return true
  }
}

async function done(work: () => void): Promise<null> {
  work()
  return null
}
