import type { Bridge } from '../../src/shared/contract/index.ts'
import { FILE_PIECE_BYTES } from '../../src/shared/contract/pieces.ts'
import type { TransferPhase } from '../../src/shared/contract/transfers.ts'
import type { EntryId, NodeId, SeedId, TransferId } from '../../src/shared/kernel/ids.ts'
import {
  DOUBLE_COUNT,
  FIRST_WORD,
  OLD_METERS,
  OWN_SUMMARIES,
  PUMP,
  SMALL_FARMS,
  STRAW,
  STRAW_AND_DUSK,
  TALK,
  WELL,
  WELL_ROPE,
} from './valley-words.ts'
import { type ValleyNode, ValleyWorld } from './valley-world.ts'
import { ANNA } from './village.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** An evening in October; what is looked at is the next morning. */
const BEGUN_MS = Date.UTC(2026, 9, 16, 20, 20)
/** Long enough for anything said to have been heard everywhere. */
const HEARD_MS = 5 * SECOND_MS
/** Time to decide where both sides mean it. */
const SETTLE_MS = 10 * MINUTE_MS

/** A Node among neighbours, with days of talk behind them, served at an address. */
export interface Valley {
  readonly url: string
  /** What every clock of the valley shows. It stands still. */
  readonly nowMs: number
  /** The Node that is looked at, with its Mirror unlocked. */
  readonly anna: Bridge
  /** What lies there, by what it waits for. */
  readonly alerts: Readonly<Record<'unjudged' | 'judged' | 'own', EntryId>>
  readonly transfers: Readonly<
    Record<'offered' | 'deciding' | 'underWay' | 'received' | 'closed', TransferId>
  >
  readonly seeds: Readonly<Record<'tray' | 'planted', SeedId>>
  /** The page on which the planted seed stands. */
  readonly page: string
  /** With whom the Node that is looked at has talked. */
  readonly talkedWith: NodeId
  close(): Promise<void>
}

/** Whose life is looked at, and who lives around; their places are villages of Dalarna, but for one. */
const PEOPLE = {
  alvdalen: ['Älvdalen', ANNA.name, [61.23, 14.04]],
  sarna: ['Särna', 'Sixten', [61.69, 13.13]],
  orsa: ['Orsa', 'Elin', [61.12, 14.62]],
  rattvik: ['Rättvik', 'Märta', [60.89, 15.12]],
  vansbro: ['Vansbro', 'Olof', [60.51, 14.23]],
  malung: ['Malung', 'Ingrid', [60.69, 13.72]],
  chiba: ['千葉北', 'Kenji', null],
} as const
type Name = keyof typeof PEOPLE
type People = Readonly<Record<Name, ValleyNode>>

/** How long the one who is away has been silent: long enough that the page says so. */
const NIGHT_MS = 9 * HOUR_MS

/** Build the valley: always the same one. */
export async function settleValley(nightMs = NIGHT_MS): Promise<Valley> {
  const world = new ValleyWorld(BEGUN_MS + NIGHT_MS - nightMs)
  const people = await gather(world, nightMs)
  const life = new ValleyLife(world, people)
  await life.measure()
  const transfers = await life.trade()
  const alerts = await life.warn()
  const { page, ...seeds } = await life.teach()
  const talkedWith = await life.talk()
  const { bridge: anna } = people.alvdalen
  await anna.mirrors.add({ name: 'Björn', pin: '1357' })
  await anna.invites.create({})
  await anna.settings.set({ autoLockMinutes: 15 })
  const url = await world.face(people.alvdalen)
  const { nowMs } = world
  return {
    url,
    nowMs,
    anna,

    alerts,
    transfers,
    seeds,
    page,
    talkedWith,
    close: () => world.close(),
  }
}

