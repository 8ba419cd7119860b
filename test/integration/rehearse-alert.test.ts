import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { AlertPrecedence } from '../../src/main/network/alert-precedence.ts'
import { type AlertRun, runAlert } from '../../src/main/rehearsal/alert.ts'
import { spreadChecks } from '../../src/main/rehearsal/alert-checks.ts'
import { overtakeBulk, spreadOne } from '../../src/main/rehearsal/alert-stages.ts'
import { untilEqual } from '../../src/main/rehearsal/calm.ts'
import { Community } from '../../src/main/rehearsal/community.ts'
import { findings, INVARIANTS } from '../../src/main/rehearsal/invariants.ts'
import { Database } from '../../src/main/storage/database.ts'

const LINKS = { delayMs: { min: 20, max: 60 } }
const rehearse = (seed: number, nodes: number): Promise<AlertRun> =>
  runAlert({ seed, nodes, stormEvents: 2 * nodes, progress: () => {} })

/** Three Nodes at rest, and the words of all that is broken there. */
async function atRest(seed: string): Promise<Community> {
  const community = await Community.gather({ seed, nodes: 3, liars: 0, links: LINKS, progress: () => {} })
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
  const summaries = async ({ bridge }: typeof node): Promise<readonly string[]> =>
    (await bridge.alerts.list({})).alerts.map(({ summary }) => summary)
  await spreadOne(community, node, 2_000)
  await community.crash(node, { disk: 'unsynced', silent: false })
  await community.restart(node)
  expect(await summaries(node)).toEqual([])
  await community.time.advance(5_000)
  await community.raise(node, { summary: 'Seen since' })
  await community.time.advance(5_000)
  for (const one of community.nodes) {
    expect(await summaries(one)).toEqual(['Seen since', `Seen by ${node.name}`])
  }
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

  test.for([
    ['something set out before an alert that came first', { overtaken: 1 }],
    ['more of what is no alert stood before one on a line than may', { aheadOfAlertBytes: 2 ** 18 }],
    ['a lane holds more than it may', { queuedBytes: { main: 2 ** 23 } }],
  ] as const)('is noticed on the line: %s', ([finding, seen]) => {
    const lanes = { overtaken: 0, aheadOfAlertBytes: 0, queuedBytes: {}, ...seen }
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

  test('an engine that lets bulk set out beside an alert is found out', async () => {
    const community = await Community.gather({
      ...{ seed: 'impatient', nodes: 3, liars: 0, progress: () => {} },
      links: { ...LINKS, bytesPerSecond: 125_000 },
    })
    onTestFinished(() => community.stop())
    vi.spyOn(AlertPrecedence.prototype, 'isHeld', 'get').mockReturnValue(false)
    await overtakeBulk(community)
    expect([...community.broken]).toEqual(['something set out before an alert that came first'])
  })

  test('no invariant is without a fault that it notices', () => {
    expect(INVARIANTS.length).toBe(FAULTS.length + 4)
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
