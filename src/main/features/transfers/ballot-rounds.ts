import type { NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { ballotRole } from '../../crypto/consent-ballot.ts'
import { publicKeyFromNodeId } from '../../crypto/peer-id.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Random } from '../../platform/random.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { PrivateFrame, PrivatePost } from '../../replica/private-post.ts'
import { BALLOT_FRAME, type BallotWord, decodeWord, encodeWord, TAG_FRAME } from './ballot-codec.ts'
import { type BallotInput, type BallotState, type BallotTable, NO_BALLOT, step } from './ballot-exchange.ts'
import type { Decision } from './decision-store.ts'

/** Share of a slot that has to pass before the other side's next ballot is answered. Chosen here: links jitter, clocks drift, and nobody may make us work more than twice as hard. */
const MIN_GAP_RATIO = 0.5

/** What the rounds ask of the decisions they are held for. */
export interface RoundKeeper {
  /** A decision that ballots are exchanged for, or null where it is none, or none any more. */
  balloting(transferId: TransferId): Decision | null
  /** How this Node's Mirrors answer now, taken together. Costs the same whatever they do. */
  saysYes(decision: Decision): boolean
  /** Called in each slot of every decision, linked or not. */
  slotBegan(transferId: TransferId): void
  /** Both sides said yes in one slot. */
  matched(transferId: TransferId): void
}

export interface BallotRoundsDeps {
  /** The application's clock, and timers on it. */
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  /** This Node's public key. */
  readonly selfKey: Uint8Array
  readonly post: Pick<PrivatePost, 'sendFrame' | 'onFrame'>
  readonly keeper: RoundKeeper
  isLinked(nodeId: NodeId): boolean
}

interface Round {
  readonly table: BallotTable
  state: BallotState
  cancel: Cancel
  /** Frames that have not yet gone out: while there are some, no slot adds to them. */
  unsent: number
  answeredAtMs: number
}

/**
 * Exchanges one ballot per slot for each open decision, whatever was answered.
 * The lower Node begins each slot; the higher answers. All of this is in memory:
 * a restart goes on with the slot of its time, and what a crash cut off is made
 * good by the next slot.
 */
export class BallotRounds implements Startable {
  readonly #deps: BallotRoundsDeps
  readonly #rounds = new Map<TransferId, Round>()
  #stops: readonly (() => void)[] = []
  #isRunning = false

  constructor(deps: BallotRoundsDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const { post } = this.#deps
    this.#isRunning = true
    this.#stops = [BALLOT_FRAME, TAG_FRAME].map((type) => post.onFrame(type, (frame) => this.#take(frame)))
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    for (const stop of this.#stops) stop()
    for (const { cancel } of this.#rounds.values()) cancel()
    this.#rounds.clear()
  }

  /** Take part in every slot from the next on, until the decision is none any more. Begun already is fine. */
  begin(decision: Decision): void {
    const peerKey = publicKeyFromNodeId(decision.peer)
    if (!this.#isRunning || this.#rounds.has(decision.transferId) || peerKey === null) return
    const { random, selfKey } = this.#deps
    const { federationId, settledHash } = decision
    const table: BallotTable = {
      role: ballotRole(selfKey, peerKey),
      random,
      terms: { federationId, settledHash, nodes: [selfKey, peerKey] },
    }
    const round: Round = {
      table,
      state: NO_BALLOT,
      cancel: () => {},
      unsent: 0,
      answeredAtMs: Number.NEGATIVE_INFINITY,
    }
    this.#rounds.set(decision.transferId, round)
    this.#awaitSlot(decision, round)
  }

  /** Slots are counted from the opening on, so that a restart finds a number that has not been. */
  #slotNow({ openedAtMs, slotMs }: Decision): number {
    return Math.max(0, Math.floor((this.#deps.clock.nowMs() - openedAtMs) / slotMs))
  }

  #awaitSlot(decision: Decision, round: Round): void {
    const atMs = decision.openedAtMs + (this.#slotNow(decision) + 1) * decision.slotMs
    round.cancel = this.#deps.timers.at(atMs, () => this.#beginSlot(decision.transferId, round))
  }

  #beginSlot(transferId: TransferId, round: Round): void {
    const { isLinked, keeper } = this.#deps
    keeper.slotBegan(transferId)
    const decision = keeper.balloting(transferId)
    if (decision === null) {
      this.#rounds.delete(transferId)
      return
    }
    this.#awaitSlot(decision, round)
    if (round.table.role === 'higher' || round.unsent > 0 || !isLinked(decision.peer)) return
    const slot = Math.max(this.#slotNow(decision), round.state.lastSlot + 1)
    this.#go(decision, round, { kind: 'slot', slot, saysYes: keeper.saysYes(decision) })
  }

  /** What is out of place is passed over without a word, so that nothing shows how far a decision has come here. */
  #take(frame: PrivateFrame): Verdict {
    const said = decodeWord(frame)
    if (said === null) return reject('malformed')
    const round = this.#rounds.get(said.transferId)
    const decision = this.#deps.keeper.balloting(said.transferId)
    if (round === undefined || decision === null || decision.peer !== frame.from) return ignore('stale')
    if (said.word.kind === 'tag') this.#go(decision, round, said.word)
    else this.#takeBallot(decision, round, said.word)
    return ACCEPT
  }

  #takeBallot(decision: Decision, round: Round, word: Extract<BallotWord, { kind: 'ballot' }>): void {
    const { clock, keeper } = this.#deps
    if (round.table.role === 'higher') {
      const nowMs = clock.nowMs()
      if (Math.abs(nowMs - round.answeredAtMs) < decision.slotMs * MIN_GAP_RATIO) return
      round.answeredAtMs = nowMs
    }
    this.#go(decision, round, { ...word, saysYes: keeper.saysYes(decision) })
  }

  #go({ peer, transferId }: Decision, round: Round, input: BallotInput): void {
    const { outputs, state } = step(round.table, round.state, input)
    round.state = state
    for (const output of outputs) {
      if (output.kind === 'matched') this.#deps.keeper.matched(transferId)
      else void this.#send(peer, round, encodeWord(transferId, output))
    }
  }

  async #send(peer: NodeId, round: Round, frame: ReturnType<typeof encodeWord>): Promise<void> {
    round.unsent += 1
    try {
      await this.#deps.post.sendFrame(peer, frame)
    } finally {
      round.unsent -= 1
    }
  }
}
