// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { type Page, renderPage } from '../support/render-page.tsx'
import {
  hexId,
  sampleAlert,
  sampleNeighbour,
  samplePage,
  sampleReport,
  sampleResource,
  sampleSeed,
  sampleTransfer,
} from '../support/sample-views.ts'

interface ViewCase {
  readonly path: string
  /** What the view stands on, as `feature.method`. */
  readonly asks: `${string}.${string}`
  /** News that make it ask again. */
  readonly news: Parameters<Page['fake']['emit']>[0]
  /** What it says while it waits. */
  readonly step: RegExp
  /** What it says where there is nothing. */
  readonly empty: RegExp
  readonly full: FakeAnswers
  /** What it shows where there is something. */
  readonly shows: RegExp
}

const alerts = { alerts: { list: () => ({ alerts: [sampleAlert(1, { summary: 'Pump plan' })] }) } }
const seed = sampleSeed(1, { title: 'Watering at dusk' })
const wholePage = {
  ...samplePage({ title: 'Dusk' }),
  body: 'Water late.',
  rendered: 'Water late.',
  attachments: [],
  earlier: [],
}

const SETTINGS = {
  language: 'en' as const,
  lan: false,
  helper: false,
  dht: false,
  autoLockMinutes: 15,
  acknowledgedReturnHours: 24,
  sessionIdleMinutes: 30,
  wakeFrom: 'pinned' as const,
  quietHours: null,
}

const VIEWS: readonly ViewCase[] = [
  {
    path: '/',
    asks: 'alerts.list',
    news: 'alerts.changed',
    step: /Reading the alerts/u,
    empty: /The water is still/u,
    full: alerts,
    shows: /Pump plan/u,
  },
  {
    path: '/resources',
    asks: 'resources.own',
    news: 'resources.changed',
    step: /Reading your resources/u,
    empty: /Nothing is measured yet/u,
    full: { resources: { own: () => ({ resources: [sampleResource()] }) } },
    shows: /420/u,
  },
  {
    path: '/map',
    asks: 'map.reports',
    news: 'map.changed',
    step: /Reading what|One moment|./u,
    empty: /neighbour/u,
    full: { map: { reports: () => ({ reports: [sampleReport('b', { name: 'Björk' })] }) } },
    shows: /Björk/u,
  },
  {
    path: '/alerts',
    asks: 'alerts.list',
    news: 'alerts.changed',
    step: /Reading the alerts/u,
    empty: /No alert has been raised/u,
    full: alerts,
    shows: /Pump plan/u,
  },
  {
    path: `/alerts/${hexId(1, 32)}`,
    asks: 'alerts.list',
    news: 'alerts.changed',
    step: /Reading the alerts/u,
    empty: /not known here/u,
    full: alerts,
    shows: /Pump plan/u,
  },
  {
    path: '/transfers',
    asks: 'transfers.list',
    news: 'transfers.changed',
    step: /Reading the transfers/u,
    empty: /Nothing is being passed on/u,
    full: { transfers: { list: () => ({ transfers: [sampleTransfer(1, { peerName: 'Björk' })] }) } },
    shows: /Björk/u,
  },
  {
    path: `/transfers/${hexId(1, 16)}`,
    asks: 'transfers.get',
    news: 'transfers.changed',
    step: /Reading the transfer/u,
    empty: /500|Transfer/u,
    full: { transfers: { get: ({ id }) => sampleTransfer(1, { id, peerName: 'Björk' }) } },
    shows: /Björk/u,
  },
  {
    path: '/seedbed',
    asks: 'seeds.list',
    news: 'seeds.changed',
    step: /Looking at the seedbed/u,
    empty: /The bed is prepared/u,
    full: { seeds: { list: () => ({ seeds: [seed] }) } },
    shows: /Watering at dusk/u,
  },
  {
    path: `/seedbed/${seed.id}`,
    asks: 'seeds.get',
    news: 'seeds.changed',
    step: /Fetching the lesson/u,
    empty: /not known|no such|lesson/u,
    full: { seeds: { get: () => ({ seed, body: 'Water late.', provenance: [] }) } },
    shows: /Watering at dusk/u,
  },
  {
    path: '/handbook/dusk',
    asks: 'handbook.page',
    news: 'seeds.changed',
    step: /Opening the handbook/u,
    empty: /page/u,
    full: { handbook: { page: () => wholePage } },
    shows: /Water late/u,
  },
  {
    path: '/neighbours',
    asks: 'neighbours.list',
    news: 'neighbours.changed',
    step: /Looking who is there/u,
    empty: /No neighbour yet/u,
    full: { neighbours: { list: () => ({ neighbours: [sampleNeighbour('b', { name: 'Björk' })] }) } },
    shows: /Björk/u,
  },
  {
    path: '/settings',
    asks: 'settings.get',
    news: 'settings.changed',
    step: /Reading the settings/u,
    empty: /Language and light/u,
    full: { settings: { get: () => SETTINGS } },
    shows: /Language and light/u,
  },
]

