import { describe, expect, test } from 'vitest'
import { SEALED_VOTE_BYTES } from '../../../../../src/main/features/transfers/vote-box.ts'
import { type DecisionEnd, DecisionPair, SETTLE_IN_MS, SLOT_MS } from '../../../../support/decision-pair.ts'

const SLOTS = SETTLE_IN_MS / SLOT_MS
const MIRRORS = { lower: ['Anna', 'Björn', 'Cecilia'], higher: ['健二', '由美'] }
const NEED = { lower: 2, higher: 1 }

type Script = (pair: DecisionPair) => Promise<void>

/** What Mirrors may do in a decision that comes to nothing. */
const SCRIPTS: readonly [string, Script][] = [
  ['nobody answers', async () => {}],
  [
    'the lower end says yes',
    async ({ lower }) => {
      for (const mirror of [0, 1, 2]) await lower.answer(true, mirror)
    },
  ],
  ['one of the lower end says yes', ({ lower }) => lower.answer(true)],
  ['one of the lower end says no', ({ lower }) => lower.answer(false, 2)],
  ['the higher end says yes', ({ higher }) => higher.answer(true)],
  ['the higher end says no', ({ higher }) => higher.answer(false, 1)],
  [
    'one changes their answer',
    async ({ higher }) => {
      await higher.answer(true)
      await higher.answer(false)
    },
  ],
  [
    'both ends say yes, and somebody says no',
    async ({ higher, lower }) => {
      for (const mirror of [0, 1]) await lower.answer(true, mirror)
      await higher.answer(true)
      await lower.answer(false, 2)
    },
  ],
]

/** Everything about a run that anybody could see who has no key: traffic, tables, and what was told. */
async function surfaces(script: Script): Promise<unknown> {
  const pair = await DecisionPair.deciding({ mirrors: MIRRORS, need: NEED })
  await pair.slots(2)
  await script(pair)
  await pair.slots(SLOTS - 3)
  const open = pair.ends.map(seen)
  await pair.slots(1)
  const frames = pair.frames.map(({ atMs, from, sizeBytes, type }) => ({ atMs, from, sizeBytes, type }))
  return { frames, open, closed: pair.ends.map(seen) }
}

const seen = (end: DecisionEnd) => ({
  phase: end.phase,
  told: end.told,
  decisions: end.rowsOf('transfer_decisions'),
  votes: end.rowsOf('transfer_votes').map((row) => ({ ...row, sealed: sealedOf(row).length })),
})
const sealedOf = (row: Readonly<Record<string, unknown>>): Uint8Array => row['sealed'] as Uint8Array

describe('while a decision is open, and after it has closed', () => {
  test.each(SCRIPTS.slice(1))(
    'frames, rows and what is told are the same as if nobody had answered: %s',
    async (_, script) => {
      expect(await surfaces(script)).toEqual(await surfaces(async () => {}))
    },
  )

  test('four frames of one size go in each slot', async () => {
    const pair = await DecisionPair.deciding()
    await pair.slots(3)
    expect(pair.frames.map(({ from }) => from)).toEqual(
      Array.from({ length: 3 }, () => ['lower', 'higher', 'lower', 'higher']).flat(),
    )
    expect(new Set(pair.frames.map(({ sizeBytes }) => sizeBytes)).size).toBe(1)
  })
})

describe('sealed answers', () => {
  const rows = (end: DecisionEnd) =>
    end.rowsOf('transfer_votes').map((row) => Buffer.from(sealedOf(row)).toString('hex'))

  test.each([
    ['a yes', true],
    ['a no', false],
  ])('are all sealed anew by %s, first said or said again', async (_, consent) => {
    const { lower } = await DecisionPair.deciding({ mirrors: MIRRORS, need: NEED })
    const stages = [rows(lower)]
    for (let times = 0; times < 2; times += 1) {
      await lower.answer(consent, 1)
      stages.push(rows(lower))
    }
    expect(new Set(stages.flat()).size).toBe(9)
    expect(new Set(stages.flat().map((row) => row.length / 2))).toEqual(new Set([SEALED_VOTE_BYTES]))
  })

  test.each([
    ['agreed', true],
    ['closed', false],
  ])('are gone once it is %s', async (phase, consent) => {
    const pair = await DecisionPair.deciding()
    await pair.lower.answer(consent)
    await pair.higher.answer(true)
    await pair.slots(SLOTS)
    expect([pair.phases, pair.ends.flatMap(rows)]).toEqual([[phase, phase], []])
  })

  test('of one Mirror moved to another’s row count as none', async () => {
    const pair = await DecisionPair.deciding({ mirrors: MIRRORS, need: { lower: 1, higher: 1 } })
    await pair.lower.answer(true)
    await pair.higher.answer(true)
    const [one, two, three] = pair.lower.active.map(({ mirrorId }) => mirrorId)
    const move =
      'UPDATE transfer_votes SET sealed = (SELECT sealed FROM transfer_votes WHERE mirror = ?) WHERE mirror = ?'
    const { database } = pair.lower
    await database.write(() => {
      database.prepare(move).run(one ?? '', two ?? '')
      database.prepare(move).run(three ?? '', one ?? '')
    })
    await pair.slots()
    expect(pair.phases).toEqual(['deciding', 'deciding'])
  })
})
