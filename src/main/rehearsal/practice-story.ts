import type { NodeId } from '../../shared/kernel/ids.ts'
import { cutOff, type Mishap } from './faults.ts'
import type { NeighbourKey } from './practice-cast.ts'
import type { Valley } from './practice-valleys.ts'
import type { VirtualNode } from './virtual-node.ts'

const SECOND_MS = 1_000
/** Time to decide in offers of the story. Chosen here: long enough to read everything twice, short enough to see it end. */
const DECIDE_MS = 5 * 60_000
const DECIDE_SOON_MS = 2 * 60_000

/** Whom the story is about, and what befalls them. */
export interface StoryWorld {
  readonly valley: Valley
  /** The Node of whoever practises. */
  readonly own: NodeId
  /** Resolves once that neighbour has arrived. */
  node(key: NeighbourKey): Promise<VirtualNode>
  /** Let something befall that neighbour until everything is well again. */
  befall(key: NeighbourKey, mishap: Mishap): Promise<void>
  /** Nothing is wrong with anybody any more. */
  heal(): Promise<void>
}

/** One thing that happens in the valley. */
export interface StoryEvent {
  /** After practice has begun; later where its people have yet to arrive. */
  readonly afterMs: number
  readonly what: string
  happen(world: StoryWorld): Promise<void> | void
}

const potatoes = { resource: 'food', quantity: 40, unit: 'kg' } as const
const power = { resource: 'energy', quantity: 12, unit: 'kWh' } as const

/** What happens in a practice valley, whatever its language: something to judge, to plant, to decide, and a no. */
export const STORY: readonly StoryEvent[] = [
  {
    afterMs: 10 * SECOND_MS,
    what: 'an alert',
    happen: (world) => raise(world, 'north', { kind: 'hallucination', severity: 'medium', alarm: 'frost' }),
  },
  {
    afterMs: 14 * SECOND_MS,
    what: 'a seed',
    happen: (world) => offerLesson(world, 'meadow', 'sand'),
  },
  {
    afterMs: 16 * SECOND_MS,
    what: 'a review that agrees',
    happen: (world) => review(world, 'lake', { verdict: 'concur', note: world.valley.reviews.same }),
  },
  {
    afterMs: 24 * SECOND_MS,
    what: 'an offer that is meant',
    happen: (world) =>
      offer(world, 'meadow', { ...potatoes, note: world.valley.offers.potatoes, settleInMs: DECIDE_MS }),
  },
  {
    afterMs: 34 * SECOND_MS,
    what: 'a review that differs',
    happen: (world) =>
      review(world, 'mill', { verdict: 'context-differs', note: world.valley.reviews.other }),
  },
  {
    afterMs: 44 * SECOND_MS,
    what: 'a greeting',
    happen: async ({ node, own, valley }) => {
      await (await node('mill')).bridge.neighbours.talk({ nodeId: own, text: valley.greeting })
    },
  },
  {
    afterMs: 64 * SECOND_MS,
    what: 'an offer that comes to nothing',
    happen: (world) =>
      offer(world, 'beck', { ...power, note: world.valley.offers.power, settleInMs: DECIDE_SOON_MS }),
  },
  { afterMs: 90 * SECOND_MS, what: 'a Node goes away', happen: (world) => world.befall('shieling', cutOff) },
  {
    afterMs: 120 * SECOND_MS,
    what: 'a second alert',
    happen: (world) => raise(world, 'lake', { kind: 'bias-drift', severity: 'high', alarm: 'queue' }),
  },
  { afterMs: 150 * SECOND_MS, what: 'the Node returns', happen: (world) => world.heal() },
  {
    afterMs: 180 * SECOND_MS,
    what: 'a better version of the seed',
    happen: (world) => offerBetterLesson(world, 'meadow'),
  },
  {
    afterMs: 240 * SECOND_MS,
    what: 'a third alert',
    happen: (world) => raise(world, 'mill', { kind: 'systemic-error', severity: 'low', alarm: 'meter' }),
  },
  {
    afterMs: 300 * SECOND_MS,
    what: 'another seed',
    happen: (world) => offerLesson(world, 'north', 'barrel'),
  },
]

async function raise(
  { node, valley }: StoryWorld,
  by: NeighbourKey,
  {
    alarm,
    ...kind
  }: {
    readonly kind: 'systemic-error' | 'hallucination' | 'bias-drift'
    readonly severity: 'low' | 'medium' | 'high'
    readonly alarm: keyof Valley['alarms']
  },
): Promise<void> {
  await (await node(by)).bridge.alerts.raise({ ...kind, ...valley.alarms[alarm] })
}

/** Judge the newest alert of somebody else. */
async function review(
  { node }: StoryWorld,
  by: NeighbourKey,
  judgement: { readonly verdict: 'concur' | 'context-differs'; readonly note: string },
): Promise<void> {
  const { alerts } = (await node(by)).bridge
  const heard = (await alerts.list({})).alerts.find(({ own }) => !own)
  if (heard !== undefined) await alerts.review({ id: heard.id, ...judgement })
}

async function offerLesson(
  { node, valley }: StoryWorld,
  by: NeighbourKey,
  lesson: 'sand' | 'barrel',
): Promise<void> {
  const check =
    lesson === 'sand'
      ? ({ field: 'food.ratio', comparison: '>', value: 0.1 } as const)
      : ({ field: 'water.state', comparison: '!=', value: 'deficit' } as const)
  await (await node(by)).bridge.seeds.offer({ ...valley.lessons[lesson], checks: [check] })
}

async function offerBetterLesson({ node, valley }: StoryWorld, by: NeighbourKey): Promise<void> {
  const { seeds } = (await node(by)).bridge
  const first = (await seeds.list({})).seeds.find(({ own }) => own)
  await seeds.offer({ ...valley.lessons.sandBetter, replaces: first?.id ?? null })
}

async function offer(
  { node, own, valley }: StoryWorld,
  by: NeighbourKey,
  terms: {
    readonly resource: string
    readonly quantity: number
    readonly unit: string
    readonly note: string
    readonly settleInMs: number
  },
): Promise<void> {
  await (await node(by)).bridge.transfers.offer({ to: own, route: valley.route, ...terms })
}
