import { beforeEach, describe, expect, test } from 'vitest'
import { createSigner } from '../../../../src/main/crypto/signing.ts'
import { encodeWhereabouts, WHEREABOUTS_LAST_MS } from '../../../../src/main/network/whereabouts.ts'
import { WhereaboutsDesk } from '../../../../src/main/network/whereabouts-desk.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { FEDERATION } from '../../../support/network-node.ts'
import { testNodeId, testSeed } from '../../../support/node-ids.ts'

const [self, other] = [testNodeId(1), testNodeId(2)]
const recordOf = (host: string, nowMs: number): Uint8Array =>
  encodeWhereabouts(
    { federationId: FEDERATION, nodeId: other, addresses: [`/ip4/${host}/tcp/1`], nowMs },
    createSigner(testSeed(2)),
  )
const at = (host: string): readonly string[] => [`/ip4/${host}/tcp/1/p2p/${other}`]

const world = { isOn: true, members: new Set<NodeId>(), answers: [] as Uint8Array[], clock: new TestClock() }
let desk = deskIn(world)
beforeEach(() => {
  Object.assign(world, { isOn: true, members: new Set([other]), answers: [], clock: new TestClock() })
  desk = deskIn(world)
})

/** A desk over a directory whose Nodes give the answers of the world. */
function deskIn(of: typeof world): WhereaboutsDesk {
  const made = new WhereaboutsDesk(
    {
      clock: of.clock,
      signer: createSigner(testSeed(1)),
      directory: () => ({
        isOn: of.isOn,
        size: of.answers.length,
        put: async () => 0,
        seek: async (nodeId) => {
          for (const answer of of.answers) made.judge(nodeId, answer)
        },
      }),
    },
    { nodeId: self, federationId: FEDERATION, isMember: (nodeId) => of.members.has(nodeId) },
  )
  return made
}

describe('where a Node is', () => {
  test('is not known before it was said', async () => {
    expect(await desk.lookUp(other)).toEqual([])
  })

  test('is what was laid down here, though others answer nothing, or what was true before', async () => {
    desk.judge(other, recordOf('203.0.113.7', TEST_START_MS))
    expect(await desk.lookUp(other)).toEqual(at('203.0.113.7'))
    world.answers.push(recordOf('203.0.113.9', TEST_START_MS - 1))
    expect(await desk.lookUp(other)).toEqual(at('203.0.113.7'))
  })

  test('is what others answer where that was said later', async () => {
    desk.judge(other, recordOf('203.0.113.7', TEST_START_MS))
    world.answers.push(recordOf('203.0.113.9', TEST_START_MS + 1), recordOf('203.0.113.8', TEST_START_MS))
    expect(await desk.lookUp(other)).toEqual(at('203.0.113.9'))
  })

  test.each([
    ['the directory is off', () => Object.assign(world, { isOn: false })],
    ['it is no member', () => world.members.clear()],
    ['its word has expired', () => world.clock.advance(WHEREABOUTS_LAST_MS)],
  ])('is not told where %s', async (_what, change) => {
    desk.judge(other, recordOf('203.0.113.7', TEST_START_MS))
    change()
    expect(await desk.lookUp(other)).toEqual([])
  })
})
