import { describe, expect, test } from 'vitest'
import { encodeBundle } from '../../../../../src/main/features/seeds/seed-bundle.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { SEED_BUNDLE_MAX_CHARS } from '../../../../../src/shared/contract/seeds.ts'
import type { SeedId } from '../../../../../src/shared/kernel/ids.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { contentOf } from '../../../../support/full-intake.ts'
import {
  COAST,
  foreignSeed,
  listOf,
  PAGE,
  plant,
  receive,
  refuse,
  type SeedsNode,
  STRANGE_ID,
  seedsOf,
  VALLEY,
  viewOf,
} from './seed-fixture.ts'

const { federationId } = VALLEY
const importInto = (node: SeedsNode, bundle: string, dryRun = false) =>
  node.seeds.importBundle({ bundle, dryRun }, PAGE)
const exported = async (node: SeedsNode, ...ids: Parameters<SeedsNode['seeds']['exportBundle']>[0]['ids']) =>
  (await node.seeds.exportBundle({ ids }, PAGE)).bundle
const packed = (fields: object): string =>
  `mirrorwell-seeds/1\n${Buffer.from(wire.SeedBundle.encode(fields).finish()).toString('base64url')}`
const bundleOf = (...payloads: readonly Uint8Array[]) => encodeBundle(federationId, payloads)

describe('a bundle', () => {
  test('carries seeds to a Node that never met their origin, into its tray', async () => {
    const [here, there] = [seedsOf(), seedsOf()]
    const ids = [await receive(here), await receive(here, { title: 'Wells', by: COAST })] as const
    await plant(here, ids[0])
    const { bundle, fileName } = await here.seeds.exportBundle({ ids: [...ids] }, PAGE)
    expect(fileName).toBe('mirrorwell-seeds-2026-06-01.txt')
    expect(await importInto(there, bundle)).toEqual({
      accepted: [
        { id: ids[0], title: 'Water in dry weeks', originName: 'Älvdalen' },
        { id: ids[1], title: 'Wells', originName: '千葉' },
      ],
      rejected: [],
    })
    expect((await viewOf(there, ids[0])).seed).toMatchObject({
      state: 'tray',
      via: 'file',
      mirrorName: 'Olle',
    })
    expect(there.events).toEqual(['*'])
  })

  test('holds the bytes that the network carries', async () => {
    const node = seedsOf()
    const { payload } = foreignSeed()
    const text = await exported(node, await receive(node))
    const [, body = ''] = text.split('\n')
    const [seed] = wire.SeedBundle.decode(Buffer.from(body, 'base64url')).seeds
    expect(Buffer.from(wire.SignedSeed.encode(seed ?? {}).finish())).toEqual(Buffer.from(payload))
  })

  test('holds a seed once, however often it is asked for', async () => {
    const node = seedsOf()
    const id = await receive(node)
    const further = await receive(node, { by: COAST })
    expect(await exported(node, id, further, id)).toBe(await exported(node, id))
  })

  test('comes through the line breaks and spaces of a mail', async () => {
    const there = seedsOf()
    const text = bundleOf(foreignSeed().payload)
    const [first, body = ''] = text.split('\n')
    const mailed = `\r\n  ${first}\r\n${body.replace(/.{40}/gu, '$&\r\n ')}\r\n`
    expect((await importInto(there, mailed)).accepted.length).toBe(1)
  })

  test('of a dry run stores nothing and gets the same answer', async () => {
    const node = seedsOf()
    await receive(node, { title: 'Known' })
    const text = bundleOf(
      foreignSeed().payload,
      foreignSeed({ title: 'Known' }).payload,
      Uint8Array.of(10, 0),
    )
    const was = contentOf(node.database)
    node.events.splice(0)
    const dry = await importInto(node, text, true)
    expect(contentOf(node.database)).toEqual(was)
    expect(node.events).toEqual([])
    expect(await importInto(node, text)).toEqual(dry)
    expect(dry).toMatchObject({ accepted: [{}], rejected: [{ number: 2 }, { number: 3 }] })
  })

  test('notes a further source of what is here, and what was refused stays refused', async () => {
    const node = seedsOf()
    const id = await receive(node)
    await refuse(node, id)
    expect(await importInto(node, bundleOf(foreignSeed({ by: COAST }).payload))).toEqual({
      ...{ accepted: [], rejected: [{ number: 1, reason: 'already-known' }] },
    })
    const { seed, provenance } = await viewOf(node, id)
    expect(seed.state).toBe('refused')
    expect(provenance.map(({ originName }) => originName)).toEqual(['Älvdalen', '千葉'])
  })

  test('that no Node would take in again is not made', async () => {
    const node = seedsOf()
    const ids: SeedId[] = []
    for (let number = 0; number < 100; number += 1) {
      ids.push(await receive(node, { title: `Lesson ${number}`, body: 'a'.repeat(11_500) }))
    }
    expect(await failureOf(() => exported(node, ...ids))).toMatchObject({ code: 'bundle-too-large' })
    expect((await exported(node, ...ids.slice(0, 90))).length).toBeLessThanOrEqual(SEED_BUNDLE_MAX_CHARS)
  })

  test('cannot be made of unknown seeds, nor of those of an earlier federation', async () => {
    const node = seedsOf()
    const id = await receive(node)
    expect(await failureOf(() => exported(node, STRANGE_ID))).toEqual({ code: 'seed-unknown' })
    node.replica.federationId = testFederation('another')
    expect(await failureOf(() => exported(node, id))).toEqual({ code: 'seed-unknown' })
  })
})

