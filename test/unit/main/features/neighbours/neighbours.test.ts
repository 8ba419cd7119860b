import { describe, expect, test } from 'vitest'
import {
  type KnownNode,
  type LinkedNode,
  type NeighboursDeps,
  neighboursHandlers,
  toAlias,
} from '../../../../../src/main/features/neighbours/neighbours-handlers.ts'
import { NeighbourView } from '../../../../../src/shared/contract/neighbours.ts'
import type { MirrorId } from '../../../../../src/shared/kernel/ids.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const caller = { sessionId: 'a window' }
const [THOR, SPROUT] = [testNodeId(2), testNodeId(3)]
const place = { latitude: 61, longitude: 14, radiusKm: 10 }
const anna = { mirrorId: 'ab'.repeat(16) as MirrorId, name: 'Anna' }
/** How far the application's clock of these tests is ahead of the machine's. */
const AHEAD_MS = 1_000

const known = (more: Partial<KnownNode> = {}): KnownNode => ({
  nodeId: THOR,
  pinned: false,
  profile: { name: 'Thor', place },
  lastHeardMs: 500,
  lastAddress: '/ip4/192.0.2.1/tcp/1',
  ...more,
})
const linked = (more: Partial<LinkedNode> = {}): LinkedNode => ({
  nodeId: THOR,
  security: 'noise',
  address: '/ip4/192.0.2.9/tcp/9',
  lastHeardMs: 700,
  roundTripMs: 12.5,
  ...more,
})

function handlers(more: Partial<NeighboursDeps> = {}) {
  return neighboursHandlers({
    known: () => [known()],
    linked: () => [],
    nameOf: () => 'Thor',
    mirrorsOf: () => [anna],
    isRevoked: () => false,
    meetings: () => [],
    safetyWords: () => ({ en: ['one', 'two'], ja: ['いち', 'に'] }),
    refusals: () => [],
    sessionOf: () => ({ state: 'none', events: [] }),
    toApplicationMs: (machineMs) => machineMs + AHEAD_MS,
    pin: async () => true,
    ...more,
  })
}

async function listed(more: Partial<NeighboursDeps> = {}) {
  const { neighbours } = await handlers(more).list({}, caller)
  for (const neighbour of neighbours) expect(NeighbourView.parse(neighbour)).toEqual(neighbour)
  return neighbours
}

describe('a neighbour in the list', () => {
  test.each([
    ['open', [], 'open'],
    ['opening', [{ kind: 'closed' }], 'opening'],
    ['closing', [{ kind: 'opened' }], 'closing'],
    ['none', [{ kind: 'expired' }, { kind: 'opened' }], 'expired'],
    ['none', [{ kind: 'closed' }, { kind: 'expired' }], null],
    ['none', [], null],
  ] as const)(
    'with the state %s of its session and %j before is shown as %s',
    async (state, events, session) => {
      expect(await listed({ sessionOf: () => ({ state, events }) })).toMatchObject([{ session }])
    },
  )

  test('out of reach is told with what was last known, by the clock of the application', async () => {
    expect(await listed()).toMatchObject([
      {
        nodeId: THOR,
        name: 'Thor',
        place,
        connected: false,
        lastHeardMs: 500,
        security: null,
        roundTripMs: null,
        address: '/ip4/192.0.2.1/tcp/1',
        session: null,
        pinned: false,
        safetyWords: { en: ['one', 'two'], ja: ['いち', 'に'] },
      },
    ])
  })

  test('in reach is told with its link, and its age moved to the clock of the application', async () => {
    expect(await listed({ linked: () => [linked()] })).toMatchObject([
      {
        connected: true,
        lastHeardMs: 700 + AHEAD_MS,
        security: 'noise',
        roundTripMs: 12.5,
        address: '/ip4/192.0.2.9/tcp/9',
      },
    ])
  })

  test('over a simulated link claims no security', async () => {
    expect(await listed({ linked: () => [linked({ security: 'simulated' })] })).toMatchObject([
      { connected: true, security: null },
    ])
  })

  test('never heard and never seen is told as that', async () => {
    const bare = known({ profile: null, lastHeardMs: null, lastAddress: null })
    expect(await listed({ known: () => [bare] })).toMatchObject([
      { place: null, lastHeardMs: null, address: null, connected: false },
    ])
  })

  test('is told with what was refused of it, and when', async () => {
    const refusals = () => [{ reason: 'signature-invalid' as const, count: 3, lastAtMs: 900.4 }]
    expect(await listed({ refusals })).toMatchObject([
      { limits: [{ reason: 'signature-invalid', count: 3, lastAtMs: 1_900 }] },
    ])
  })

  test('is told with its Mirrors, the revoked ones marked', async () => {
    expect(await listed({ isRevoked: (nodeId) => nodeId === THOR })).toMatchObject([
      { mirrors: [{ name: 'Anna', revoked: true }] },
    ])
  })

  test('linked but not known is none', async () => {
    expect(
      (await listed({ linked: () => [linked({ nodeId: SPROUT })] })).map(({ nodeId }) => nodeId),
    ).toEqual([THOR])
  })
})

describe('pinning', () => {
  test('needs a Node that is known', async () => {
    const pins: unknown[] = []
    const pin = async (nodeId: string, pinned: boolean): Promise<boolean> => {
      pins.push(pinned)
      return nodeId === THOR
    }
    const { pin: handler } = handlers({ pin })
    expect(await handler({ nodeId: THOR, pinned: true }, caller)).toEqual({})
    expect(await failureOf(async () => handler({ nodeId: SPROUT, pinned: false }, caller))).toEqual({
      code: 'neighbour-unknown',
    })
    expect(pins).toEqual([true, false])
  })
})

describe('meetings', () => {
  const meeting = {
    ...{ beganAtMs: 1, endedAtMs: 2, level: true, sentBytes: 900, receivedBytes: 80 },
    ...{ comparedBytes: 120, items: 10_000, taken: {} },
    ...{ given: { talk: 1, alert: 4 }, learned: { alert: 2 } },
  }

  test('tell what passed, what they learned about us, and what a list of everything would have cost', async () => {
    const { meetings } = handlers({ meetings: (_nodeId, limit) => Array(limit).fill(meeting) })
    const { items, learned, ...rest } = meeting
    expect(await meetings({ nodeId: THOR, limit: 1 }, caller)).toEqual({
      meetings: [
        {
          ...rest,
          given: [
            { kind: 'alert', count: 4 },
            { kind: 'talk', count: 1 },
          ],
          taken: [],
          learnedOfUs: [{ kind: 'alert', count: learned.alert }],
          savedBytes: items * 32 - 120,
        },
      ],
    })
  })

  test('with a Node that is not known are refused', async () => {
    const { meetings } = handlers()
    expect(await failureOf(async () => meetings({ nodeId: SPROUT, limit: 1 }, caller))).toEqual({
      code: 'neighbour-unknown',
    })
  })
})

test.each([
  ['Thor', 'thor'],
  ['Älvdalens By', 'älvdalens_by'],
  ['千葉 1', '千葉_1'],
  ['a:b/c', 'a_b_c'],
])('the alias of %s has the form of the federation document', (name, plain) => {
  expect(toAlias(name, THOR)).toBe(`${plain}:lct:web4:ai:${plain}_${THOR.slice(-8)}`)
})
