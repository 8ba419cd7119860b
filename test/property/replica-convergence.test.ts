import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Draft } from '../../src/main/replica/entry.ts'
import { CATCH_UP_EVERY_MS } from '../../src/main/replica/replica.ts'
import { TestClock } from '../support/clock.ts'
import { EntryAuthor, type Sealed, testEpoch } from '../support/entry-author.ts'
import { FrameExchange, linksOf, type TestLinks } from '../support/frame-exchange.ts'
import { testNodeId } from '../support/node-ids.ts'
import { entriesFrame } from '../support/replica-among.ts'
import { holdingsOf, type ReplicaNode, replicaNode } from '../support/replica-node.ts'
import { idle } from '../support/test-timers.ts'

/** Chosen here: what two busy cores do in a few seconds. A failure prints its seed and path. */
const RUNS = { numRuns: 40, seed: 20_261 } as const
const TIMEOUT_MS = 60_000
/** More rounds of questions and answers than any of these worlds needs. */
const MAX_ROUNDS = 8

interface Member {
  readonly node: ReplicaNode
  readonly links: TestLinks
}

/** Replicas on links of which the test decides what arrives. */
class World {
  readonly exchange = new FrameExchange()
  readonly clock = new TestClock()
  readonly members: Member[]
  readonly published: string[] = []

  constructor(count: number) {
    this.members = Array.from({ length: count }, (_, n) => {
      const links = this.exchange.join(testNodeId(n))
      return { links, node: replicaNode({ n, ...linksOf(links), clock: this.clock }) }
    })
  }

  async start(): Promise<void> {
    for (const { node } of this.members) await node.replica.start()
  }

  async stop(): Promise<void> {
    for (const { node } of this.members) await node.replica.stop()
  }

  member(pick: number): Member {
    const member = this.members[pick % this.members.length]
    if (member === undefined) throw new Error('a world has members')
    return member
  }

  pair(pick: number): readonly [Member, Member] {
    const first = pick % this.members.length
    return [this.member(first), this.member(first + 1 + (pick % (this.members.length - 1)))]
  }

  /** Link everybody, lose nothing any more, and let questions be asked until nobody learns anything. */
  async heal(): Promise<void> {
    for (const [index, { node: a }] of this.members.entries()) {
      for (const { node: b } of this.members.slice(index + 1)) {
        this.exchange.part(a.nodeId, b.nodeId)
        this.exchange.meet(a.nodeId, b.nodeId)
      }
    }
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await this.exchange.settle()
      this.clock.advance(CATCH_UP_EVERY_MS)
      for (const { node } of this.members) node.realClock.advance(CATCH_UP_EVERY_MS)
      await idle()
    }
    await this.exchange.settle()
  }
}

type Step = (world: World) => Promise<unknown> | unknown

const DRAFTS: readonly Draft[] = [
  { kind: 'mirror-credential', payload: Uint8Array.of(1) },
  { kind: 'node-profile', payload: Uint8Array.of(2) },
  { kind: 'resource-report', payload: Uint8Array.of(3), slot: 'water' },
  { kind: 'resource-report', payload: Uint8Array.of(4), slot: 'food' },
]

const nat = fc.nat({ max: 50 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(nat, nat).map(
      ([who, what]): Step =>
        (world) =>
          publish(world, who, what),
    ),
  },
  {
    weight: 6,
    arbitrary: nat.map(
      (which): Step =>
        (world) =>
          arrive(world, which, 'once'),
    ),
  },
  {
    weight: 2,
    arbitrary: nat.map(
      (which): Step =>
        (world) =>
          arrive(world, which, 'twice'),
    ),
  },
  {
    weight: 2,
    arbitrary: nat.map(
      (which): Step =>
        (world) =>
          arrive(world, which, 'never'),
    ),
  },
  {
    weight: 1,
    arbitrary: nat.map(
      (which): Step =>
        (world) =>
          part(world, which),
    ),
  },
  {
    weight: 1,
    arbitrary: nat.map(
      (which): Step =>
        (world) =>
          meet(world, which),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 70_000 }).map(
      (ms): Step =>
        (world) =>
          pass(world, ms),
    ),
  },
)

async function publish(world: World, who: number, what: number): Promise<void> {
  const draft = DRAFTS[what % DRAFTS.length]
  if (draft === undefined) return
  const { id } = await world.member(who).node.replica.publish(draft)
  world.published.push(id)
}

