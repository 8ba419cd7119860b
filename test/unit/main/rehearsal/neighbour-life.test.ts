import { describe, expect, test } from 'vitest'
import { silentLogger } from '../../../../src/main/platform/logger.ts'
import { NeighbourLife } from '../../../../src/main/rehearsal/neighbour-life.ts'
import { ROLES } from '../../../../src/main/rehearsal/practice-cast.ts'
import type { TalkMessage } from '../../../../src/shared/contract/neighbours.ts'
import type { TransferView } from '../../../../src/shared/contract/transfers.ts'
import { MirrorError } from '../../../../src/shared/kernel/errors.ts'
import { TestClock } from '../../../support/clock.ts'
import { type FakeAnswers, fakeBridge } from '../../../support/fake-bridge.ts'
import { nodeIdOf, sampleMirror, sampleTalk, sampleTransfer } from '../../../support/sample-views.ts'
import { idle, TestTimers } from '../../../support/test-timers.ts'

const LOOK_MS = 4_000
const MINUTE_MS = 60_000

interface Lived {
  readonly consents?: boolean
  readonly transfer?: TransferView
  readonly answers?: FakeAnswers['transfers']
  readonly neighbours?: FakeAnswers['neighbours']
}

async function live({ consents = true, transfer, answers = {}, neighbours = {} }: Lived = {}) {
  const done = (): Record<string, never> => ({})
  const { bridge, calls, inputsOf } = fakeBridge({
    mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) },
    neighbours,
    transfers: {
      list: () => ({ transfers: transfer === undefined ? [] : [transfer] }),
      agreeTerms: done,
      decide: done,
      report: done,
      confirmReceipt: () => ({ booked: true }),
      ...answers,
    },
  })
  const clock = new TestClock()
  const life = new NeighbourLife(
    { node: { name: 'Mill', bridge }, clock, timers: new TestTimers(clock), logger: silentLogger },
    {
      stocks: ROLES.mill.stocks,
      seed: 'a',
      consents,
      delivered: 'Handed over.',
      replies: ['Thank you.', 'Gladly.'],
    },
  )
  await life.start()
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await idle()
  }
  const acts = (): string[] =>
    calls
      .map(({ method }) => method)
      .filter((method) => method.startsWith('transfers.') && method !== 'transfers.list')
  return { life, pass, acts, inputsOf }
}

describe('a simulated neighbour', () => {
  test('reads its meters at once and every minute, and the levels move', async () => {
    const { inputsOf, pass } = await live()
    expect(inputsOf('resources.record')).toHaveLength(ROLES.mill.stocks.length)
    for (let minute = 0; minute < 6; minute += 1) await pass(MINUTE_MS)
    const readings = inputsOf('resources.record') as { resource: string; level: number }[]
    expect(readings).toHaveLength(7 * ROLES.mill.stocks.length)
    const energy = readings.filter(({ resource }) => resource === 'energy').map(({ level }) => level)
    expect(new Set(energy).size).toBeGreaterThan(1)
  })

  test.each([
    [
      'signs terms that others propose',
      { can: { agreeTerms: true }, proposedHere: false, phase: 'offered' },
      'transfers.agreeTerms',
    ],
    [
      'tells what it has handed over',
      { can: { report: true }, role: 'giver', phase: 'agreed' },
      'transfers.report',
    ],
    [
      'confirms what has arrived',
      { can: { confirmReceipt: true }, phase: 'under-way', receipts: { own: null, peer: null } },
      'transfers.confirmReceipt',
    ],
  ] as const)('%s, once', async (_name, part, act) => {
    const { acts, pass } = await live({ transfer: sampleTransfer(1, part) })
    await pass(LOOK_MS)
    await pass(LOOK_MS)
    expect(acts()).toEqual([act])
  })

  test.each([true, false])('answers %s as it was cast, once', async (consents) => {
    const { acts, inputsOf, pass } = await live({
      consents,
      transfer: sampleTransfer(1, { can: { decide: true }, proposedHere: true }),
    })
    await pass(LOOK_MS)
    await pass(LOOK_MS)
    expect(acts()).toEqual(['transfers.decide'])
    expect(inputsOf('transfers.decide')).toEqual([expect.objectContaining({ consent: consents })])
  })

  test.each([
    ['terms it proposed itself', { can: { agreeTerms: true }, proposedHere: true, phase: 'offered' }],
    ['what nobody has handed over yet', { can: { confirmReceipt: true }, phase: 'agreed' }],
    ['what it is to receive, before it came', { can: { report: true }, role: 'receiver', phase: 'agreed' }],
    ['a transfer that is over', { can: {}, phase: 'closed' }],
  ] as const)('leaves %s alone', async (_name, part) => {
    const { acts, pass } = await live({ transfer: sampleTransfer(1, part) })
    await pass(LOOK_MS)
    expect(acts()).toEqual([])
  })

  test('answers everybody who has written, each with the next of its sentences', async () => {
    const [friend, other] = [nodeIdOf('b'), nodeIdOf('c')]
    const unread = new Map([
      [friend, 2],
      [other, 0],
    ])
    const said: TalkMessage[] = [sampleTalk(1)]
    const { inputsOf, pass } = await live({
      neighbours: {
        conversations: () => ({
          conversations: [...unread].map(([nodeId, count]) => ({
            ...{ nodeId, lastText: 'Hello', lastAtMs: 1, unread: count },
          })),
        }),
        conversation: () => ({ messages: said }),
        markRead({ nodeId }) {
          unread.set(nodeId, 0)
          return {}
        },
        talk({ text }) {
          said.unshift(sampleTalk(2 + said.length, { ours: true, text }))
          return { id: sampleTalk(1).id }
        },
      },
    })
    await pass(LOOK_MS)
    await pass(LOOK_MS)
    expect(inputsOf('neighbours.talk')).toEqual([{ nodeId: friend, text: 'Thank you.' }])
    unread.set(friend, 1)
    await pass(LOOK_MS)
    expect(inputsOf('neighbours.talk').at(-1)).toEqual({ nodeId: friend, text: 'Gladly.' })
  })

  test('tries again what was refused, and lives on', async () => {
    let refusals = 1
    const { acts, pass } = await live({
      transfer: sampleTransfer(1, { can: { decide: true }, proposedHere: true }),
      answers: {
        decide() {
          if (refusals-- > 0) throw new MirrorError('transfer-phase')
          return {}
        },
      },
    })
    for (let look = 0; look < 3; look += 1) await pass(LOOK_MS)
    expect(acts()).toEqual(['transfers.decide', 'transfers.decide'])
  })

  test('does nothing more once it has stopped', async () => {
    const { acts, inputsOf, life, pass } = await live({
      transfer: sampleTransfer(1, { can: { decide: true } }),
    })
    await life.stop()
    const readings = inputsOf('resources.record').length
    await pass(MINUTE_MS)
    expect([acts(), inputsOf('resources.record').length]).toEqual([[], readings])
  })
})
