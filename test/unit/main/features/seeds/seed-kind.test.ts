import { describe, expect, test } from 'vitest'
import type { Incoming } from '../../../../support/fake-replica.ts'
import {
  COAST,
  type Foreign,
  foreignSeed,
  HOME,
  lesson,
  listOf,
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
    expect(relay).toBe('main')
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