const main = () => within(screen.getByRole('main'))
/** Answers in which one question is answered so. */
const answering = (method: string, answer: () => never | Promise<never>): FakeAnswers => {
  const [feature = '', member = ''] = method.split('.')
  return { [feature]: { [member]: answer } }
}
const failing = (method: string, code: 'database-corrupt' | 'channel-closed') =>
  answering(method, () => {
    throw new MirrorError(code)
  })

describe.each(VIEWS)('$path', ({ path, asks, news, step, empty, full, shows }) => {
  test('while it waits: progress, then the step and its age, then a way out that asks anew', async () => {
    const page = await renderPage({ ...answering(asks, () => new Promise<never>(() => {})) }, { path })
    await page.wait(1_000)
    expect(main().getAllByRole('progressbar').length).toBeGreaterThan(0)
    await page.wait(5_000)
    expect(main().getByText(step, { selector: '.loading p' }).textContent).toContain('6 seconds')
    expect(main().queryByRole('button', { name: 'Try again' })).toBeNull()
    await page.wait(60_000)
    page.fake.answer(full)
    await page.user.click(main().getByRole('button', { name: 'Try again' }))
    expect((await main().findAllByText(shows)).length).toBeGreaterThan(0)
  })

  test('where it failed: why, under a heading, and a way to try again that works', async () => {
    const page = await renderPage(failing(asks, 'database-corrupt'), { path })
    expect((await main().findAllByText(/The database is damaged/u)).length).toBeGreaterThan(0)
    page.fake.answer(full)
    const again = main().getAllByRole('button', { name: 'Try again' })[0]
    if (again !== undefined) await page.user.click(again)
    expect((await main().findAllByText(shows)).length).toBeGreaterThan(0)
  })

  test('where there is nothing: that, in words', async () => {
    await renderPage({}, { path })
    expect((await main().findAllByText(empty)).length).toBeGreaterThan(0)
  })

  test('keeps what it showed while the link is lost, and says that it may be old', async () => {
    const page = await renderPage(full, { path })
    await main().findAllByText(shows)
    page.fake.answer(failing(asks, 'channel-closed'))
    act(() => page.fake.link.setState({ phase: 'lost' }))
    page.fake.emit(news)
    expect(await screen.findByText(/This page has lost its Node/u)).toBeTruthy()
    await waitFor(() => expect(main().getAllByText(shows).length).toBeGreaterThan(0))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

test('a Node that cannot say how it stands is said, and can be asked again', async () => {
  const page = await renderPage(failing('setup.status', 'database-corrupt'))
  expect(await screen.findByText(/The database is damaged/u)).toBeTruthy()
  page.fake.answer({
    setup: { status: () => ({ phase: 'open', vault: 'passphrase', suggestedLanguage: 'en' }) },
  })
  await page.user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/The water is still/u)).toBeTruthy()
})
