import type { Caller } from '../../shared/bridge/caller.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import type { TransferPhase } from '../../shared/contract/transfers.ts'
import type { NodeId, TransferId } from '../../shared/kernel/ids.ts'
import type { Random } from '../platform/random.ts'
import { Chronicle } from './chronicle.ts'
import { SeededRandom } from './seeded-random.ts'
import { callerAs, type VirtualNode } from './virtual-node.ts'
import { VirtualTime } from './virtual-time.ts'
import { CapturingLogger, Witness } from './witness.ts'
import { World } from './world.ts'

/** What one Mirror does while a decision is open. */
export type Answer = 'yes' | 'no' | 'undecided'
export const ANSWERS: readonly Answer[] = ['yes', 'no', 'undecided']
export const SIDES = ['giver', 'receiver'] as const
export type Side = (typeof SIDES)[number]
/** One answer for each Mirror of each side. */
export type Votes = Readonly<Record<Side, readonly Answer[]>>

/** When the world begins. Chosen here: any moment will do, as long as it is the same. */
const START_MS = Date.UTC(2026, 5, 1, 8)
/** Ballots every two seconds for sixteen: eight slots, of which any could betray something. */
export const SLOT_MS = 2_000
export const SETTLE_IN_MS = 16_000
/** Links, profiles and credentials have come to rest by then. */
const QUIET_MS = 30_000
/** Longest time from an act to what it brings at the other Node. */
const ARRIVAL_MS = 10_000
const OTHER_SIDE: Readonly<Record<Side, Side>> = { giver: 'receiver', receiver: 'giver' }

export interface VetoPairOptions {
  readonly seed: number
  readonly mirrorsEach: number
}

/**
 * Chance in two streams: what moves timers comes from one, keys and seals from
 * the other. An answer draws seals, so of one stream it would move every timer
 * after it, and two runs could not be held against each other.
 */
class SplitRandom implements Random {
  readonly #moments: SeededRandom
  readonly #secrets: SeededRandom

  constructor(seed: number) {
    this.#moments = new SeededRandom(`moments ${seed}`)
    this.#secrets = new SeededRandom(`secrets ${seed}`)
  }

  bytes(count: number): Uint8Array {
    return this.#secrets.bytes(count)
  }

  int(maxExclusive: number): number {
    return this.#moments.int(maxExclusive)
  }

  uuid(): string {
    return this.#secrets.uuid()
  }
}

/** Two whole Nodes with a decision between them, and somebody at each who looks at everything. */
export class VetoPair {
  readonly time: VirtualTime
  readonly world: World
  /** From the moment at which both have come to rest. */
  readonly chronicle: Chronicle
  readonly #nodes: Readonly<Record<Side, VirtualNode>>
  readonly #mirrors: Readonly<Record<Side, readonly Bridge[]>>
  readonly #logger: CapturingLogger

  private constructor(given: {
    time: VirtualTime
    world: World
    nodes: Record<Side, VirtualNode>
    mirrors: Record<Side, readonly Bridge[]>
    logger: CapturingLogger
  }) {
    this.time = given.time
    this.world = given.world
    this.#nodes = given.nodes
    this.#mirrors = given.mirrors
    this.#logger = given.logger
    this.chronicle = new Chronicle(given.time.clock, given.world.network)
  }

  static async create({ seed, mirrorsEach }: VetoPairOptions): Promise<VetoPair> {
    const time = new VirtualTime(START_MS)
    const logger = new CapturingLogger()
    const world = new World(
      { time, random: new SplitRandom(seed), logger },
      { seat: { version: 'rehearsal', slotMs: SLOT_MS }, links: { delayMs: { min: 20, max: 20 } } },
    )
    const profile = { mirrorName: mirrorName(1), language: 'en', place: null } as const
    const giver = await world.add({ ...profile, name: 'Giver' })
    const receiver = await world.add({ ...profile, name: 'Receiver', inviter: giver })
    const mirrors = {
      giver: await mirrorsOf(giver, mirrorsEach),
      receiver: await mirrorsOf(receiver, mirrorsEach),
    }
    await time.advance(QUIET_MS)
    return new VetoPair({ time, world, nodes: { giver, receiver }, mirrors, logger })
  }

  node(side: Side): VirtualNode {
    return this.#nodes[side]
  }

  /** An offer on whose terms both Nodes have agreed: every Mirror is asked. */
  async openDecision(settleInMs = SETTLE_IN_MS): Promise<TransferId> {
    const { giver, receiver } = this.#nodes
    const offer = { to: receiver.nodeId, resource: 'water', quantity: 300, unit: 'L', settleInMs }
    const { id } = await giver.bridge.transfers.offer(offer)
    await this.until(async () => (await this.phaseAt('receiver', id)) === 'offered')
    await receiver.bridge.transfers.agreeTerms({ id })
    await this.until(async () => (await this.phasesOf(id)).every((phase) => phase === 'deciding'))
    return id
  }

  /** Every Mirror seals an answer, or none. */
  async answer(id: TransferId, votes: Votes): Promise<void> {
    for (const side of SIDES) {
      for (const [index, answer] of votes[side].entries()) {
        if (answer === 'undecided') continue
        await this.#mirrors[side][index]?.transfers.decide({ id, consent: answer === 'yes' })
      }
    }
  }

  /** @returns null where the transfer has not come yet */
  async phaseAt(side: Side, id: TransferId): Promise<TransferPhase | null> {
    const { transfers } = await this.#nodes[side].bridge.transfers.list({})
    return transfers.find((transfer) => transfer.id === id)?.phase ?? null
  }

  async phasesOf(id: TransferId): Promise<readonly (TransferPhase | null)[]> {
    return [await this.phaseAt('giver', id), await this.phaseAt('receiver', id)]
  }

  /** Let time pass, slot by slot, until it holds. @throws RangeError where it does not in time */
  async until(holds: () => Promise<boolean>): Promise<void> {
    for (let passedMs = 0; !(await holds()); passedMs += SLOT_MS) {
      if (passedMs > ARRIVAL_MS) throw new RangeError('it has not come to pass')
      await this.time.advance(SLOT_MS)
    }
  }

  /** Everything that can be seen at a Node from now on, by somebody who has unlocked nothing. */
  witness(side: Side, id: TransferId): Witness {
    return this.#witness({ side, id, caller: { sessionId: 'witness' } })
  }

  /** What the last Mirror of a Node can see in their own session, in which they vote; null where there is but one. */
  lastMirror(side: Side, id: TransferId): Witness | null {
    const count = this.#mirrors[side].length
    return count < 2 ? null : this.#witness({ side, id, caller: callerAs(mirrorName(count)) })
  }

  #witness({ side, id, caller }: { side: Side; id: TransferId; caller: Caller }): Witness {
    const { network } = this.world
    const clock = this.time.clock
    return new Witness({ node: this.#nodes[side], network, logger: this.#logger, clock, caller }, id)
  }

  peerOf(side: Side): NodeId {
    return this.#nodes[OTHER_SIDE[side]].nodeId
  }

  async stop(): Promise<void> {
    this.chronicle.stop()
    await this.world.stop()
  }
}

/** The first Mirror of a Node and so many more that it has `count`; all of them are needed. */
async function mirrorsOf(node: VirtualNode, count: number): Promise<readonly Bridge[]> {
  const mirrors = [node.bridge]
  while (mirrors.length < count) mirrors.push(await node.addMirror(mirrorName(mirrors.length + 1)))
  await node.bridge.policy.set({ transfersNeed: count })
  return mirrors
}

const mirrorName = (number: number): string => `Mirror ${number}`
