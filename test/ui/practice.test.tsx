// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createTrialsStore } from '../../src/renderer/stores/practice-store.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { LANGUAGES } from '../../src/shared/kernel/language.ts'
import { type FakeAnswers, fakeBridge } from '../support/fake-bridge.ts'
import { type Page, renderPage } from '../support/render-page.tsx'
import {
  sampleAlert,
  samplePractice,
  sampleReview,
  sampleSeed,
  sampleStatus,
  sampleTransfer,
} from '../support/sample-views.ts'

const ENTER = 'Try it with simulated neighbours'
const ALONE: FakeAnswers = { node: { status: () => sampleStatus({ knownNodes: 0, neighbours: 0 }) } }
const EMPTY_FOLDER: FakeAnswers = {
  setup: { status: () => ({ phase: 'empty', vault: 'passphrase', suggestedLanguage: 'en' }) },
}
const inside = (part: Parameters<typeof samplePractice>[0] = {}): FakeAnswers => ({
  node: { status: () => sampleStatus({ practice: true }) },
  practice: { status: () => samplePractice(part) },
})

async function enter(page: Page): Promise<void> {
  await page.user.click(await screen.findByRole('button', { name: ENTER }))
  await waitFor(() => expect(page.freshStarts()).toBe(1))
}

test.each(LANGUAGES)('is offered beside making a Node, before any passphrase, in %s', async (language) => {
  const page = await renderPage(
    { setup: { status: () => ({ phase: 'empty', vault: 'passphrase', suggestedLanguage: language }) } },
    { language },
  )
  const offer = await screen.findByRole('region')
  await page.user.click(within(offer).getByRole('button'))
  await waitFor(() => expect(page.freshStarts()).toBe(1))
  expect(page.fake.inputsOf('practice.enter')).toEqual([{ language }])
  expect(page.fake.inputsOf('setup.create')).toEqual([])
})

test('is no longer offered once one writes about the real Node', async () => {
  const page = await renderPage(EMPTY_FOLDER)
  await screen.findByRole('button', { name: ENTER })
  await page.user.click(screen.getByRole('button', { name: 'Next' }))
  await screen.findByRole('heading', { name: 'A new Node, or one you had?' })
  expect(screen.getByRole('button', { name: ENTER })).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Next' }))
  await screen.findByLabelText('Name of the Node')
  expect(screen.queryByRole('button', { name: ENTER })).toBeNull()
})

test.each(['/', '/neighbours', '/settings'])('is offered at %s to whoever has no neighbour', async (path) => {
  await enter(await renderPage(ALONE, { path }))
})

test('is not pressed upon those who have neighbours', async () => {
  await renderPage()
  await screen.findByText('The water is still.')
  expect(screen.queryByRole('button', { name: ENTER })).toBeNull()
})

test('a way in that fails says why, and the page stays', async () => {
  const page = await renderPage(EMPTY_FOLDER)
  page.fake.answer({
    practice: {
      enter: () => {
        throw new MirrorError('disk-full')
      },
    },
  })
  await page.user.click(await screen.findByRole('button', { name: ENTER }))
  expect(await screen.findByText(/The disk is full/u)).toBeTruthy()
  expect(page.freshStarts()).toBe(0)
})

test.each(['/', '/resources', '/map', '/alerts', '/neighbours', '/settings'])(
  'at %s the band says that all is simulated, who one is and by which PIN',
  async (path) => {
    await renderPage(inside({ mirrorName: 'あなた' }), { path })
    const band = await screen.findByRole('complementary', { name: 'Practice · Övning · 練習' })
    await waitFor(() => expect(band.textContent).toContain('All neighbours here are simulated'))
    expect(band.textContent).toContain('Your Mirror is called あなた, PIN 1234.')
  },
)

test('an ordinary practice federation is not called simulated', async () => {
  await renderPage({ node: { status: () => sampleStatus({ practice: true }) } })
  const band = await screen.findByRole('complementary', { name: 'Practice · Övning · 練習' })
  expect(band.textContent).toContain('Nothing here is real.')
  expect(band.textContent).not.toContain('simulated')
})

test.each([
  [true, 'Back to the real Node', 'Your own Node is as you left it.'],
  [false, 'Back to the start', 'Then you can make a Node of your own.'],
])('with a Node outside: %s; leads there after saying what goes', async (hasLiveNode, label, consequence) => {
  const page = await renderPage(inside({ hasLiveNode }))
  await page.user.click(await screen.findByRole('button', { name: label }))
  const dialogue = await screen.findByRole('alertdialog', { name: 'Leave practice?' })
  expect(dialogue.textContent).toContain(consequence)
  expect(page.fake.inputsOf('practice.leave')).toEqual([])
  await page.user.click(within(dialogue).getByRole('button', { name: label }))
  await waitFor(() => expect(page.freshStarts()).toBe(1))
  expect(page.fake.inputsOf('practice.leave')).toHaveLength(1)
})

