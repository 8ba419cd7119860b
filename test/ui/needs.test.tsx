// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { CallView } from '../../src/shared/contract/neighbour-calls.ts'
import { renderPage } from '../support/render-page.tsx'
import {
  hexId,
  SAMPLE_NOW_MS,
  sampleAlert,
  sampleMirror,
  sampleNeighbour,
  sampleSeed,
  sampleStatus,
  sampleTransfer,
} from '../support/sample-views.ts'

const nudge = {
  status: () => ({ wordsWrittenAtMs: null, drilledAtMs: null, fileWrittenAtMs: null, nudge: true }),
}

test('says how many things need one, and lists alerts first, the gravest before the newest', async () => {
  await renderPage({
    alerts: {
      list: () => ({
        alerts: [
          sampleAlert(1, { severity: 'low', summary: 'A small thing', receivedAtMs: SAMPLE_NOW_MS }),
          sampleAlert(2, { severity: 'high', summary: 'A grave thing', receivedAtMs: SAMPLE_NOW_MS - 9_999 }),
        ],
      }),
    },
    backup: nudge,
  })
  await screen.findByRole('heading', { level: 1, name: 'Three things need you' })
  const titles = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
  expect(titles).toEqual(['“A grave thing”', '“A small thing”', 'Write down your 24 words'])
  await waitFor(() => expect(document.title).toBe('(3) Mirrorwell'))
})

const offered = { phase: 'offered', settleAtMs: null } as const

test('lists alerts, then transfers with decisions first, then seeds, then what keeps the Node safe', async () => {
  const transfers = [
    sampleTransfer(1, { ...offered, quantity: 10 }),
    sampleTransfer(2, { quantity: 20, settleAtMs: SAMPLE_NOW_MS + 9_000_000 }),
    sampleTransfer(3, { quantity: 30, settleAtMs: SAMPLE_NOW_MS + 8_000_000 }),
    sampleTransfer(4, { ...offered, quantity: 40, proposedHere: true }),
    sampleTransfer(5, { phase: 'received', quantity: 50, can: { confirmReceipt: true } }),
  ]
  await renderPage({
    alerts: { list: () => ({ alerts: [sampleAlert(1, { summary: 'Look' })] }) },
    transfers: { list: () => ({ transfers }) },
    seeds: { list: () => ({ seeds: [sampleSeed(9, { title: 'Flush the intake' })] }) },
    backup: nudge,
  })
  await screen.findByRole('heading', { level: 1, name: '7 things need you' })
  const titles = screen
    .getAllByRole('heading', { level: 2 })
    .map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '))
  expect(titles).toEqual([
    '“Look”',
    '30 L of water to Björk',
    '20 L of water to Björk',
    '10 L of water to Björk',
    '50 L of water to Björk',
    'Flush the intake',
    'Write down your 24 words',
  ])
  const nav = screen.getByRole('navigation', { name: 'Places' })
  expect(within(nav).getByRole('link', { name: /Transfers/u }).textContent).toContain('4 waiting')
})

test.each([true, false])(
  'puts a decision away once it is sealed, whatever the answer (%s)',
  async (consent) => {
    const page = await renderPage({
      transfers: { list: () => ({ transfers: [sampleTransfer(1)] }) },
      mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) },
    })
    await screen.findByRole('link', { name: 'Decide' })
    await act(() => page.stores.transfers.actions.decide(sampleTransfer(1).id, consent))
    expect(await screen.findByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy()
  },
)

test('is useful with nobody near: it offers to record a level and to invite a neighbour', async () => {
  await renderPage({ node: { status: () => sampleStatus({ knownNodes: 0, neighbours: 0 }) } })
  expect(await screen.findByText('The water is still.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Record a level' }).getAttribute('href')).toBe('#/resources')
  expect(screen.getByRole('link', { name: 'Invite a neighbour' }).getAttribute('href')).toBe('#/neighbours')
})

test('leaves out own, held back and handled alerts', async () => {
  await renderPage({
    alerts: {
      list: () => ({
        alerts: [
          sampleAlert(1, { own: true }),
          sampleAlert(2, { heldBack: true }),
          sampleAlert(3, { state: 'acknowledged' }),
        ],
      }),
    },
  })
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy()
})

