import type { Alive } from '../../../shared/contract/neighbour-calls.ts'
import type { MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Timers } from '../../platform/timers.ts'
import type { PrivateFrame, PrivatePost } from '../../replica/private-post.ts'
import { wire } from '../../wire/messages.ts'
import { decodeAlive, encodeAlive } from './call-codec.ts'
import { ALIVE_MS } from './call-rules.ts'
import { type CallingDeps, newCallId, requireCallee } from './calling.ts'

/** Types of frames in a session. Source: proto/mirrorwell/v1/transfers.proto. */
const QUESTION = wire.PrivateFrame.PRIVATE_FRAME_ALIVE_QUESTION
const ANSWER = wire.PrivateFrame.PRIVATE_FRAME_ALIVE_ANSWER

export interface AliveCheckDeps extends CallingDeps {
  readonly post: Pick<PrivatePost, 'sendFrame' | 'onFrame'>
  /** Never goes back: what a round trip is measured by. */
  readonly steadyClock: Clock
  readonly realTimers: Timers
  readonly isLinked: (nodeId: NodeId) => boolean
}

interface Asked {
  readonly peer: NodeId
  readonly answered: (reason: Alive['reason']) => void
}

/** Asks Nodes through the sealed session whether they are there, and answers those that ask. Keeps nothing. */
export class AliveCheck {
  readonly #deps: AliveCheckDeps
  readonly #asked = new Map<MessageId, Asked>()

  constructor(deps: AliveCheckDeps) {
    this.#deps = deps
    deps.post.onFrame(QUESTION, (frame) => this.#answer(frame))
    deps.post.onFrame(ANSWER, (frame) => this.#takeAnswer(frame))
  }

  /** Resolves with the answer, or with why there is none, within ten seconds. @throws MirrorError 'neighbour-unknown' | 'neighbour-isolated' */
  async check(nodeId: NodeId): Promise<Alive> {
    const { clock, isLinked, steadyClock } = this.#deps
    requireCallee(this.#deps, nodeId)
    const sinceMs = steadyClock.nowMs()
    const reason = isLinked(nodeId) ? await this.#ask(nodeId) : 'out-of-reach'
    const roundTripMs = reason === null ? Math.max(0, steadyClock.nowMs() - sinceMs) : null
    return { alive: reason === null, roundTripMs, atMs: clock.nowMs(), reason }
  }

  #ask(peer: NodeId): Promise<Alive['reason']> {
    const { post, realTimers } = this.#deps
    const id = newCallId(this.#deps)
    return new Promise((resolve) => {
      let late: Alive['reason'] = 'no-session' // until the question is on its way
      const answered = (reason: Alive['reason']): void => {
        cancel()
        this.#asked.delete(id)
        resolve(reason)
      }
      const cancel = realTimers.after(ALIVE_MS, () => answered(late))
      this.#asked.set(id, { peer, answered })
      void post.sendFrame(peer, { type: QUESTION, bytes: encodeAlive(id) }).then((isOnItsWay) => {
        if (isOnItsWay) late = 'silent'
        else answered('no-session')
      })
    })
  }

  #answer({ bytes, from }: PrivateFrame): Verdict {
    if (decodeAlive(bytes) === null) return reject('malformed')
    if (!this.#deps.isKnown(from)) return ignore('busy')
    void this.#deps.post.sendFrame(from, { type: ANSWER, bytes })
    return ACCEPT
  }

  #takeAnswer({ bytes, from }: PrivateFrame): Verdict {
    const id = decodeAlive(bytes)
    if (id === null) return reject('malformed')
    const asked = this.#asked.get(id)
    if (asked?.peer !== from) return ignore('stale')
    asked.answered(null)
    return ACCEPT
  }
}