describe('of what a bundle holds', () => {
  const good = foreignSeed()
  const forged = Uint8Array.from(good.payload)
  forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1

  test.each([
    ['nothing', wire.SignedSeed.encode({}).finish(), 'malformed'],
    ['a forged signature', forged, 'signature-invalid'],
    ['a foreign Mirror', foreignSeed({ mirror: COAST.mirror('Kenji') }).payload, 'credential-invalid'],
    ['a revoked Mirror', foreignSeed({ title: 'X', mirror: VALLEY.mirror('Eva') }).payload, 'mirror-revoked'],
    ['the same once more', good.payload, 'already-known'],
    ['the same of another origin', foreignSeed({ by: COAST }).payload, 'already-known'],
  ])('%s is refused with its reason, and the rest is taken', async (_, item, reason) => {
    const node = seedsOf()
    node.revoked.add(VALLEY.mirror('Eva').mirrorId)
    const { accepted, rejected } = await importInto(node, bundleOf(good.payload, item))
    expect(accepted.map(({ id }) => id)).toEqual([good.id])
    expect(rejected).toEqual([{ number: 2, reason }])
    expect((await listOf(node)).length).toBe(1)
  })

  test('only what is signed is kept', async () => {
    const node = seedsOf()
    const smuggled = Uint8Array.from([...good.payload, 0x7a, 3, 1, 2, 3])
    const text = packed({ version: 1, federation: fromHex(federationId), seeds: [] })
    const [first, body = ''] = text.split('\n')
    const item = Buffer.concat([
      Buffer.of(0x1a, 0x80 | (smuggled.length & 0x7f), smuggled.length >> 7),
      smuggled,
    ])
    const bytes = Buffer.concat([Buffer.from(body, 'base64url'), item])
    expect((await importInto(node, `${first}\n${bytes.toString('base64url')}`)).accepted.length).toBe(1)
    const [, again = ''] = (await exported(node, good.id)).split('\n')
    expect(Buffer.from(again, 'base64url').includes(Buffer.of(0x7a, 3, 1, 2, 3))).toBe(false)
  })
})

describe('refused as no bundle is', () => {
  const federation = fromHex(federationId)
  const { payload } = foreignSeed()
  const seed = wire.SignedSeed.decode(payload)

  test.each([
    ['nothing', '', 'form'],
    ['other text', 'Dear Kenji,\nhere are the seeds.', 'form'],
    ['another version of the text', bundleOf(payload).replace('seeds/1', 'seeds/2'), 'form'],
    ['a first line alone', 'mirrorwell-seeds/1\n', 'form'],
    ['signs that are no base64url', 'mirrorwell-seeds/1\n<script>', 'form'],
    ['half of one', bundleOf(payload).slice(0, 200), 'form'],
    ['another version', packed({ version: 2, federation, seeds: [seed] }), 'version'],
    ['one of another federation', encodeBundle(testFederation('another'), [payload]), 'federation'],
    ['one without a federation', packed({ version: 1, seeds: [seed] }), 'federation'],
    ['one of too many', packed({ version: 1, federation, seeds: Array(201).fill({}) }), 'too-many'],
  ])('%s', async (_, text, reason) => {
    const node = seedsOf()
    expect(await failureOf(() => importInto(node, text))).toEqual({ code: 'bundle-invalid', reason })
    expect(await listOf(node)).toEqual([])
  })
})
