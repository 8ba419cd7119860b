import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { SeedId } from '../../src/shared/kernel/ids.ts'
import { failureOf } from '../support/failure.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, type Home, linked, Village } from '../support/village.ts'

const LESSON = {
  title: '乾いた週の水やり',
  body: '# Mulch first\n\nThen water at *dusk*, never at noon.\n\n<script>alert(1)</script>',
  checks: [{ field: 'water.state', comparison: '=' as const, value: 'deficit' }],
}
const WATER = { resource: 'water', unit: 'L', capacity: 1_000, surplusAbove: 800, deficitBelow: 250 }

const village = new Village()
let homes: readonly [Home, Home, Home]
let a: ServedNode
let b: ServedNode
let c: ServedNode
let annaAtA: Bridge
let annaAtB: Bridge

beforeAll(async () => {
  homes = [await village.home('Arvika'), await village.home('Berg'), await village.home('茅野')]
  const [first, second, third] = await village.federation(...homes)
  if (!first || !second || !third) throw new Error('three were asked for')
  ;[a, b, c] = [first, second, third]
  annaAtA = await a.as(ANNA.name, ANNA.pin)
  annaAtB = await b.as(ANNA.name, ANNA.pin)
})

afterAll(() => village.close())

const stateAt = async ({ bridge }: ServedNode, id: SeedId) =>
  (await bridge.seeds.list({})).seeds.find((seed) => seed.id === id)?.state
const arrived = (node: ServedNode, id: SeedId) =>
  node.until('seeds.changed', async () => (await stateAt(node, id)) !== undefined)
const bodiesAt = async ({ bridge }: ServedNode) => {
  const { pages } = await bridge.handbook.pages({})
  return Promise.all(pages.map(async ({ slug }) => (await bridge.handbook.page({ slug })).body))
}

let first: SeedId
let second: SeedId

test('a lesson that a Mirror offers comes to both others, and is planted nowhere', async () => {
  first = (await annaAtA.seeds.offer(LESSON)).id
  await Promise.all([arrived(b, first), arrived(c, first)])
  expect(await Promise.all([a, b, c].map((node) => stateAt(node, first)))).toEqual(['own', 'tray', 'tray'])
  expect(await Promise.all([a, b, c].map(bodiesAt))).toEqual([[], [], []])
  const [seed] = (await b.bridge.seeds.list({ state: 'tray' })).seeds
  expect(seed).toMatchObject({
    title: LESSON.title,
    originName: 'Arvika',
    mirrorName: ANNA.name,
    via: 'network',
  })
})

test('it is tried out over the figures of the Node where it lies, and changes nothing there', async () => {
  await b.bridge.resources.record({ ...WATER, level: 100 })
  const tried = await b.bridge.seeds.tryOut({ id: first })
  expect(tried.checks).toMatchObject([{ actual: 'deficit', passed: true }])
  expect(tried.rendered).toContain('&lt;script&gt;')
  expect((await c.bridge.seeds.tryOut({ id: first })).checks).toMatchObject([{ actual: null, passed: null }])
  expect(await bodiesAt(b)).toEqual([])
})

test('it is planted where a Mirror plants it and nowhere else', async () => {
  expect(await failureOf(b.bridge.seeds.plant({ id: first }))).toEqual({ code: 'mirror-locked' })
  await annaAtB.seeds.plant({ id: first })
  expect(await Promise.all([a, b, c].map(bodiesAt))).toEqual([[], [LESSON.body], []])
})

test('a new version lies in the tray until a Mirror plants it, and uprooting it gives the page back', async () => {
  const was = await b.bridge.handbook.page({ slug: LESSON.title })
  second = (await annaAtA.seeds.offer({ ...LESSON, body: 'Mulch twice.', replaces: first })).id
  await Promise.all([arrived(b, second), arrived(c, second)])
  expect(await bodiesAt(b)).toEqual([LESSON.body])
  await annaAtB.seeds.plant({ id: second })
  expect(await bodiesAt(b)).toEqual(['Mulch twice.'])
  expect(await failureOf(annaAtB.seeds.uproot({ id: first }))).toMatchObject({ code: 'seed-overgrown' })
  await annaAtB.seeds.uproot({ id: second })
  expect(await b.bridge.handbook.page({ slug: LESSON.title })).toEqual(was)
})

test('a bundle carries both on a stick, and gives what is here no second row', async () => {
  const { bundle } = await b.bridge.seeds.exportBundle({ ids: [first, second] })
  const before = await c.bridge.seeds.list({})
  expect(await c.bridge.seeds.importBundle({ bundle })).toMatchObject({
    accepted: [],
    rejected: [
      { number: 1, reason: 'already-known' },
      { number: 2, reason: 'already-known' },
    ],
  })
  expect(await c.bridge.seeds.list({})).toEqual(before)
})

test('after a kill the page stands as it stood, and the refused stays refused', async () => {
  await annaAtB.seeds.refuse({ id: second, reason: 'Vår jord är lera.' })
  await b.kill()
  b = await village.serve(homes[1])
  await linked(b, 2)
  expect(await bodiesAt(b)).toEqual([LESSON.body])
  const found = await b.bridge.seeds.list({ query: 'lera' })
  expect(found.seeds).toMatchObject([{ id: second, state: 'refused', refusedReason: 'Vår jord är lera.' }])
})
