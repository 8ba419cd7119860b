import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { AlertPrecedence } from '../../src/main/network/alert-precedence.ts'
import { Neighbourhood } from '../../src/main/network/neighbourhood.ts'
import type { WayQuality } from '../../src/main/network/simulated-way.ts'
import { type AlertRun, runAlert } from '../../src/main/rehearsal/alert.ts'
import { spreadChecks } from '../../src/main/rehearsal/alert-checks.ts'
import { overtakeBulk, overtakeFile, spreadOne } from '../../src/main/rehearsal/alert-stages.ts'
import { untilEqual } from '../../src/main/rehearsal/calm.ts'
import { Community } from '../../src/main/rehearsal/community.ts'
import { findings, INVARIANTS } from '../../src/main/rehearsal/invariants.ts'
import type { VirtualNode } from '../../src/main/rehearsal/virtual-node.ts'
import { Database } from '../../src/main/storage/database.ts'

const LINKS = { delayMs: { min: 20, max: 60 } }
const NARROW = { ...LINKS, bytesPerSecond: 125_000 }
const rehearse = (seed: number, nodes: number): Promise<AlertRun> =>
  runAlert({ seed, nodes, stormEvents: 2 * nodes, progress: () => {} })

const summariesAt = async ({ bridge }: VirtualNode): Promise<readonly string[]> =>
  (await bridge.alerts.list({})).alerts.map(({ summary }) => summary)

/** Three Nodes at rest, and the words of all that is broken there. */
async function atRest(seed: string, links: WayQuality = LINKS): Promise<Community> {
  const community = await Community.gather({ seed, nodes: 3, liars: 0, links, progress: () => {} })
  onTestFinished(() => community.stop())
  return community
}

describe('mirrorwell rehearse alert', () => {
  test.for([1, 2])('passes with seed %i', async (seed) => {
    const { checks, chronicle } = await rehearse(seed, 4)
    expect({ failed: checks.filter(({ passed }) => !passed), chronicle }).toEqual({ failed: [], chronicle })
  })

  test('the same seed brings the same to pass, byte for byte and row for row; another seed something else', async () => {
    const [once, again, other] = [await rehearse(5, 3), await rehearse(5, 3), await rehearse(6, 3)]
    expect(again.chronicle).toEqual(once.chronicle)
    expect(again.digest).toBe(once.digest)
    expect(other.digest).not.toBe(once.digest)
  })
})

test('a Node whose disk lied learns from its neighbours what it had said, before it speaks again', async () => {
  const community = await atRest('lied')
  const node = community.nodes[0] ?? never()
  await spreadOne(community, node, 2_000)
  await community.crash(node, { disk: 'unsynced', silent: false })
  await community.restart(node)
  expect(await summariesAt(node)).toEqual([])
  await community.time.advance(5_000)
  await community.raise(node, { summary: 'Seen since' })
  await community.time.advance(5_000)
  for (const one of community.nodes) {
    expect(await summariesAt(one)).toEqual(['Seen since', `Seen by ${node.name}`])
  }
})

describe('a Node whose disk lied, and that speaks at once', () => {
  const EQUIVOCATIONS = 'SELECT author FROM equivocations'

  /** Everybody hears one alert; its author loses it in a crash, and raises another before it has heard of anybody. */
  async function setBack(seed: string, meanwhile: (author: VirtualNode, community: Community) => void) {
    const community = await atRest(seed)
    const author = community.nodes[0] ?? never()
    await spreadOne(community, author, 2_000)
    await community.crash(author, { disk: 'unsynced', silent: false })
    meanwhile(author, community)
    await community.restart(author)
    const startMs = community.time.clock.nowMs()
    await community.raise(author, { summary: 'Seen since' })
    return { author, community, waitedMs: community.time.clock.nowMs() - startMs }
  }

  const forksAt = (community: Community): readonly unknown[] =>
    community.nodes.flatMap((node) => community.tablesOf(node)?.rows(EQUIVOCATIONS) ?? [])

  test.for(['fork 1', 'fork 2', 'fork 3'])('signs nothing twice, and loses nothing: %s', async (seed) => {
    const { author, community, waitedMs } = await setBack(seed, () => {})
    expect(waitedMs).toBeLessThan(1_000)
    await community.time.advance(5_000)
    await community.raise(author, { summary: 'Seen later' })
    await community.time.advance(5_000)
    expect(forksAt(community)).toEqual([])
    for (const node of community.nodes) {
      expect(await summariesAt(node)).toEqual(['Seen later', 'Seen since', `Seen by ${author.name}`])
    }
  })

  test('signs nothing twice where nobody is in reach: its alert waits a second and begins a new epoch', async () => {
    const { author, community, waitedMs } = await setBack('fork alone', (_author, { nodes, world }) => {
      for (const { nodeId } of nodes.slice(1)) world.cutOff(nodeId)
    })
    expect(waitedMs).toBe(1_000)
    community.world.heal()
    await community.time.advance(30_000)
    expect(forksAt(community)).toEqual([])
    for (const node of community.nodes) expect(await summariesAt(node)).toContain('Seen since')
    expect(await summariesAt(author)).toContain('Seen since')
  })

  test('waits for nobody after it ended in order', async () => {
    const community = await atRest('orderly')
    const author = community.nodes[0] ?? never()
    await spreadOne(community, author, 2_000)
    await author.close()
    await community.time.advance(1_000)
    await community.world.restart(author)
    await author.unlockFirst()
    const startMs = community.time.clock.nowMs()
    await community.raise(author, { summary: 'Seen since' })
    expect(community.time.clock.nowMs() - startMs).toBe(0)
  })
})