/** One neighbour is heard in the evening and not again; the others come in the morning. */
async function gather(world: ValleyWorld, nightMs: number): Promise<People> {
  const arrive = (who: Name, inviter?: ValleyNode): Promise<ValleyNode> => {
    const [name, mirrorName, where] = PEOPLE[who]
    const [latitude = 0, longitude = 0] = where ?? []
    const place = where === null ? null : { latitude, longitude, radiusKm: 3 }
    return world.add({ name, mirrorName, place, pin: ANNA.pin }, inviter)
  }
  const alvdalen = await arrive('alvdalen')
  await alvdalen.bridge.resources.importCsv({ csv: lastWeek(), dryRun: false })
  const sarna = await arrive('sarna', alvdalen)
  await measure(sarna, 'water', 'L', [310, 2_000, 1_400, 500])
  await measure(sarna, 'energy', 'kWh', [31, 40, 28, 10])
  await world.pass(MINUTE_MS)
  await sarna.seat.stop()
  await world.pass(nightMs)
  const orsa = await arrive('orsa', alvdalen)
  const rattvik = await arrive('rattvik', orsa)
  const vansbro = await arrive('vansbro', orsa)
  const malung = await arrive('malung', orsa)
  const chiba = await arrive('chiba', orsa)
  await world.pass(HEARD_MS)
  return { alvdalen, sarna, orsa, rattvik, vansbro, malung, chiba }
}

/** A tank that empties faster from day to day, a battery that breathes, a cellar that fills. */
function lastWeek(): string {
  const lines = ['at,resource,level,unit,capacity,surplusAbove,deficitBelow']
  for (let hoursAgo = 168; hoursAgo >= 0; hoursAgo -= 6) {
    const at = new Date(BEGUN_MS - hoursAgo * HOUR_MS).toISOString()
    const share = hoursAgo / 168
    const day = Math.sin((hoursAgo / 24) * 2 * Math.PI)
    lines.push(`${at},water,${Math.round(320 + 480 * share ** 1.5)},L,1000,700,250`)
    lines.push(`${at},energy,${(9 + 2.4 * day).toFixed(1)},kWh,13.5,10.5,3`)
    if (hoursAgo % 24 === 0) lines.push(`${at},food,${Math.round(150 - 60 * share)},kg,240,160,60`)
  }
  return lines.join('\n')
}

/** Level, capacity, and where plenty and need begin. */
type Figures = readonly [level: number, capacity: number, surplusAbove: number, deficitBelow: number]

async function measure(
  { bridge }: ValleyNode,
  resource: string,
  unit: string,
  [level, capacity, surplusAbove, deficitBelow]: Figures,
): Promise<void> {
  await bridge.resources.record({ resource, unit, level, capacity, surplusAbove, deficitBelow })
}

interface Terms {
  readonly resource: string
  readonly quantity: number
  readonly unit: string
  readonly note: string
}

/** One morning in the valley. */
class ValleyLife {
  readonly #world: ValleyWorld
  readonly #people: People

  constructor(world: ValleyWorld, people: People) {
    this.#world = world
    this.#people = people
  }

  /** Somebody has plenty, somebody enough, somebody too little, of everything; some said so a while ago. */
  async measure(): Promise<void> {
    const { alvdalen, orsa, rattvik, vansbro, malung, chiba } = this.#people
    await measure(malung, 'food', 'kg', [38, 300, 200, 80])
    await measure(malung, 'water', 'L', [2_600, 5_000, 3_500, 1_200])
    await measure(vansbro, 'energy', 'kWh', [6, 60, 42, 18])
    await this.#world.pass(21 * MINUTE_MS)
    await measure(vansbro, 'water', 'L', [3_900, 8_000, 5_600, 2_000])
    await measure(orsa, 'water', 'L', [8_400, 9_000, 6_000, 1_500])
    await measure(orsa, 'food', 'kg', [130, 300, 200, 80])
    await measure(rattvik, 'energy', 'kWh', [108, 120, 84, 36])
    await measure(rattvik, 'water', 'L', [700, 3_000, 2_100, 800])
    await measure(chiba, 'energy', 'kWh', [2.1, 40, 30, 8])
    await measure(chiba, 'food', 'kg', [460, 500, 400, 100])
    await measure(alvdalen, 'water', 'L', [180, 1_000, 700, 250])
    await measure(alvdalen, 'potatis i källaren', 'lådor', [31, 60, 40, 10])
    await this.#world.pass(HEARD_MS)
  }

