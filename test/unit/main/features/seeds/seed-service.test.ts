import { describe, expect, test } from 'vitest'
import { SIGNATURE_DOMAINS, signedBytes } from '../../../../../src/main/crypto/domains.ts'
import { verifySignature } from '../../../../../src/main/crypto/signing.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { failureOf } from '../../../../support/failure.ts'
import { contentOf } from '../../../../support/full-intake.ts'
import {
  ANNA,
  COAST,
  ELIN,
  lesson,
  listOf,
  MINUTE_MS,
  offer,
  PAGE,
  pageOf,
  pagesOf,
  plant,
  previewOf,
  receive,
  refuse,
  type SeedsNode,
  STRANGE_ID,
  seedsOf,
  uproot,
  VALLEY,
  viewOf,
} from './seed-fixture.ts'

const statesOf = async (node: SeedsNode) =>
  (await listOf(node)).map(({ title, state }) => `${title}: ${state}`)
const PAGE_TABLES = ['handbook_layers'] as const
const pageRows = (node: SeedsNode) => PAGE_TABLES.map((table) => contentOf(node.database)[table])

describe('offering', () => {
  test('signs a lesson by Mirror and Node and keeps it among the own', async () => {
    const node = seedsOf()
    const { id } = await offer(node)
    const [entry] = node.replica.published
    expect(entry).toMatchObject({ kind: 'seed', mirror: { name: 'Anna' } })
    expect((await viewOf(node, id)).seed).toMatchObject({
      ...{ id, state: 'own', own: true, via: 'own', title: lesson.title, slug: null },
      ...{ mirrorName: 'Anna', handled: { by: 'Anna' }, checks: lesson.checks },
    })
  })

  test('plants nothing, not even here', async () => {
    const node = seedsOf()
    await offer(node)
    expect(await pagesOf(node)).toEqual([])
  })

  test('needs an unlocked Mirror', async () => {
    expect(await failureOf(offer(seedsOf(), {}, PAGE))).toEqual({ code: 'mirror-locked' })
  })

  test('refuses content that is here, whoever offered it, and says which', async () => {
    const node = seedsOf()
    const id = await receive(node)
    expect(await failureOf(offer(node))).toEqual({ code: 'seed-exists', id })
    expect(await failureOf(offer(node, { title: 'Another title' }))).toBe('done')
  })

  test('refuses a new version of nothing', async () => {
    expect(await failureOf(offer(seedsOf(), { replaces: STRANGE_ID }))).toEqual({ code: 'seed-unknown' })
  })

  test('refuses what no entry holds', async () => {
    const checks = Array.from({ length: 16 }, () => ({
      ...{ field: '水'.repeat(80), comparison: '=' as const, value: '多'.repeat(40) },
    }))
    const failure = await failureOf(offer(seedsOf(), { body: '水'.repeat(4_000), checks }))
    expect(failure).toMatchObject({ code: 'seed-too-large' })
  })

  test('that fails leaves nothing behind', async () => {
    const node = seedsOf()
    node.replica.failure = new MirrorError('disk-full')
    expect(await failureOf(offer(node))).toEqual({ code: 'disk-full' })
    expect(await listOf(node)).toEqual([])
  })
})

