import type { Bridge } from '../../src/shared/contract/index.ts'
import type { TransferPhase } from '../../src/shared/contract/transfers.ts'
import type { SeedId, TransferId } from '../../src/shared/kernel/ids.ts'
import type { ServedNode } from './served-node.ts'
import { ANNA, type Home, linked, type Village } from './village.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Three Nodes that know each other, with days of talk behind them; the first is the one to look at. */
export interface Valley {
  readonly home: Home
  readonly node: ServedNode
  /** The first Node's Mirror, unlocked. */
  readonly anna: Bridge
  /** What lies at the first Node, by what it waits for. */
  readonly transfers: Readonly<Record<'offered' | 'deciding' | 'closed', TransferId>>
  readonly seeds: Readonly<Record<'tray' | 'planted', SeedId>>
  /** The page on which the planted seed stands. */
  readonly page: string
}

type Raise = Parameters<Bridge['alerts']['raise']>[0]
type Reading = Parameters<Bridge['resources']['record']>[0]

const reading = (resource: string, unit: string, figures: readonly number[]): Reading => {
  const [level = 0, capacity = 1, surplusAbove = 1, deficitBelow = 0] = figures
  return { resource, unit, level, capacity, surplusAbove, deficitBelow }
}

const DOUBLE_COUNT: Raise = {
  kind: 'systemic-error',
  severity: 'high',
  summary: 'The harvest forecast counts rain twice when a gauge answers late',
  detail:
    'Three evenings in a row the forecast for the lower fields was about twice what fell. Each time one gauge had answered after midnight, and its rain stood in both days.',
  system: 'Harvest forecast 4',
  evidence: [{ name: 'gauges-week-46.csv', sha256: '5e'.repeat(32), sizeBytes: 18_204 }],
}
const WELL: Raise = {
  kind: 'hallucination',
  severity: 'medium',
  summary: '井戸のない場所に井戸があると答えました',
  detail: '水路の相談で、地図にない井戸を二度すすめられました。現地には畑しかありません。',
  system: '水の相談役',
  evidence: [],
}
const SMALL_FARMS: Raise = {
  kind: 'bias-drift',
  severity: 'low',
  summary: 'Fördelningsförslaget glömmer de små gårdarna allt oftare',
  detail: 'I mars fick de sju av tio förslag, nu två av tio. Ingenting i underlaget har ändrats.',
  system: 'Fördelaren',
  evidence: [],
}

/** One more than an author may send within an hour. */
const OWN_SUMMARIES = [
  'The water adviser invents a well in the upper meadow',
  'It names a neighbour who does not exist',
  'It cites a rule nobody here has written',
  'It answers in a language nobody asked for',
] as const

/** Make the valley: two hours of levels, alerts in every state, a new Mirror, an invitation. */
export async function settleValley(village: Village): Promise<Valley> {
  const homes = await Promise.all(
    ['Älvdalen', '千葉北', 'Totnes Water Meadows'].map((name) => village.home(name)),
  )
  const [home, second, third] = homes
  if (!home || !second || !third) throw new Error('three homes were asked for')
  const node = await village.serve(
    home,
    '--new-federation',
    'test',
    '--lang',
    'en',
    '--place',
    '61.2,14.0,10',
  )
  const { invite } = await node.bridge.invites.create({})
  const chiba = await village.serve(second, '--join', invite, '--place', '35.6,140.1,20')
  const totnes = await village.serve(third, '--join', invite)
  await linked(node, 2)
  const [anna, kenji, elin] = await Promise.all(
    [node, chiba, totnes].map((one) => one.as(ANNA.name, ANNA.pin)),
  )
  if (!anna || !kenji || !elin) throw new Error('three Mirrors were unlocked')
  const pass = async (ms: number): Promise<void> => {
    for (const one of [node, chiba, totnes]) await one.bridge.clock.advance({ ms })
  }
  await recordFirst(node, totnes)
  await pass(2 * HOUR_MS)
  await recordAgain(node, chiba, totnes)
  await pass(37 * MINUTE_MS)
  await raiseAlerts(anna, kenji, elin)
  await workTheQueue(node, anna)
  await pass(9 * MINUTE_MS)
  const transfers = await trade(node, { anna, kenji, elin })
  const { page, ...seeds } = await teach(node, { anna, kenji, elin })
  await node.bridge.mirrors.add({ name: 'Björn', pin: '1357' })
  return { home, node, anna, transfers, seeds, page }
}

async function recordFirst(node: ServedNode, totnes: ServedNode): Promise<void> {
  await node.bridge.resources.record(reading('water', 'L', [640, 1000, 700, 200]))
  await node.bridge.resources.record(reading('energy', 'kWh', [9.2, 13.5, 8, 2]))
  await totnes.bridge.resources.record(reading('water', 'L', [8_400, 9_000, 6_000, 1_500]))
}

async function recordAgain(node: ServedNode, chiba: ServedNode, totnes: ServedNode): Promise<void> {
  await node.bridge.resources.record(reading('water', 'L', [180, 1000, 700, 200]))
  await node.bridge.resources.record(reading('potatis i källaren', 'lådor', [31, 60, 40, 10]))
  await chiba.bridge.resources.record(reading('energy', 'kWh', [2.1, 40, 30, 8]))
  await chiba.bridge.resources.record(reading('food', 'kg', [260, 500, 400, 100]))
  await totnes.bridge.resources.record(reading('food', 'kg', [70, 80, 60, 20]))
  await node.until('map.changed', async () => (await node.bridge.map.reports({})).reports.length >= 4)
}

