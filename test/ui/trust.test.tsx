// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { beforeAll, describe, expect, test } from 'vitest'
import { IsolationView } from '../../src/shared/contract/trust.ts'
import { renderPage } from '../support/render-page.tsx'
import {
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleAlert,
  sampleMirror,
  sampleNeighbour,
  sampleReport,
  sampleSeed,
} from '../support/sample-views.ts'

const HOUR_MS = 3_600_000
const REASON = 'Figures of last year'
const isolation = (part: Partial<IsolationView> = {}): IsolationView =>
  IsolationView.parse({
    ...{ nodeId: nodeIdOf('b'), name: 'Björk', reason: REASON, byMirror: 'Anna' },
    ...{ sinceMs: SAMPLE_NOW_MS - HOUR_MS, untilMs: SAMPLE_NOW_MS + HOUR_MS, appeal: null },
    ...part,
  })
const ANSWERED = { byMirror: 'Olle', atMs: SAMPLE_NOW_MS, reason: 'The meter was changed' }

const people = { mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) } }
const beside = { neighbours: { list: () => ({ neighbours: [sampleNeighbour('b')] }) } }
const NEIGHBOURS = { path: '/neighbours' }

/** What comes when it is called for is transformed on first use, which on a busy machine takes a while. */
beforeAll(async () => {
  await import('../../src/renderer/features/neighbours/Standing.tsx')
  await import('../../src/renderer/features/needs/StandingNeed.tsx')
  await import('../../src/renderer/features/talk/TalkApart.tsx')
  await import('../../src/renderer/features/neighbours/NeighboursView.tsx')
  for (const words of ['calls', 'talk', 'trust'])
    await import(`../../src/renderer/app/messages/en/${words}.ts`)
})