describe('planting', () => {
  test.each(['own', 'tray', 'uprooted', 'refused'] as const)('works out of the state %s', async (state) => {
    const node = seedsOf()
    const id = state === 'own' ? (await offer(node)).id : await receive(node)
    if (state === 'uprooted') await plant(node, id).then(() => uproot(node, id))
    if (state === 'refused') await refuse(node, id)
    expect((await viewOf(node, id)).seed.state).toBe(state)
    expect(await plant(node, id)).toEqual({ slug: 'water-in-dry-weeks' })
    expect((await viewOf(node, id)).seed).toMatchObject({
      ...{ state: 'planted', slug: 'water-in-dry-weeks', refusedReason: null },
      handled: { by: 'Anna', atMs: node.clock.nowMs() },
    })
    expect(await pageOf(node, 'water-in-dry-weeks')).toMatchObject({ body: lesson.body, plantedBy: 'Anna' })
  })

  test('of one title twice makes two pages', async () => {
    const node = seedsOf()
    await plant(node, await receive(node))
    expect(await plant(node, await receive(node, { body: 'Other words', by: COAST }))).toEqual({
      slug: 'water-in-dry-weeks-2',
    })
    expect((await pagesOf(node)).map(({ slug }) => slug)).toEqual([
      'water-in-dry-weeks',
      'water-in-dry-weeks-2',
    ])
  })

  test('a new version puts it on the page of the version before, which is kept', async () => {
    const node = seedsOf()
    const first = await receive(node)
    await plant(node, first)
    node.clock.advance(MINUTE_MS)
    const second = await receive(node, { body: 'Mulch twice.', title: 'Water', replaces: first })
    expect(await plant(node, second, ELIN)).toEqual({ slug: 'water-in-dry-weeks' })
    const page = await pageOf(node, 'water-in-dry-weeks')
    expect(page).toMatchObject({ title: 'Water', body: 'Mulch twice.', seedId: second, plantedBy: 'Elin' })
    expect(page.earlier).toMatchObject([{ seedId: first, title: lesson.title }])
    expect((await pagesOf(node)).length).toBe(1)
  })

  test('finds the page over a version that was never planted', async () => {
    const node = seedsOf()
    const first = await receive(node)
    const second = await receive(node, { body: 'Second', replaces: first })
    const third = await receive(node, { body: 'Third', replaces: second, by: COAST })
    await plant(node, first)
    expect(await plant(node, third)).toEqual({ slug: 'water-in-dry-weeks' })
  })

  test('a new version of what is not planted makes a page of its own', async () => {
    const node = seedsOf()
    const second = await receive(node, { body: 'Second', replaces: STRANGE_ID })
    expect(await plant(node, second)).toEqual({ slug: 'water-in-dry-weeks' })
    expect((await pageOf(node, 'water-in-dry-weeks')).earlier).toEqual([])
  })

  test.each([
    ['on a page that was changed under it', 'One', true],
    ['on a page that was taken away', 'One', false],
    ['where there was none before', null, true],
  ] as const)('%s since the difference was shown is refused', async (_, shownAgainst, isChanged) => {
    const node = seedsOf()
    const first = await receive(node, { body: 'One' })
    const second = await receive(node, { body: 'Two', replaces: first })
    const third = await receive(node, { body: 'Three', replaces: second })
    if (shownAgainst !== null) await plant(node, first)
    const shown = (await previewOf(node, third)).difference.against?.hash ?? null
    if (shownAgainst === null) await plant(node, first)
    else if (isChanged) await plant(node, second)
    else await uproot(node, first)
    const was = contentOf(node.database)
    const failure = await failureOf(plant(node, third, ANNA, shown))
    expect(failure).toEqual({ code: 'seed-ground-changed', slug: 'water-in-dry-weeks' })
    expect(contentOf(node.database)).toEqual(was)
    const shownNow = (await previewOf(node, third)).difference.against?.hash ?? null
    expect(await failureOf(plant(node, third, ANNA, shownNow))).toBe('done')
  })

  test('twice is refused and changes nothing', async () => {
    const node = seedsOf()
    const id = await receive(node)
    await plant(node, id)
    const was = contentOf(node.database)
    expect(await failureOf(plant(node, id))).toEqual({ code: 'seed-state', state: 'planted' })
    expect(contentOf(node.database)).toEqual(was)
  })

  test('from two windows at once plants once', async () => {
    const node = seedsOf()
    const id = await receive(node)
    const outcomes = await Promise.all([plant(node, id), plant(node, id, ELIN)].map((act) => failureOf(act)))
    expect(outcomes).toEqual(['done', { code: 'seed-state', state: 'planted' }])
    expect((await pagesOf(node)).length).toBe(1)
  })

  test('is told of by the id under which the seed is listed', async () => {
    const node = seedsOf()
    const id = await receive(node)
    const further = await receive(node, { by: COAST })
    node.events.splice(0)
    await plant(node, further)
    expect(node.events).toEqual([id])
  })
})

describe('uprooting', () => {
  test('a page of its own leaves no page', async () => {
    const node = seedsOf()
    const id = await receive(node)
    await plant(node, id)
    await uproot(node, id, ELIN)
    expect(await pagesOf(node)).toEqual([])
    expect(await failureOf(() => node.handbook.page({ slug: 'water-in-dry-weeks' }, PAGE))).toEqual({
      code: 'page-unknown',
    })
    expect((await viewOf(node, id)).seed).toMatchObject({
      state: 'uprooted',
      slug: null,
      handled: { by: 'Elin' },
    })
  })

  test('a new version gives back the page before it, byte for byte', async () => {
    const node = seedsOf()
    const first = await receive(node, { body: 'é stays é\t\n\n  two spaces  \nand 水' })
    await plant(node, first)
    const [was, page] = [pageRows(node), await pageOf(node, 'water-in-dry-weeks')]
    const second = await receive(node, { body: 'Second', replaces: first })
    node.clock.advance(MINUTE_MS)
    await plant(node, second, ELIN)
    expect(pageRows(node)).not.toEqual(was)
    await uproot(node, second)
    expect(pageRows(node)).toEqual(was)
    expect(await pageOf(node, 'water-in-dry-weeks')).toEqual(page)
  })

  test('is refused while a newer version stands on top, and says which', async () => {
    const node = seedsOf()
    const first = await receive(node)
    const second = await receive(node, { title: 'Newer', body: 'Second', replaces: first })
    await plant(node, first)
    await plant(node, second)
    expect(await failureOf(uproot(node, first))).toEqual({ code: 'seed-overgrown', by: 'Newer' })
    await uproot(node, second)
    expect(await failureOf(uproot(node, first))).toBe('done')
  })

  test.each(['tray', 'own', 'refused'] as const)('out of the state %s is refused', async (state) => {
    const node = seedsOf()
    const id = state === 'own' ? (await offer(node)).id : await receive(node)
    if (state === 'refused') await refuse(node, id)
    expect(await failureOf(uproot(node, id))).toEqual({ code: 'seed-state', state })
  })
})