  /** An offer whose terms wait to be read, one to be decided, one on its way, one that has come, one that was ended openly. */
  async trade(): Promise<Valley['transfers']> {
    const { alvdalen, orsa, rattvik, chiba } = this.#people
    const [{ bridge: anna }, to] = [alvdalen, alvdalen.id]
    const [underWay, received] = await this.#agree(orsa, [
      { resource: 'water', quantity: 400, unit: 'L', note: '' },
      { resource: 'food', quantity: 25, unit: 'kg', note: 'Äpplen.' },
    ])
    await orsa.bridge.transfers.report({ id: underWay, delivered: 150, note: 'Första tanken är framme.' })
    await orsa.bridge.transfers.report({ id: received, delivered: 25, note: 'Står vid bystugan.' })
    const closed = await anna.transfers.offer({ to: chiba.id, resource: 'energy', quantity: 3, unit: 'kWh' })
    await this.#world.pass(HEARD_MS)
    const receipt = { id: received, quantity: 25, condition: 'whole', book: true } as const
    await anna.transfers.confirmReceipt(receipt)
    await anna.transfers.endNow({ id: closed.id })
    const offered = await rattvik.bridge.transfers.offer({
      ...{ to, resource: 'energy', quantity: 6, unit: 'kWh', expectedLossRatio: 0.03 },
      note: 'The batteries will be full before noon, and the sun stays out all week.',
      route: 'Along the old line over the bridge',
    })
    const deciding = await chiba.bridge.transfers.offer({
      ...{ to, resource: 'food', quantity: 40, unit: 'kg' },
      note: '収穫が多かったので、よければ分けたいです。',
    })
    await this.#world.pass(HEARD_MS)
    await anna.transfers.agreeTerms({ id: deciding.id })
    await anna.transfers.talk({ id: deciding.id, text: 'Tack! Kan ni komma på lördag i stället?' })
    await this.#world.pass(4 * MINUTE_MS)
    const ids = { offered: offered.id, deciding: deciding.id, underWay, received, closed: closed.id }
    await this.#expectPhases(ids)
    return ids
  }

  /** An alert that waits, one judged and acknowledged, one resolved, and our own, one more than may be sent. */
  async warn(): Promise<Valley['alerts']> {
    const { alvdalen, orsa, chiba, vansbro } = this.#people
    const { bridge: anna } = alvdalen
    const { bridge: elin } = orsa
    const { bridge: kenji } = chiba
    const { id: unjudged } = await elin.alerts.raise(DOUBLE_COUNT)
    const double = await kenji.alerts.raise({ ...DOUBLE_COUNT, evidence: [] })
    await kenji.alerts.review({ id: double.id, verdict: 'concur', note: 'In Chiba on two evenings.' })
    const { id: judged } = await kenji.alerts.raise(WELL)
    await kenji.alerts.review({ id: judged, verdict: 'needs-more', note: '' })
    const smallFarms = await elin.alerts.raise(SMALL_FARMS)
    await vansbro.bridge.alerts.raise(OLD_METERS)
    await this.#world.pass(14 * MINUTE_MS)
    const { id: own } = await anna.alerts.raise({ ...WELL, summary: OWN_SUMMARIES[0] })
    await anna.alerts.correct({ id: own, kind: 'amended', note: 'It happened twice more this week.' })
    for (const summary of OWN_SUMMARIES.slice(1))
      await anna.alerts.raise({ ...WELL, summary, severity: 'low' })
    await vansbro.bridge.alerts.review({ id: judged, verdict: 'not-here', note: 'Vi har ingen sådan.' })
    await this.#world.pass(HEARD_MS)
    await anna.alerts.review({
      id: judged,
      verdict: 'context-differs',
      note: 'Our wells are all marked by hand.',
    })
    await anna.alerts.acknowledge({ id: judged })
    await anna.alerts.resolve({ id: smallFarms.id, note: 'Talked it over at the village meeting.' })
    await this.#world.pass(9 * MINUTE_MS)
    return { unjudged, judged, own }
  }

  /** One lesson planted with a new version of it in the tray, one refused, one of our own. */
  async teach(): Promise<Valley['seeds'] & { readonly page: string }> {
    const { alvdalen, orsa, chiba } = this.#people
    const { bridge: anna } = alvdalen
    const { id: planted } = await orsa.bridge.seeds.offer(STRAW)
    await this.#world.pass(HEARD_MS)
    const { slug: page } = await anna.seeds.plant({ id: planted })
    const checks: Parameters<Bridge['seeds']['offer']>[0]['checks'] = [
      { field: 'water.ratio', comparison: '<', value: 0.4 },
      { field: 'water.state', comparison: '!=', value: 'surplus' },
      { field: 'compost.level', comparison: '>', value: 10 },
    ]
    const [drawing, table] = [await handIn(orsa.bridge, 1_840_000), await handIn(orsa.bridge, 21_400)]
    const attachments = [
      { root: drawing, name: 'droppslang över landet.pdf', mediaType: 'application/pdf' },
      { root: table, name: 'skymning.csv', mediaType: 'text/csv' },
    ]
    const lesson = { ...STRAW_AND_DUSK, checks, attachments, replaces: planted }
    const { id: tray } = await orsa.bridge.seeds.offer(lesson)
    const { id: refused } = await chiba.bridge.seeds.offer(WELL_ROPE)
    await this.#world.pass(HEARD_MS)
    await anna.seeds.refuse({ id: refused, reason: 'Vår brunn har kedja, inte rep.' })
    await anna.seeds.offer(PUMP)
    await anna.attachments.want({ root: table, sizeBytes: 21_400 })
    await this.#world.pass(2 * MINUTE_MS)
    return { tray, planted, page }
  }

  /** A conversation with Chiba, and a first word of Vansbro that nobody has read. */
  async talk(): Promise<NodeId> {
    const { alvdalen, chiba, orsa, vansbro } = this.#people
    for (const [who, text] of TALK) {
      const [from, to] = who === 'ours' ? [alvdalen, chiba] : [chiba, alvdalen]
      await from.bridge.neighbours.talk({ nodeId: to.id, text })
      await this.#world.pass(MINUTE_MS)
    }
    await vansbro.bridge.neighbours.talk({ nodeId: alvdalen.id, text: FIRST_WORD })
    await orsa.bridge.neighbours.wake({ nodeId: alvdalen.id })
    await this.#world.pass(HEARD_MS)
    return chiba.id
  }

  /** Two offers to us that both sides decide for. */
  async #agree(giver: ValleyNode, [one, other]: readonly [Terms, Terms]): Promise<[TransferId, TransferId]> {
    const { alvdalen } = this.#people
    const offer = async (terms: Terms): Promise<TransferId> => {
      const { transfers } = giver.bridge
      return (await transfers.offer({ to: alvdalen.id, settleInMs: SETTLE_MS, ...terms })).id
    }
    const ids: [TransferId, TransferId] = [await offer(one), await offer(other)]
    await this.#world.pass(HEARD_MS)
    for (const id of ids) await alvdalen.bridge.transfers.agreeTerms({ id })
    await this.#world.pass(HEARD_MS)
    for (const { bridge } of [giver, alvdalen]) {
      for (const id of ids) await bridge.transfers.decide({ id, consent: true })
    }
    await this.#world.pass(SETTLE_MS + MINUTE_MS)
    return ids
  }

  async #expectPhases(ids: Valley['transfers']): Promise<void> {
    const expected: Readonly<Record<keyof typeof ids, TransferPhase>> = {
      ...{ offered: 'offered', deciding: 'deciding', underWay: 'under-way' },
      ...{ received: 'received', closed: 'closed' },
    }
    const { transfers } = await this.#people.alvdalen.bridge.transfers.list({})
    for (const [name, id] of Object.entries(ids)) {
      const phase = transfers.find((transfer) => transfer.id === id)?.phase
      const wanted = expected[name as keyof typeof ids]
      if (phase !== wanted) throw new Error(`the transfer that should be ${wanted} is ${phase}`)
    }
  }
}

/** Hand in a file of so many bytes. @returns its root */
async function handIn({ attachments }: Bridge, sizeBytes: number): Promise<string> {
  const { id } = await attachments.prepare({ sizeBytes })
  for (let atByte = 0; ; ) {
    const bytes = Buffer.alloc(Math.min(FILE_PIECE_BYTES, sizeBytes - atByte), 7).toString('base64url')
    const { nextByte, root } = await attachments.addPiece({ id, atByte, bytes })
    if (root !== null) return root
    atByte = nextByte
  }
}