/** Faults that an engine might have, written into one Node's tables, one on top of the other. */
const FAULTS: readonly (readonly [finding: string, sql: string])[] = [
  ['a log counts as whole that has a gap', 'UPDATE heads SET next_sequence = next_sequence + 1'],
  ['an alert that is stored is not shown', 'DELETE FROM alerts'],
  [
    'an honest Node stands there as one that signs twice',
    `INSERT INTO equivocations SELECT federation, author, epoch_ms, epoch_random, sequence, id, 'other',
     body, payload, node_signature, mirror_signature, 0 FROM entries WHERE kind = 'alert'`,
  ],
  [
    'more entries are held for later than may be',
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2001)
     INSERT INTO held SELECT i, '', 0, x'', x'', x'', x'', 1, '' FROM n`,
  ],
  [
    'more messages wait for one Node than may',
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 201)
     INSERT INTO talk_messages (federation, peer, id, own, payload, payload_hash, at_ms, delivery, unread)
     SELECT '', '', i, 1, x'', '', 0, 'queued', 0 FROM n`,
  ],
  [
    'more offers of files wait between two Nodes than may',
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21)
     INSERT INTO files (federation, peer, id, own, name, media_type, size_bytes, root, phase, paused, note, offered_at_ms)
     SELECT '', '', i, 0, '', '', 1, x'', 'offered', 0, '', 0 FROM n`,
  ],
  [
    'something is decided that no Mirror decided',
    "INSERT INTO alert_handlings (alert, state, by_name, note, at_ms) VALUES ('a', 'resolved', '', '', 0)",
  ],
  [
    'a seed is planted that no Mirror planted',
    "INSERT INTO handbook_layers VALUES ('page', 0, 'seed', 'Page', '', '', '', 0, '')",
  ],
  [
    'a transfer goes ahead without two green lights',
    `INSERT INTO transfers (federation, id, peer, role, phase, terms, proposed_here, proposed_at_ms, offered_at_ms,
     signed_here, signed_there) VALUES ('', 't', '', 'giver', 'agreed', x'', 0, 0, 0, '', '')`,
  ],
  [
    'more ranges of a level left in a day than may',
    "INSERT INTO resource_releases (resource, day, epsilon_hundredths) VALUES ('water', 1, 59), ('water', 1, 59), ('water', 1, 59)",
  ],
  [
    'an alert stands there that its author did not sign',
    "UPDATE entries SET node_signature = zeroblob(64) WHERE kind = 'alert'",
  ],
  ['an act that was acknowledged is lost', "DELETE FROM entries WHERE kind = 'alert'"],
]

/** Nothing waits for anybody. */
const NOTHING = { alert: 0, main: 0, sealed: 0 }

describe('what must never be', () => {
  test('is not, where nothing is wrong', async () => {
    const community = await atRest('sound')
    await spreadOne(community, community.nodes[0] ?? never(), 2_000)
    community.look({ dear: true })
    expect([...community.broken]).toEqual([])
  })

  test('is noticed where it is, each by its name', async () => {
    const community = await atRest('planted')
    const node = community.nodes[0] ?? never()
    await spreadOne(community, node, 2_000)
    const hand = Database.open(node.databasePath)
    onTestFinished(() => hand.close())
    for (const [finding, sql] of FAULTS) {
      const words = `${node.name}: ${finding}`
      expect([...community.broken]).not.toContain(words)
      hand.execute(sql)
      community.look({ dear: true })
      expect([...community.broken]).toContain(words)
    }
  })

  test('is noticed where it is only for a moment, while time passes', async () => {
    const community = await atRest('fleeting')
    const node = community.nodes[0] ?? never()
    await spreadOne(community, node, 2_000)
    const hand = Database.open(node.databasePath)
    const timers = community.time.createTimers(community.time.clock)
    onTestFinished(() => hand.close())
    onTestFinished(() => timers.stop())
    timers.after(100, () => hand.execute('UPDATE heads SET next_sequence = next_sequence + 1'))
    timers.after(101, () => hand.execute('UPDATE heads SET next_sequence = next_sequence - 1'))
    await community.pass(10_000)
    expect([...community.broken]).toEqual([`${node.name}: a log counts as whole that has a gap`])
  })

  test.for([
    ['something set out before an alert that came first', { overtaken: 1 }],
    ['something set out before what is more urgent', { passed: 1 }],
    ['more of what is no alert stood before one on a line than may', { aheadOfAlertBytes: 2 ** 18 }],
    ['more waits for one neighbour than may', { queuedBytes: { ...NOTHING, alert: 2 ** 23 } }],
    ['more waits for one neighbour than may', { queuedBytes: { ...NOTHING, main: 2 ** 23 } }],
    ['more waits for one neighbour than may', { queuedBytes: { ...NOTHING, sealed: 2 ** 23 } }],
  ] as const)('is noticed on the line: %s', ([finding, seen]) => {
    const lanes = { overtaken: 0, passed: 0, aheadOfAlertBytes: 0, queuedBytes: NOTHING, ...seen }
    expect(findings({ nodes: [], honest: new Set(), acts: [], forged: [], lanes }, { dear: true })).toEqual([
      finding,
    ])
  })

  test('is noticed: something forged is taken', async () => {
    const community = await atRest('forged')
    const { id } = await spreadOne(community, community.nodes[0] ?? never(), 2_000)
    const found = findings({ ...community.sight(), forged: [id] }, { dear: false })
    expect(found).toEqual(community.nodes.map(({ name }) => `${name}: something forged is taken`))
  })

  test('an alert overtakes a file by chunk over the same lines, and the file comes', async () => {
    const community = await atRest('film', NARROW)
    const { leftBehind, missing, tookMs } = await overtakeFile(community)
    expect({ missing, broken: [...community.broken] }).toEqual({ missing: 0, broken: [] })
    expect(leftBehind).toBeGreaterThan(4)
    expect(tookMs).toBeLessThan(1_000)
  })

  test('an engine that lets pieces of files set out beside an alert is found out', async () => {
    const community = await atRest('film', NARROW)
    vi.spyOn(Neighbourhood.prototype, 'isOpenToBulk').mockReturnValue(true)
    vi.spyOn(Neighbourhood.prototype, 'mayAskForBulk').mockReturnValue(true)
    await overtakeFile(community)
    expect([...community.broken]).toEqual(['something set out before an alert that came first'])
  })

  test('an engine that lets bulk set out beside an alert is found out', async () => {
    const community = await atRest('impatient', NARROW)
    vi.spyOn(AlertPrecedence.prototype, 'isHeld', 'get').mockReturnValue(false)
    await overtakeBulk(community)
    expect([...community.broken]).toEqual(['something set out before an alert that came first'])
  })

  test('no invariant is without a fault that it notices', () => {
    expect(INVARIANTS.length).toBe(FAULTS.length + 5)
  })

  test('a Node to which nothing comes is missed, in who was reached and in who holds the same', async () => {
    const community = await atRest('deaf')
    const [author, deaf, third] = community.nodes
    const { network } = community.world
    for (const other of [author, third]) {
      network.block({ from: other?.nodeId ?? never(), to: deaf?.nodeId ?? never() })
    }
    const spread = await spreadOne(community, author ?? never(), 2_000)
    const failed = spreadChecks([spread], community).filter(({ passed }) => !passed)
    expect(failed.map(({ name }) => name)).toEqual([
      'bad links: Nodes that an alert came to',
      'bad links: 95 % of the Nodes show an alert after',
    ])
    network.heal = () => {} // a cut that nothing mends
    expect((await untilEqual(community)).toldAfterMs).toBe(Number.POSITIVE_INFINITY)
  })
})

function never(): never {
  throw new Error('a Node is missing')
}