test('announces an alert that arrives while the page is open', async () => {
  const page = await renderPage()
  await screen.findByText('The water is still.')
  page.fake.answer({
    alerts: { list: () => ({ alerts: [sampleAlert(1, { summary: 'Pump plan repeats' })] }) },
  })
  page.fake.emit('alerts.changed')
  await waitFor(() => {
    const said = screen.getAllByRole('status').map((status) => status.textContent)
    expect(
      said.some(
        (text) => text?.includes('New alert, high: Bias drift') && text.includes('Pump plan repeats'),
      ),
    ).toBe(true)
  })
})

test('lets a restored Node be confirmed only by an unlocked Mirror, asking for the PIN first and going on by itself', async () => {
  const page = await renderPage({ node: { status: () => sampleStatus({ epochUnconfirmed: true }) } })
  await page.user.click(await screen.findByRole('button', { name: 'Confirm: nothing is left' }))
  const dialogue = await screen.findByRole('dialog', { name: 'Who are you?' })
  await page.user.type(within(dialogue).getByLabelText(/PIN of/u), '4242{Enter}')
  await waitFor(() => expect(page.fake.inputsOf('backup.confirmEpoch')).toHaveLength(2))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('tells of a new Mirror until somebody says they know', async () => {
  const page = await renderPage({
    mirrors: {
      list: () => ({
        mirrors: [sampleMirror(1), sampleMirror(2, { name: 'Elin', sinceMs: SAMPLE_NOW_MS - 60_000 })],
      }),
    },
  })
  await page.user.click(await screen.findByRole('button', { name: 'I know' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy()
})

describe('a neighbour that asks whether anybody is there', () => {
  const HOUR_MS = 3_600_000
  const björk = sampleNeighbour('b')
  const wakeUp = (seed: number, part: Partial<CallView> = {}): CallView =>
    CallView.parse({
      ...{ id: hexId(seed, 16), nodeId: björk.nodeId, kind: 'wake-up', ours: false },
      ...{ atMs: SAMPLE_NOW_MS - seed * HOUR_MS, text: '', state: 'answered', reason: null, tries: 0 },
      ...{ answeredAtMs: SAMPLE_NOW_MS, status: null, unseen: true },
      ...part,
    })
  const asking = (...calls: readonly CallView[]) =>
    renderPage({
      neighbours: { list: () => ({ neighbours: [björk] }), calls: () => ({ calls: [...calls] }) },
    })

  test('waits for an answer in words, or to be let go', async () => {
    const page = await asking(wakeUp(1))
    await screen.findByRole('heading', { level: 1, name: 'One thing needs you' })
    await screen.findByRole('heading', { level: 2, name: /Björk.* asks whether anybody is there/u })
    const answer = screen.getByRole('link', { name: 'Answer' })
    expect(answer.getAttribute('href')).toBe(`#/neighbours/${björk.nodeId}/talk`)
    page.fake.answer({ neighbours: { calls: () => ({ calls: [wakeUp(1, { unseen: false })] }) } })
    await page.user.click(screen.getByRole('button', { name: 'Let it go' }))
    expect(page.fake.inputsOf('neighbours.markSeen')).toEqual([{ nodeId: björk.nodeId, kind: 'wake-up' }])
    expect(await screen.findByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy()
  })

  test('is one thing however often it asked', async () => {
    await asking(wakeUp(1), wakeUp(2), wakeUp(3))
    expect(await screen.findByRole('heading', { level: 1, name: 'One thing needs you' })).toBeTruthy()
  })

  test.each([
    ['refused by its own Node', { reason: 'not-pinned', state: 'refused' }],
    ['seen', { unseen: false }],
    ['a day old', { atMs: SAMPLE_NOW_MS - 24 * HOUR_MS }],
    ['ours', { ours: true }],
    ['a report', { kind: 'report', state: 'received' }],
  ] as const)('does not wait when it is %s', async (_, part) => {
    await asking(wakeUp(1, part))
    expect(await screen.findByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy()
  })

  test('is said aloud when it comes, and not what was there before', async () => {
    const page = await asking(wakeUp(2))
    await screen.findByRole('link', { name: 'Answer' })
    expect(screen.queryByText('A neighbour asks whether anybody is there.')).toBeNull()
    page.fake.answer({ neighbours: { calls: () => ({ calls: [wakeUp(1), wakeUp(2)] }) } })
    page.fake.emit('neighbours.called')
    expect(await screen.findByText('A neighbour asks whether anybody is there.')).toBeTruthy()
  })
})