async function raiseAlerts(anna: Bridge, kenji: Bridge, elin: Bridge): Promise<void> {
  await elin.alerts.raise(DOUBLE_COUNT)
  const double = await kenji.alerts.raise({ ...DOUBLE_COUNT, evidence: [] })
  await kenji.alerts.review({ id: double.id, verdict: 'concur', note: 'In Chiba on two evenings.' })
  const well = await kenji.alerts.raise(WELL)
  await kenji.alerts.review({ id: well.id, verdict: 'needs-more', note: '' })
  await elin.alerts.raise({ ...SMALL_FARMS, severity: 'medium' })
  const own = await anna.alerts.raise({ ...WELL, summary: OWN_SUMMARIES[0] })
  await anna.alerts.correct({ id: own.id, kind: 'amended', note: 'It happened twice more this week.' })
  for (const summary of OWN_SUMMARIES.slice(1)) await anna.alerts.raise({ ...WELL, summary, severity: 'low' })
}

/** One alert judged and resolved, one acknowledged; the rest waits. */
async function workTheQueue(node: ServedNode, anna: Bridge): Promise<void> {
  const find = async (text: string): Promise<string | undefined> =>
    (await node.bridge.alerts.list({ limit: 50 })).alerts.find(({ summary }) => summary.includes(text))?.id
  await node.until('alerts.changed', async () => (await find('井戸')) !== undefined)
  await node.until('alerts.changed', async () => (await find(SMALL_FARMS.summary)) !== undefined)
  const { alerts } = await node.bridge.alerts.list({ limit: 50 })
  for (const { id, summary } of alerts) {
    if (summary === WELL.summary) {
      await anna.alerts.review({ id, verdict: 'context-differs', note: 'Our wells are all marked by hand.' })
      await anna.alerts.acknowledge({ id })
    }
    if (summary === SMALL_FARMS.summary)
      await anna.alerts.resolve({ id, note: 'Talked it over at the village meeting.' })
  }
}

interface Mirrors {
  readonly anna: Bridge
  readonly kenji: Bridge
  readonly elin: Bridge
}

/** One offer whose terms wait to be read, one that waits for a decision, one that was ended openly. */
async function trade(node: ServedNode, { anna, kenji, elin }: Mirrors): Promise<Valley['transfers']> {
  const offered = await elin.transfers.offer({
    ...{ to: node.id, resource: 'water', quantity: 300, unit: 'L', expectedLossRatio: 0.03 },
    note: 'We have more than the tanks will hold if it rains on Friday.',
    route: 'By tank truck over the old bridge',
  })
  const deciding = await kenji.transfers.offer({
    ...{ to: node.id, resource: 'food', quantity: 40, unit: 'kg' },
    note: '収穫が多かったので、よければ分けたいです。',
  })
  const phaseIs = (id: TransferId, phase: TransferPhase) => async (): Promise<boolean> => {
    const { transfers } = await node.bridge.transfers.list({})
    return transfers.some((transfer) => transfer.id === id && transfer.phase === phase)
  }
  for (const { id } of [offered, deciding]) await node.until('transfers.changed', phaseIs(id, 'offered'))
  await anna.transfers.agreeTerms({ id: deciding.id })
  await node.until('transfers.changed', phaseIs(deciding.id, 'deciding'))
  await anna.transfers.talk({ id: deciding.id, text: 'Tack! Kan ni komma på lördag i stället?' })
  const { nodeId: to } = await kenji.node.status({})
  const closed = await anna.transfers.offer({ to, resource: 'energy', quantity: 3, unit: 'kWh' })
  await anna.transfers.endNow({ id: closed.id })
  return { offered: offered.id, deciding: deciding.id, closed: closed.id }
}

const STRAW = {
  title: 'Täck bäddarna före torkan',
  body: '# Täck bäddarna\n\nHalm, **två händer** tjockt, sparade oss en tredjedel av vattnet i juni.\n\n- lägg den på fuktig jord\n- håll den borta från stjälkarna',
}
const STRAW_AND_DUSK = {
  title: 'Täck bäddarna, vattna i skymningen',
  body: '# Täck bäddarna\n\nHalm, **en hand** tjockt, sparade oss en tredjedel av vattnet i juni.\n\n- lägg den på fuktig jord\n- vattna i skymningen',
  checks: [
    { field: 'water.ratio', comparison: '<', value: 0.4 },
    { field: 'water.state', comparison: '!=', value: 'surplus' },
    { field: 'compost.level', comparison: '>', value: 10 },
  ],
} as const
const WELL_ROPE = {
  title: '井戸の縄は冬の前に替える',
  body: '# 縄\n\n凍ると切れます。**十一月まで**に替えます。',
}

/** One lesson planted with a new version of it in the tray, one refused, one of our own. */
async function teach(
  node: ServedNode,
  { anna, kenji, elin }: Mirrors,
): Promise<Valley['seeds'] & { readonly page: string }> {
  const arrives = (id: SeedId) => async (): Promise<boolean> =>
    (await node.bridge.seeds.list({})).seeds.some((seed) => seed.id === id)
  const { id: planted } = await elin.seeds.offer(STRAW)
  await node.until('seeds.changed', arrives(planted))
  const { slug: page } = await anna.seeds.plant({ id: planted })
  const { id: tray } = await elin.seeds.offer({
    ...STRAW_AND_DUSK,
    checks: [...STRAW_AND_DUSK.checks],
    replaces: planted,
  })
  const { id: refused } = await kenji.seeds.offer(WELL_ROPE)
  for (const id of [tray, refused]) await node.until('seeds.changed', arrives(id))
  await anna.seeds.refuse({ id: refused, reason: 'Vår brunn har kedja, inte rep.' })
  await anna.seeds.offer({ title: 'Listen to the pump', body: 'A dry bearing sings before it stops.' })
  return { tray, planted, page }
}