async function arrive(world: World, which: number, times: 'once' | 'twice' | 'never'): Promise<void> {
  const { inFlight } = world.exchange
  const [flying] = inFlight.splice(which % Math.max(1, inFlight.length), 1)
  if (flying === undefined || times === 'never') return
  await world.exchange.deliver(flying)
  if (times === 'twice') await world.exchange.deliver(flying)
}

function part(world: World, which: number): void {
  const [a, b] = world.pair(which)
  world.exchange.part(a.node.nodeId, b.node.nodeId)
}

function meet(world: World, which: number): void {
  const [a, b] = world.pair(which)
  world.exchange.meet(a.node.nodeId, b.node.nodeId)
}

function pass(world: World, ms: number): void {
  world.clock.advance(ms)
  for (const { node } of world.members) node.realClock.advance(ms)
}

/** Registers of which a newer one was published do not count; all log entries do. */
const logIds = ({ database }: ReplicaNode): unknown[] =>
  database
    .prepare("SELECT id FROM entries WHERE stream = 'log' ORDER BY id")
    .all()
    .map(({ id }) => id)

const gaps = ({ database }: ReplicaNode): unknown =>
  database
    .prepare(
      `SELECT count(*) AS n FROM heads WHERE next_sequence <= (SELECT max(sequence) FROM entries
       WHERE stream = 'log' AND entries.author = heads.author AND entries.epoch_random = heads.epoch_random)`,
    )
    .get()?.['n']

describe('whatever arrives in whatever order, twice or never', () => {
  test(
    'all hold the same in the end, nothing said is lost, and nobody is accused',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 4 }),
          fc.array(step, { minLength: 5, maxLength: 60 }),
          async (count, steps) => {
            const world = new World(count)
            await world.start()
            for (const each of steps) await each(world)
            await world.heal()
            const [first, ...others] = world.members.map(({ node }) => holdingsOf(node))
            for (const other of others) expect(other).toEqual(first)
            expect(world.members.map(({ node }) => gaps(node))).toEqual(world.members.map(() => 0))
            expect(world.members.flatMap(({ links }) => links.refusals)).toEqual([])
            expect(new Set(first).size).toBe(first?.length)
            await world.stop()
          },
        ),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  test(
    'receipts never claim more than is on disk',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const world = new World(3)
          await world.start()
          for (const each of steps) await each(world)
          for (const { node } of world.members) {
            for (const { id, holder } of receiptsOf(node)) {
              const other = world.members.find((member) => member.node.nodeId === holder)
              expect(other?.node.entries.has(id)).toBe(true)
            }
          }
          await world.stop()
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )
})

const receiptsOf = ({ database }: ReplicaNode) =>
  database.prepare('SELECT id, node AS holder FROM receipts').all<{ id: Sealed['id']; holder: string }>()

describe('two Nodes that hold different parts of what others said', () => {
  /** What three authors wrote: logs over two epochs, registers in several versions. */
  function pool(): Sealed[] {
    return [11, 12, 13].flatMap((n) => {
      const author = new EntryAuthor(n)
      const log = [
        author.open(),
        ...Array.from({ length: 6 }, () => author.append({ kind: 'mirror-credential' })),
      ]
      const registers = ['a', 'b', 'a', 'a'].map((slot) => author.register({ kind: 'node-profile', slot }))
      const later = new EntryAuthor(n, { epoch: testEpoch(77) })
      return [...log, ...registers, later.open(), later.append({ kind: 'mirror-credential' })]
    })
  }
  const all = pool()
  const part = fc.array(fc.nat({ max: all.length - 1 }), { maxLength: 60 })

  test(
    'hold the same after one meeting, and that is all that either had',
    async () => {
      await fc.assert(
        fc.asyncProperty(part, part, async (mine, yours) => {
          const world = new World(2)
          await world.start()
          const [a, b] = [world.member(0), world.member(1)]
          await give(a, mine)
          await give(b, yours)
          const before = new Set([...logIds(a.node), ...logIds(b.node)])
          world.exchange.inFlight.splice(0)
          await world.heal()
          expect(holdingsOf(a.node)).toEqual(holdingsOf(b.node))
          expect(new Set(logIds(a.node))).toEqual(before)
          expect([a.links.refusals, b.links.refusals]).toEqual([[], []])
          await world.stop()
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  async function give({ links }: Member, picks: readonly number[]): Promise<void> {
    const sealed = picks.flatMap((pick) => all[pick] ?? [])
    await links.hear({ from: testNodeId(60), lane: 'main', frame: entriesFrame(sealed) })
  }
})