test('inside it offers no second way in, and Settings leads out as well', async () => {
  await renderPage({ ...ALONE, ...inside(), ...ALONE }, { path: '/settings' })
  const section = await screen.findByRole('region', { name: 'Practice' })
  expect(within(section).getByText('You are among 6 simulated neighbours.')).toBeTruthy()
  expect(within(section).getByRole('button', { name: 'Back to the real Node' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: ENTER })).toBeNull()
})

/** What the list says of each thing, in its order. */
const ticks = (): readonly (string | undefined)[] =>
  within(screen.getByRole('region', { name: 'Things to try' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('.tick')?.textContent)

test('ticks what the person has done, read off what the Node holds', async () => {
  const page = await renderPage({
    ...inside(),
    alerts: { list: () => ({ alerts: [sampleAlert(1)] }) },
    transfers: { list: () => ({ transfers: [] }) },
    seeds: { list: () => ({ seeds: [] }) },
  })
  await screen.findByRole('heading', { name: 'Things to try' })
  expect(ticks()).toEqual(['Not yet:', 'Not yet:', 'Not yet:', 'Not yet:'])

  const myReview = sampleReview('a', 'concur')
  page.fake.answer({ alerts: { list: () => ({ alerts: [sampleAlert(1, { myReview })] }) } })
  page.fake.emit('alerts.changed')
  await waitFor(() => expect(ticks()).toEqual(['Done:', 'Not yet:', 'Not yet:', 'Not yet:']))
  expect(screen.getByText(/1 of 4 done/u)).toBeTruthy()
})

test.each([
  ['an offer of theirs whose terms both signed', sampleTransfer(1), 'answer'],
  [
    'an offer of theirs answered by another',
    sampleTransfer(1, { proposedHere: true, revision: 1, settleAtMs: null }),
    'answer',
  ],
  ['an offer of theirs that waits', sampleTransfer(1, { phase: 'offered', settleAtMs: null }), ''],
  [
    'an offer of theirs taken back',
    sampleTransfer(1, { phase: 'closed', settleAtMs: null, outcome: 'ended-openly' }),
    '',
  ],
  [
    'an offer of one’s own',
    sampleTransfer(1, { proposedHere: true, phase: 'offered', settleAtMs: null }),
    'offer',
  ],
  [
    'a request of one’s own',
    sampleTransfer(1, { proposedHere: true, role: 'receiver', phase: 'offered', settleAtMs: null }),
    '',
  ],
])('%s ticks what it should', async (_, transfer, ticked) => {
  const { bridge } = fakeBridge({ transfers: { list: () => ({ transfers: [transfer] }) } })
  const trials = createTrialsStore(bridge)
  await trials.load()
  expect([...(trials.store.getState().data ?? [])].join(', ')).toBe(ticked)
})

test.each([
  ['tray', false, ''],
  ['planted', false, 'seed'],
  ['refused', false, 'seed'],
  ['own', true, ''],
] as const)('a seed that is %s (own: %s) ticks: %s', async (state, own, ticked) => {
  const { bridge } = fakeBridge({ seeds: { list: () => ({ seeds: [sampleSeed(1, { state, own })] }) } })
  const trials = createTrialsStore(bridge)
  await trials.load()
  expect([...(trials.store.getState().data ?? [])].join(', ')).toBe(ticked)
})

test('leads to where each thing is done', async () => {
  await renderPage({
    ...inside(),
    transfers: { list: () => ({ transfers: [] }) },
    seeds: { list: () => ({ seeds: [] }) },
  })
  const list = await screen.findByRole('region', { name: 'Things to try' })
  const places = within(list).getAllByRole('link')
  expect(places.map((link) => link.getAttribute('href'))).toEqual([
    '#/alerts',
    '#/transfers',
    '#/seedbed',
    '#/transfers/new?resource=water&as=giver',
  ])
})

test('asks nobody to keep the words of a Node that is not real', async () => {
  const status = { wordsWrittenAtMs: null, drilledAtMs: null, fileWrittenAtMs: null, nudge: true }
  await renderPage({ ...inside(), backup: { status: () => status } })
  await screen.findByRole('region', { name: 'Things to try' })
  expect(screen.queryByText('Write down your 24 words')).toBeNull()
})

test('lists nothing to try at the real Node', async () => {
  await renderPage()
  await screen.findByText('The water is still.')
  expect(screen.queryByRole('heading', { name: 'Things to try' })).toBeNull()
})
