import { describe, expect, test } from 'vitest'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { contentOf } from '../../../../support/full-intake.ts'
import {
  COAST,
  ELIN,
  foreignSeed,
  lesson,
  listOf,
  MINUTE_MS,
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
  viewOf,
} from './seed-fixture.ts'

const titlesOf = async (node: SeedsNode, query: object = {}) =>
  (await listOf(node, query)).map(({ title }) => title)

describe('the list', () => {
  async function filled() {
    const node = seedsOf()
    const ids = []
    for (const title of ['First', 'Second', 'Third']) {
      node.clock.advance(MINUTE_MS)
      ids.push(await receive(node, { title, body: `The body of ${title}` }))
    }
    return { node, ids, startMs: node.clock.nowMs() }
  }

  test('marks what comes from a Node that is set apart', async () => {
    const { node } = await filled()
    const [seed] = await listOf(node)
    expect(seed?.originIsolated).toBe(false)
    node.isolated.add(seed?.origin ?? '')
    expect((await listOf(node)).map(({ originIsolated }) => originIsolated)).toEqual([true, true, true])
  })

  test('has the newest arrival first', async () => {
    expect(await titlesOf((await filled()).node)).toEqual(['Third', 'Second', 'First'])
  })

  test('comes in pages', async () => {
    const { node, startMs } = await filled()
    expect(await titlesOf(node, { limit: 2 })).toEqual(['Third', 'Second'])
    expect(await titlesOf(node, { before: startMs - MINUTE_MS })).toEqual(['First'])
  })

  test('comes in pages that skip nothing of one moment', async () => {
    const node = seedsOf()
    for (const body of ['One', 'Two', 'Three', 'Four', 'Five']) {
      if (body === 'Two' || body === 'Five') node.clock.advance(MINUTE_MS)
      await receive(node, { title: body, body })
    }
    const page = await listOf(node, { limit: 2 })
    expect(page.map(({ title }) => title)).toEqual(['Five', 'Four', 'Three', 'Two'])
    expect(await titlesOf(node, { limit: 2, before: page.at(-1)?.receivedAtMs })).toEqual(['One'])
  })

  test('is asked for by state', async () => {
    const { node, ids } = await filled()
    if (ids[0] !== undefined) await plant(node, ids[0])
    if (ids[1] !== undefined) await refuse(node, ids[1])
    expect(await titlesOf(node, { state: 'planted' })).toEqual(['First'])
    expect(await titlesOf(node, { state: 'refused' })).toEqual(['Second'])
    expect(await titlesOf(node, { state: 'tray' })).toEqual(['Third'])
    expect(await titlesOf(node, { state: 'own' })).toEqual([])
  })

  test.each([
    ['a word of the title', 'SECOND', ['Second']],
    ['a word of the text', 'body of thi', ['Third']],
    ['the name of an origin', 'älv', ['Third', 'Second', 'First']],
    ['the reason of a refusal', 'lera', ['First']],
    ['other widths of letters', 'ｆｉｒｓｔ', ['First']],
    ['what nothing says', 'nothing', []],
    ['only white space', '  ', ['Third', 'Second', 'First']],
    ['signs that mean something elsewhere', '%_*"\'', []],
  ])('finds %s', async (_, query, titles) => {
    const { node, ids } = await filled()
    if (ids[0] !== undefined) await refuse(node, ids[0], 'Vår jord är Lera.')
    expect(await titlesOf(node, { query })).toEqual(titles)
  })

  test('of another federation holds what is planted, and nothing else of before', async () => {
    const { node, ids } = await filled()
    if (ids[0] !== undefined) await plant(node, ids[0])
    node.replica.federationId = testFederation('another')
    expect(await titlesOf(node)).toEqual(['First'])
    expect((await pagesOf(node)).length).toBe(1)
  })
})

describe('one seed', () => {
  test('says where it comes from, through all versions that are here', async () => {
    const node = seedsOf()
    const first = await receive(node)
    const second = await receive(node, { body: 'Second', replaces: first, by: COAST })
    await receive(node, { body: 'Second', replaces: first })
    const third = await receive(node, { body: 'Third', title: 'Third', replaces: second })
    const { body, provenance } = await viewOf(node, third)
    expect(body).toBe('Third')
    expect(provenance.map(({ title, originName, mirrorName }) => [title, originName, mirrorName])).toEqual([
      ['Third', 'Älvdalen', 'Olle'],
      [lesson.title, '千葉', 'Olle'],
      [lesson.title, 'Älvdalen', 'Olle'],
      [lesson.title, 'Älvdalen', 'Olle'],
    ])
    expect(provenance[1]?.hash).toBe(provenance[2]?.hash)
  })

  test('says what each offer of it replaces, and follows all of them; the first decides where it is planted', async () => {
    const node = seedsOf()
    const dusk = await receive(node, { title: 'Dusk', body: 'One' })
    const dawn = await receive(node, { title: 'Dawn', body: 'Two' })
    for (const id of [dusk, dawn]) await plant(node, id)
    const both = await receive(node, { body: 'Three', replaces: dusk })
    await receive(node, { body: 'Three', replaces: dawn, by: COAST })
    const { seed, provenance } = await viewOf(node, both)
    expect(seed.replaces).toBe(dusk)
    expect(provenance.map(({ title, replaces }) => [title, replaces])).toEqual([
      [lesson.title, dusk],
      [lesson.title, dawn],
      ['Dusk', null],
      ['Dawn', null],
    ])
    expect((await previewOf(node, both)).difference.against?.slug).toBe('dusk')
  })

  test('whose offers name each other as the version before is shown once each', async () => {
    const node = seedsOf()
    const other = foreignSeed({ body: 'Other', by: COAST })
    const id = await receive(node, { body: 'One', replaces: other.id })
    await receive(node, { body: 'Other', replaces: id })
    await receive(node, { body: 'Other', by: COAST })
    const { seed, provenance } = await viewOf(node, id)
    expect(provenance.length).toBe(3)
    await plant(node, seed.id)
    expect((await pagesOf(node)).length).toBe(1)
  })

  test.each(['get', 'preview', 'tryOut'] as const)('%s of an unknown one is refused', async (method) => {
    expect(await failureOf(() => seedsOf().seeds[method]({ id: STRANGE_ID }, PAGE))).toEqual({
      code: 'seed-unknown',
    })
  })
})