test('sets a neighbour apart for as long as chosen, only with a reason, after saying what follows', async () => {
  const page = await renderPage({ ...people, ...beside }, NEIGHBOURS)
  await page.user.click(await screen.findByRole('button', { name: 'If something is wrong with them' }))
  await page.user.click(screen.getByRole('button', { name: 'Set apart for a time' }))
  const dialogue = await screen.findByRole('dialog')
  expect(dialogue.textContent).toContain('except alerts')
  const confirm = within(dialogue).getByRole('button', { name: 'Set apart for a time' })
  await page.user.click(confirm)
  expect(await within(dialogue).findByText('Write a sentence: one is enough.')).toBeTruthy()
  expect(page.fake.inputsOf('trust.isolate')).toEqual([])

  await page.user.type(within(dialogue).getByLabelText('Reason'), REASON)
  await page.user.click(within(dialogue).getByRole('radio', { name: 'an hour' }))
  await page.user.click(confirm)
  await waitFor(() =>
    expect(page.fake.inputsOf('trust.isolate')).toEqual([
      { nodeId: nodeIdOf('b'), reason: REASON, forMs: HOUR_MS },
    ]),
  )
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('notes what is wrong with a neighbour, and shows what others here noted', async () => {
  const flags = [{ byMirror: 'Eva', atMs: SAMPLE_NOW_MS - HOUR_MS, reason: 'Noise at night' }]
  const get = () => ({ flags, isolation: null, isolatedUntilMs: null, isolatedBy: null, over: [] })
  const page = await renderPage({ ...people, ...beside, trust: { get } }, NEIGHBOURS)
  expect(await screen.findByText(/Noise at night/u)).toBeTruthy()
  await page.user.click(await screen.findByRole('button', { name: 'If something is wrong with them' }))
  await page.user.click(screen.getByRole('button', { name: 'Note it here' }))
  const dialogue = await screen.findByRole('dialog')
  await page.user.type(within(dialogue).getByLabelText('Reason'), REASON)
  await page.user.click(within(dialogue).getByRole('button', { name: 'Note it here' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('trust.flag')).toEqual([{ nodeId: nodeIdOf('b'), reason: REASON }]),
  )
})

test('shows who is set apart, until when and why, with the way back beside it', async () => {
  const list = () => ({ isolations: [isolation()], isolatedBy: [] })
  const page = await renderPage({ ...people, ...beside, trust: { list } }, NEIGHBOURS)
  const said = (await screen.findByText(REASON)).closest('p')
  expect(said?.textContent).toMatch(/Anna.* has set .*Björk.* apart until .*Alerts still pass/u)
  await page.user.click(screen.getByRole('button', { name: 'Let them in again' }))
  await waitFor(() => expect(page.fake.inputsOf('trust.release')).toEqual([{ nodeId: nodeIdOf('b') }]))
})

test('tells whoever is needed that this Node is set apart, and lets them answer once', async () => {
  let standing = isolation()
  const page = await renderPage({
    ...people,
    trust: {
      list: () => ({ isolations: [], isolatedBy: [standing] }),
      appeal: ({ reason }) => {
        standing = isolation({ appeal: { ...ANSWERED, reason } })
        return {}
      },
    },
  })
  await screen.findByRole('heading', { level: 2, name: 'Björk has set your Node apart' })
  expect(screen.getByText(REASON).closest('p')?.textContent).toMatch(/has set your Node apart until/u)
  await page.user.click(screen.getByRole('button', { name: 'Answer' }))
  const dialogue = await screen.findByRole('dialog')
  await page.user.type(within(dialogue).getByLabelText('Answer'), ANSWERED.reason)
  await page.user.click(within(dialogue).getByRole('button', { name: 'Send the answer' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('trust.appeal')).toEqual([{ nodeId: nodeIdOf('b'), reason: ANSWERED.reason }]),
  )
  await waitFor(() =>
    expect(screen.queryByRole('heading', { level: 2, name: /set your Node apart/u })).toBeNull(),
  )
})

test('shows an answer to whoever is needed, with the way back beside it', async () => {
  const list = () => ({ isolations: [isolation({ appeal: ANSWERED })], isolatedBy: [] })
  const page = await renderPage({ ...people, trust: { list } })
  await screen.findByRole('heading', { level: 2, name: 'Björk has answered' })
  expect(screen.getByText(/The meter was changed/u)).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Let them in again' }))
  await waitFor(() => expect(page.fake.inputsOf('trust.release')).toEqual([{ nodeId: nodeIdOf('b') }]))
})

test.each([
  ['/', 2],
  ['/alerts', 1],
  ['/seedbed', 1],
  ['/map', 1],
])('marks at %s what comes from a Node that is set apart', async (path, count) => {
  await renderPage(
    {
      alerts: { list: () => ({ alerts: [sampleAlert(1, { authorIsolated: true })] }) },
      seeds: { list: () => ({ seeds: [sampleSeed(2, { originIsolated: true })] }) },
      map: { reports: () => ({ reports: [sampleReport('b', { isolated: true })] }) },
    },
    { path },
  )
  await waitFor(() => expect(screen.getAllByText('set apart here').length).toBeGreaterThanOrEqual(count))
})

test.each([
  [{ ours: true, releasedBy: null }, /^The time for which Björk was set apart here is over: it ended by/u],
  [{ ours: false, releasedBy: null }, /^The time for which Björk had set your Node apart is over/u],
  [{ ours: true, releasedBy: 'Eva' }, /^Eva let Björk in again 1 hour ago/u],
  [{ ours: false, releasedBy: 'Olle' }, /^Olle of Björk let your Node in again/u],
] as const)(
  'tells how an isolation ended, and names a Mirror only where one ended it: %o',
  async (end, words) => {
    const ended = { ...end, reason: REASON, byMirror: 'Anna', sinceMs: SAMPLE_NOW_MS - 5 * HOUR_MS }
    const over = [
      { ...ended, endedAtMs: SAMPLE_NOW_MS - HOUR_MS },
      { ...ended, sinceMs: SAMPLE_NOW_MS - 300 * HOUR_MS, endedAtMs: SAMPLE_NOW_MS - 200 * HOUR_MS },
    ]
    const get = () => ({ flags: [], isolation: null, isolatedUntilMs: null, isolatedBy: null, over })
    await renderPage({ ...beside, trust: { get } }, NEIGHBOURS)
    await screen.findByRole('button', { name: 'If something is wrong with them' })
    const told = await waitFor(() => {
      const items = [...document.querySelectorAll('.standing .limits li')]
      expect(items).toHaveLength(1) // the other is long over
      return items[0]
    })
    expect(told?.textContent).toMatch(words)
    if (end.releasedBy === null) expect(told?.textContent).not.toContain('Anna')
  },
)

describe('with a Node that is set apart here', () => {
  const apart = { trust: { list: () => ({ isolations: [isolation()], isolatedBy: [] }) } }

  test('talk shows what was said, and instead of the fields why and until when', async () => {
    await renderPage({ ...people, ...beside, ...apart }, { path: `/neighbours/${nodeIdOf('b')}/talk` })
    expect(await screen.findByText(/nothing is said and no file goes between you/u)).toBeTruthy()
    expect(screen.getByText(REASON)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Let them in again' })).toBeTruthy()
    expect(await screen.findByRole('log')).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Offer a file' })).toBeNull()
  })

  test('nothing is asked and nothing reported, while connecting anew is open', async () => {
    const page = await renderPage({ ...people, ...beside, ...apart }, NEIGHBOURS)
    await page.user.click(await screen.findByRole('button', { name: 'Ask and report' }))
    expect(await screen.findByText(/nothing is asked of them and nothing reported/u)).toBeTruthy()
    const isDisabled = (name: string) => screen.getByRole('button', { name }).hasAttribute('disabled')
    expect(
      ['Ask whether somebody is there', 'Ask their Node', 'Connect anew'].map((name) => isDisabled(name)),
    ).toEqual([true, true, false])
    expect(screen.queryByLabelText('A short report')).toBeNull()
  })
})

test('with a Node that has set this one apart, talk says that what is written waits', async () => {
  const list = () => ({ isolations: [], isolatedBy: [isolation()] })
  await renderPage({ ...people, ...beside, trust: { list } }, { path: `/neighbours/${nodeIdOf('b')}/talk` })
  expect(await screen.findByText(/What you write and offer waits here until then/u)).toBeTruthy()
  expect(await screen.findByRole('textbox')).toBeTruthy()
})
