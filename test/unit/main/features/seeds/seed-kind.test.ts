import { describe, expect, test } from 'vitest'
import { SEEDS_PER_DAY } from '../../../../../src/main/features/seeds/seed-limits.ts'
import type { Incoming } from '../../../../support/fake-replica.ts'
import {
  COAST,
  DAY_MS,
  type Foreign,
  foreignSeed,
  HOME,
  lesson,
  listOf,
  MINUTE_MS,
  pagesOf,
  plant,
  receive,
  seedsOf,
  VALLEY,
  viewOf,
} from './seed-fixture.ts'

const acting = (name: string, author = VALLEY) => {
  const { mirrorId } = author.mirror(name)
  return { mirrorId, name, publicKey: new Uint8Array() }
}
const verdictOn = async (foreign: Foreign, entry: Partial<Incoming> = {}) => {
  const { payload } = foreignSeed(foreign)
  const incoming = { kind: 'seed', author: VALLEY.nodeId, mirror: acting('Olle'), payload } as const
  return (await seedsOf().replica.receive({ ...incoming, ...entry })).verdict
}

describe('a seed from another Node', () => {
  test('comes into the tray, with who stands for it', async () => {
    const node = seedsOf()
    const id = await receive(node)
    expect(await listOf(node)).toMatchObject([
      {
        ...{ id, title: lesson.title, state: 'tray', own: false, via: 'network' },
        ...{ origin: VALLEY.nodeId, originName: 'Älvdalen', mirrorName: 'Olle' },
        ...{ offeredAtMs: 1_000, receivedAtMs: node.clock.nowMs(), handled: null, slug: null },
      },
    ])
    expect(node.events).toEqual([id])
  })

  test('is passed on with the rest, not ahead of it', async () => {
    const node = seedsOf()
    const { payload } = foreignSeed()
    const { relay } = await node.replica.receive({
      ...{ kind: 'seed', author: VALLEY.nodeId, mirror: acting('Olle'), payload },
    })
    expect(relay).toBe('bulk')
  })

  test('is planted by nobody, nor is the new version of a planted one', async () => {
    const node = seedsOf()
    const first = await receive(node)
    expect(await pagesOf(node)).toEqual([])
    await plant(node, first)
    const was = await pagesOf(node)
    await receive(node, { body: 'Changed', replaces: first })
    expect(await pagesOf(node)).toEqual(was)
  })

  test('of a content that is here adds a source and no row', async () => {
    const node = seedsOf()
    const id = await receive(node)
    const further = await receive(node, { by: COAST })
    expect((await listOf(node)).map((seed) => seed.id)).toEqual([id])
    const { seed, provenance } = await viewOf(node, further)
    expect(seed.id).toBe(id)
    expect(provenance.map(({ originName }) => originName)).toEqual(['Älvdalen', '千葉'])
  })

  test('that comes twice is here once', async () => {
    const node = seedsOf()
    const id = await receive(node)
    await receive(node)
    expect((await viewOf(node, id)).provenance.length).toBe(1)
  })

  test('of this Node, brought back from a neighbour, is an own one', async () => {
    const node = seedsOf()
    const id = await receive(node, { by: HOME, mirror: HOME.mirror('Anna') })
    expect((await viewOf(node, id)).seed).toMatchObject({ state: 'own', own: true })
  })
})

describe('what an author offers beyond its limits', () => {
  const lessonBy = (number: number, by = VALLEY): Foreign => ({ by, body: `Lesson ${number}` })
  const relayOf = (node: ReturnType<typeof seedsOf>) => node.replica.relays.at(-1)?.relay

  /** The ids of ten offers in ten minutes, which is all that comes into trays on a day. */
  async function tenToday(node: ReturnType<typeof seedsOf>) {
    const ids = []
    for (let number = 0; number < SEEDS_PER_DAY; number += 1) {
      node.clock.advance(MINUTE_MS)
      ids.push(await receive(node, lessonBy(number)))
    }
    return ids
  }

  test('is held back from the tray, passed on later, and kept', async () => {
    const node = seedsOf()
    const ids = await tenToday(node)
    expect(relayOf(node)).toBe('bulk')
    const eleventh = await receive(node, lessonBy(10))
    expect(relayOf(node)).toBe('later')
    expect((await listOf(node, { heldBack: true })).map(({ id }) => id)).toEqual([eleventh])
    expect((await listOf(node, { heldBack: false })).map(({ id }) => id)).toEqual(ids.toReversed())
    expect((await listOf(node)).length).toBe(11)
    expect((await viewOf(node, eleventh)).seed).toMatchObject({ state: 'tray', heldBack: true })
    expect((await viewOf(node, eleventh)).body).toBe('Lesson 10')
  })

  test('weighs on nobody else, and not on the next day', async () => {
    const node = seedsOf()
    await tenToday(node)
    const others = await receive(node, lessonBy(11, COAST))
    node.clock.advance(DAY_MS)
    const nextDay = await receive(node, lessonBy(12))
    for (const id of [others, nextDay]) expect((await viewOf(node, id)).seed.heldBack).toBe(false)
  })

  test('comes into the tray once somebody else offers the same', async () => {
    const node = seedsOf()
    await tenToday(node)
    const id = await receive(node, lessonBy(10))
    await receive(node, lessonBy(10, COAST))
    expect((await viewOf(node, id)).seed).toMatchObject({ id, heldBack: false })
  })

  test('can be planted like any other, and is then held back no more', async () => {
    const node = seedsOf()
    await tenToday(node)
    const id = await receive(node, lessonBy(10))
    await plant(node, id)
    expect(await listOf(node, { heldBack: true })).toEqual([])
    expect((await listOf(node, { heldBack: false })).length).toBe(11)
  })

  test('is the same whatever order it comes in', async () => {
    const node = seedsOf()
    for (const number of [11, 3, 10, 0, 7, 1, 9, 5, 2, 8, 4, 6]) {
      const { payload } = foreignSeed(lessonBy(number))
      const place = { sequence: number + 1, atMs: DAY_MS + number * MINUTE_MS }
      await node.replica.receive({
        ...{ kind: 'seed', author: VALLEY.nodeId, mirror: acting('Olle'), payload },
        ...place,
      })
    }
    const held = await Promise.all(
      (await listOf(node, { heldBack: true })).map(async ({ id }) => (await viewOf(node, id)).body),
    )
    expect(held.toSorted()).toEqual(['Lesson 10', 'Lesson 11'])
  })
})

describe('refused is a seed', () => {
  test.each<[string, Foreign, Partial<Incoming>, string]>([
    ['in the log of somebody else', { by: COAST }, {}, 'credential-invalid'],
    ['under the name of another Mirror', {}, { mirror: acting('Eva') }, 'credential-invalid'],
    ['without a Mirror', {}, { mirror: null }, 'credential-invalid'],
    ['offered after its entry was written', { offeredAtMs: 1_001 }, { atMs: 1_000 }, 'content-invalid'],
    ['whose words break a rule', {}, { payload: Uint8Array.of(1) }, 'malformed'],
  ])('%s', async (_, foreign, entry, reason) => {
    expect(await verdictOn(foreign, entry)).toEqual({ action: 'reject', reason })
  })

  test('never by what is here already', async () => {
    const node = seedsOf()
    await receive(node)
    await expect(receive(node, { by: COAST })).resolves.toBeTypeOf('string')
  })
})