describe('the preview', () => {
  test('of a new page counts all it adds', async () => {
    const node = seedsOf()
    const body = 'Mulch first.\n\nSee [this](https://a.example).'
    const id = await receive(node, { body })
    expect(await previewOf(node, id)).toEqual({
      difference: { against: null, changes: [{ kind: 'added', text: body }] },
      adds: {
        ...{
          newPage: true,
          slug: 'water-in-dry-weeks',
          checks: 1,
          links: 1,
          attachments: 0,
          attachmentBytes: 0,
        },
        ...{ wordsAdded: 6, wordsRemoved: 0, linesAdded: 3, linesRemoved: 0 },
        ...{ bytesBefore: 0, bytesAfter: body.length },
      },
    })
  })

  test('of a new version is against the page as it stands', async () => {
    const node = seedsOf()
    const first = await receive(node, { body: '水を朝に\n\nMulch first.' })
    await plant(node, first)
    const second = await receive(node, {
      body: '水を夕方に\n\nMulch first.\nAnd last.',
      replaces: first,
      checks: [],
    })
    const { difference, adds } = await previewOf(node, second)
    const page = await pageOf(node, 'water-in-dry-weeks')
    expect(difference.against).toEqual({ slug: page.slug, title: page.title, hash: page.hash })
    expect(difference.changes.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '朝' },
      { kind: 'added', text: '夕方' },
      { kind: 'added', text: '\nAnd last.' },
    ])
    expect(adds).toEqual({
      ...{
        newPage: false,
        slug: 'water-in-dry-weeks',
        checks: 0,
        links: 0,
        attachments: 0,
        attachmentBytes: 0,
      },
      ...{ wordsAdded: 3, wordsRemoved: 1, linesAdded: 3, linesRemoved: 2 },
      ...{ bytesBefore: 26, bytesAfter: 39 },
    })
  })

  test('of a planted one says what planting it did', async () => {
    const node = seedsOf()
    const first = await receive(node, { body: 'One two' })
    const second = await receive(node, { body: 'One three', replaces: first })
    await plant(node, first)
    const before = await previewOf(node, second)
    await plant(node, second)
    expect(await previewOf(node, second)).toEqual(before)
    expect((await previewOf(node, first)).adds.newPage).toBe(true)
  })
})

test('a try-out shows page and checks, and changes nothing', async () => {
  const node = seedsOf()
  const id = await receive(node, { body: '# Water\n\n<b onclick=x>now</b>' })
  node.figures.set('water', { level: 300, ratio: 0.3, daysLeft: 2, state: 'deficit' })
  const was = contentOf(node.database)
  node.events.splice(0)
  expect(await node.seeds.tryOut({ id }, PAGE)).toEqual({
    rendered: '<h3>Water</h3><p>&lt;b onclick=x&gt;now&lt;/b&gt;</p>',
    checks: [{ field: 'water.ratio', comparison: '<', value: 0.4, actual: 0.3, passed: true }],
  })
  expect(contentOf(node.database)).toEqual(was)
  expect(node.events).toEqual([])
})

describe('the handbook', () => {
  test('lists its pages by title, each with its seed', async () => {
    const node = seedsOf()
    const late = await receive(node, { title: 'Wells' })
    const early = await receive(node, { title: 'Äpplen', by: COAST })
    await plant(node, late)
    await plant(node, early, ELIN)
    expect(await pagesOf(node)).toMatchObject([
      { slug: 'äpplen', title: 'Äpplen', seedId: early, originName: '千葉', plantedBy: 'Elin' },
      { slug: 'wells', title: 'Wells', seedId: late, originName: 'Älvdalen', plantedBy: 'Anna' },
    ])
  })

  test('names what stood on a page before, newest first', async () => {
    const node = seedsOf()
    const ids = [await receive(node, { body: 'One' })]
    for (const body of ['Two', 'Three']) ids.push(await receive(node, { body, replaces: ids.at(-1) ?? null }))
    for (const id of ids) await plant(node, id)
    const { earlier, body } = await pageOf(node, 'water-in-dry-weeks')
    expect(body).toBe('Three')
    expect(earlier.map(({ seedId }) => seedId)).toEqual([ids[1], ids[0]])
  })

  test('has no page that was never planted', async () => {
    expect(await failureOf(() => seedsOf().handbook.page({ slug: 'x' }, PAGE))).toEqual({
      code: 'page-unknown',
    })
  })
})
