import { describe, expect, it } from 'vitest'
import { map } from '../../../../../src/shared/contract/map.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { testNodeId } from '../../../../support/node-ids.ts'
import { incoming, OTHER, pass, type Resources, resourcesOf, SELF, sent, water } from './resource-fixture.ts'

const CALLER = { sessionId: 'test' }
const reportsOf = async (node: Resources, resource?: string) => {
  const answer = await node.map.reports({ resource }, CALLER)
  return map.reports.output.parse(answer).reports
}

describe('map.reports', () => {
  it('shows what another Node shows, with its age and its way', async () => {
    const node = resourcesOf()
    const atMs = node.clock.nowMs() - 5_000
    expect(await node.replica.receive(incoming({ rangeAgeMinutes: 90 }, { atMs, hops: 3 }))).toMatchObject({
      verdict: { action: 'accept' },
      relay: 'resource',
    })
    expect(await reportsOf(node)).toEqual([
      {
        nodeId: OTHER,
        name: `name of ${OTHER.slice(-4)}`,
        ...{ resource: 'water', state: 'deficit', low: 0, high: 600, unit: 'L', capacity: 1000 },
        rangeAtMs: atMs - 90 * 60_000,
        ...{ reportedAtMs: atMs, receivedAtMs: node.clock.nowMs(), hops: 3, place: null, isolated: false },
      },
    ])
    expect(node.events).toEqual([`map ${OTHER}`])
  })

  it('marks what comes from a Node that is set apart', async () => {
    const node = resourcesOf()
    node.isolated.add(OTHER)
    await node.replica.receive(incoming({}))
    expect(await reportsOf(node)).toMatchObject([{ nodeId: OTHER, isolated: true }])
  })

  it('keeps the newest of each Node and resource, newest first', async () => {
    const node = resourcesOf()
    const third = testNodeId(2)
    await node.replica.receive(incoming({ state: 'deficit' }))
    await pass(node, 1_000)
    await node.replica.receive(incoming({ resource: 'food' }, { author: third }))
    await pass(node, 1_000)
    await node.replica.receive(incoming({ state: 'surplus' }))
    const reports = await reportsOf(node)
    expect(reports.map(({ nodeId, state }) => [nodeId, state])).toEqual([
      [OTHER, 'surplus'],
      [third, 'deficit'],
    ])
    expect((await reportsOf(node, 'food')).map(({ nodeId }) => nodeId)).toEqual([third])
  })

  it('leaves out what was taken back', async () => {
    const node = resourcesOf()
    await node.replica.receive(incoming({}))
    await node.replica.receive(incoming({ state: 'withdrawn' }))
    expect(await reportsOf(node)).toEqual([])
  })

  it('leaves out our own, written here or come back from elsewhere', async () => {
    const node = resourcesOf()
    await node.service.record(water(500))
    await node.replica.receive(incoming({ resource: 'food' }, { author: SELF }))
    expect(await reportsOf(node)).toEqual([])
    expect(node.service.own().map(({ resource }) => resource)).toEqual(['water'])
    await node.reporter.start()
    await pass(node, 0)
    expect(sent(node)).toHaveLength(1)
  })

  it('shows the federation we are in, and keeps the other', async () => {
    const node = resourcesOf()
    await node.replica.receive(incoming({}))
    node.replica.federationId = testFederation('new')
    expect(await reportsOf(node)).toEqual([])
    node.replica.federationId = testFederation()
    expect(await reportsOf(node)).toHaveLength(1)
  })

  it.each([
    ['garbage', { payload: new Uint8Array([1, 2, 3]) }],
    ['a report in the place of another resource', { slot: 'food' }],
    ['a report in no place', { slot: '' }],
  ])('refuses %s', async (_what, change) => {
    const node = resourcesOf()
    const { verdict } = await node.replica.receive(incoming({}, change))
    expect(verdict).toEqual({ action: 'reject', reason: 'content-invalid' })
    expect(await reportsOf(node)).toEqual([])
  })
})

describe('map.oldest', () => {
  it('is the report that has stood longest, our own left out; null where there is none', async () => {
    const node = resourcesOf()
    expect(await node.map.oldest({}, CALLER)).toEqual({ oldest: null })
    await node.replica.receive(incoming({ resource: 'seeds' }, { author: SELF }))
    await pass(node, 1_000)
    const atMs = node.clock.nowMs()
    await node.replica.receive(incoming({ resource: 'food' }, { author: testNodeId(2), atMs }))
    await pass(node, 1_000)
    await node.replica.receive(incoming({}))
    expect(await node.map.oldest({}, CALLER)).toEqual({ oldest: { resource: 'food', reportedAtMs: atMs } })
  })
})
