import { describe, expect, test } from 'vitest'
import { type Facts, SENSES } from '../../../../src/main/rehearsal/practice-senses.ts'
import { contract, type MirrorwellEvent } from '../../../../src/shared/contract/index.ts'
import { LogFact } from '../../../../src/shared/contract/practice-log.ts'
import { type FakeAnswers, fakeBridge } from '../../../support/fake-bridge.ts'
import {
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleAlert,
  sampleFile,
  sampleNeighbour,
  sampleReport,
  sampleResource,
  sampleReview,
  sampleSeed,
  sampleTransfer,
} from '../../../support/sample-views.ts'

const PEER = nodeIdOf('b')

/** All that the log would find at a Node which answers so. */
async function found(answers: FakeAnswers): Promise<readonly (readonly [string, LogFact])[]> {
  const { bridge } = fakeBridge({
    neighbours: { list: () => ({ neighbours: [] }) },
    alerts: { list: () => ({ alerts: [] }) },
    resources: { own: () => ({ resources: [] }) },
    map: { reports: () => ({ reports: [] }) },
    seeds: { list: () => ({ seeds: [] }) },
    transfers: { list: () => ({ transfers: [] }) },
    files: { list: () => ({ files: [] }) },
    ...answers,
  })
  const looks: Facts[] = []
  for (const sense of SENSES) looks.push(await sense.look(bridge))
  return looks.flatMap((facts) => [...facts].map(([key, { fact }]) => [key, LogFact.parse(fact)] as const))
}

const whatOf = async (answers: FakeAnswers): Promise<readonly string[]> =>
  (await found(answers)).map(([, { what }]) => what)

const neighbour = { connected: true, nodeId: PEER }
const meeting = {
  beganAtMs: SAMPLE_NOW_MS,
  endedAtMs: SAMPLE_NOW_MS,
  level: true,
  ...{ sentBytes: 1, receivedBytes: 1, comparedBytes: 1, savedBytes: 0, learnedOfUs: [] },
}
const alert = (part: Parameters<typeof sampleAlert>[1]): FakeAnswers => ({
  alerts: { list: () => ({ alerts: [sampleAlert(1, { otherReviewCount: 0, ...part })] }) },
})
const seed = (part: Parameters<typeof sampleSeed>[1]): FakeAnswers => ({
  seeds: { list: () => ({ seeds: [sampleSeed(1, part)] }) },
})
const transfer = (part: Parameters<typeof sampleTransfer>[1]): FakeAnswers => ({
  transfers: { list: () => ({ transfers: [sampleTransfer(1, part)] }) },
})
const file = (part: Parameters<typeof sampleFile>[1]): FakeAnswers => ({
  files: { list: () => ({ files: [sampleFile(1, part)] }) },
})
const met = (given: number, taken: number): FakeAnswers => ({
  neighbours: {
    list: () => ({ neighbours: [sampleNeighbour('b', { ...neighbour, connected: false })] }),
    meetings: () => ({
      meetings: [
        {
          ...meeting,
          given: given === 0 ? [] : [{ kind: 'alert', count: given }],
          taken: taken === 0 ? [] : [{ kind: 'seed', count: taken }],
        },
      ],
    }),
  },
})

describe('what the log finds at a Node', () => {
  test.each<readonly [string, FakeAnswers, readonly string[]]>([
    ['an alert of its own', alert({ own: true }), ['alert-raised']],
    ['an alert of another', alert({ own: false }), ['alert-arrived']],
    [
      'an alert that was judged here',
      alert({ myReview: sampleReview('a', 'concur') }),
      ['alert-arrived', 'alert-judged'],
    ],
    ['an alert that others judged', alert({ otherReviewCount: 2 }), ['alert-arrived', 'judgement-arrived']],
    [
      'an alert that was withdrawn',
      alert({ corrected: { kind: 'withdrawn', note: '', atMs: 1 } }),
      ['alert-arrived', 'alert-corrected'],
    ],
    [
      'a level that is shown',
      { resources: { own: () => ({ resources: [sampleResource()] }) } },
      ['level-shown'],
    ],
    [
      'a level that nobody was shown yet',
      { resources: { own: () => ({ resources: [sampleResource({ shown: null })] }) } },
      [],
    ],
    [
      'a report of another',
      { map: { reports: () => ({ reports: [sampleReport('b')] }) } },
      ['report-arrived'],
    ],
    ['a lesson of its own', seed({ own: true, state: 'own' }), ['lesson-offered']],
    ['a lesson in the tray', seed({}), ['lesson-arrived']],
    ['a lesson that was planted', seed({ state: 'planted' }), ['lesson-arrived', 'lesson-planted']],
    ['a lesson that was uprooted', seed({ state: 'uprooted' }), ['lesson-arrived', 'lesson-uprooted']],
    ['a lesson that was refused', seed({ state: 'refused' }), ['lesson-arrived', 'lesson-refused']],
    ['an offer made here', transfer({ phase: 'offered', proposedHere: true }), ['offer-made']],
    ['an offer that came', transfer({ phase: 'offered', proposedHere: false }), ['offer-arrived']],
    ['other terms', transfer({ phase: 'offered', proposedHere: false, revision: 1 }), ['terms-arrived']],
    ['a decision', transfer({ phase: 'deciding', proposedHere: false }), ['offer-arrived', 'transfer-moved']],
    ['a file in hand', file({ ours: true, phase: 'preparing' }), []],
    ['a file offered', file({ ours: true, phase: 'offered' }), ['file-offered']],
    ['a file of theirs', file({ ours: false, phase: 'moving' }), ['file-arrived']],
    ['a file given', file({ ours: true, phase: 'done' }), ['file-offered', 'file-given']],
    ['a file taken', file({ ours: false, phase: 'done' }), ['file-arrived', 'file-taken']],
    [
      'a link',
      { neighbours: { list: () => ({ neighbours: [sampleNeighbour('b', neighbour)] }) } },
      ['link-up'],
    ],
    ['a meeting with news', met(2, 0), ['meeting']],
    ['a meeting without', met(0, 0), []],
  ])('%s', async (_, answers, what) => {
    expect(await whatOf(answers)).toEqual(what)
  })

  test('is the same while a decision is open, whatever anybody answers', async () => {
    const open = { phase: 'deciding', proposedHere: false } as const
    const before = await found(transfer({ ...open, can: { decide: true } }))
    const after = await found(transfer({ ...open, can: { decide: false } }))
    expect(after).toEqual(before)
  })

  test('does not tell how anybody judged', async () => {
    const concurs = await found(alert({ myReview: sampleReview('a', 'concur') }))
    expect(await found(alert({ myReview: sampleReview('a', 'not-here') }))).toEqual(concurs)
  })

  test('is told by events that there are', () => {
    const known = Object.entries(contract).flatMap(([feature, members]) =>
      Object.entries(members).flatMap(([member, { kind }]) =>
        kind === 'event' ? [`${feature}.${member}`] : [],
      ),
    ) as readonly MirrorwellEvent[]
    for (const { events } of SENSES) expect(known).toEqual(expect.arrayContaining([...events]))
  })
})