describe('refusing', () => {
  test('keeps the reason, and the seed', async () => {
    const node = seedsOf()
    const id = await receive(node)
    await refuse(node, id, 'Vår jord är lera.')
    expect((await viewOf(node, id)).seed).toMatchObject({
      ...{ state: 'refused', refusedReason: 'Vår jord är lera.', handled: { by: 'Anna' } },
    })
  })

  test.each(['own', 'planted'] as const)('what is %s is refused', async (state) => {
    const node = seedsOf()
    const id = state === 'own' ? (await offer(node)).id : await receive(node)
    if (state === 'planted') await plant(node, id)
    expect(await failureOf(refuse(node, id))).toEqual({ code: 'seed-state', state })
  })

  test('the same content again stays refused, whoever offers it', async () => {
    const node = seedsOf()
    await refuse(node, await receive(node))
    await receive(node, { by: COAST })
    await receive(node, { offeredAtMs: 2_000 })
    expect(await statesOf(node)).toEqual([`${lesson.title}: refused`])
  })

  test.each([
    ['that says what it replaces', { title: 'Another title', body: 'Changed', by: COAST }, true],
    ['under the same title of the same origin', { body: 'Changed' }, false],
  ] as const)('a changed version %s comes to the tray with the old words', async (_, change, linked) => {
    const node = seedsOf()
    const first = await receive(node)
    await refuse(node, first, 'Not our soil')
    const changed = await receive(node, { ...change, replaces: linked ? first : null })
    expect((await viewOf(node, changed)).seed).toMatchObject({
      state: 'tray',
      refusedBefore: { reason: 'Not our soil', atMs: node.clock.nowMs(), title: lesson.title },
    })
  })

  test('finds the old words by whichever offer names the refused version', async () => {
    const node = seedsOf()
    const first = await receive(node, { title: 'Dusk' })
    await refuse(node, first, 'Not our soil')
    const changed = await receive(node, { body: 'Changed', by: COAST })
    await receive(node, { body: 'Changed', replaces: first })
    expect((await viewOf(node, changed)).seed.refusedBefore).toMatchObject({ title: 'Dusk' })
  })

  test('says nothing of another lesson', async () => {
    const node = seedsOf()
    await refuse(node, await receive(node))
    const other = await receive(node, { body: 'Changed', by: COAST })
    expect((await viewOf(node, other)).seed.refusedBefore).toBeNull()
  })
})

describe('every act upon a seed', () => {
  const acts = (node: SeedsNode) =>
    contentOf(node.database)['seed_acts'] as { act: string; record: string; by_name: string }[]

  test('is kept with the signature of the Mirror who did it', async () => {
    const node = seedsOf()
    const id = await receive(node)
    await plant(node, id)
    await uproot(node, id, ELIN)
    await refuse(node, id)
    expect(acts(node).map(({ act, by_name }) => `${by_name}: ${act}`)).toEqual([
      'Anna: plant',
      'Elin: uproot',
      'Anna: refuse',
    ])
    for (const row of acts(node) as unknown as { record: string; credential: Buffer; signature: Buffer }[]) {
      const { credential } = wire.SignedCredential.decode(row.credential)
      const { mirrorKey } = wire.MirrorCredential.decode(credential)
      const record = Buffer.from(row.record)
      const signed = signedBytes(SIGNATURE_DOMAINS.seedAct, fromHex(VALLEY.federationId), record)
      expect(verifySignature(Uint8Array.from(mirrorKey), signed, Uint8Array.from(row.signature))).toBe(true)
    }
    expect(JSON.parse(acts(node)[2]?.record ?? '')).toMatchObject({
      act: 'refuse',
      seed: id,
      reason: 'Not our soil',
    })
  })

  test.each(['plant', 'uproot', 'refuse'] as const)('%s needs an unlocked Mirror', async (act) => {
    const node = seedsOf()
    const id = await receive(node)
    if (act === 'uproot') await plant(node, id)
    const was = contentOf(node.database)
    const failure = await failureOf(() => node.seeds[act]({ id, reason: 'No' }, PAGE))
    expect(failure).toEqual({ code: 'mirror-locked' })
    expect(contentOf(node.database)).toEqual(was)
  })

  test.each(['plant', 'uproot', 'refuse'] as const)('%s of an unknown seed is refused', async (act) => {
    const failure = await failureOf(() => seedsOf().seeds[act]({ id: STRANGE_ID, reason: 'No' }, ANNA))
    expect(failure).toEqual({ code: 'seed-unknown' })
  })
})
