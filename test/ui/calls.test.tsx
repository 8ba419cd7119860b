// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { EndReason } from '../../src/main/crypto/session/session-state.ts'
import { sessionReasonKey } from '../../src/renderer/features/neighbours/session-reason.ts'
import { LimitView } from '../../src/shared/contract/limits.ts'
import { CallView } from '../../src/shared/contract/neighbour-calls.ts'
import { SessionDetail } from '../../src/shared/contract/neighbour-sessions.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, nodeIdOf, SAMPLE_NOW_MS, sampleMirror, sampleNeighbour } from '../support/sample-views.ts'

const MINUTE_MS = 60_000
const nodeId = nodeIdOf('b')
const unlocked = { mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) } }
const list = () => ({ neighbours: [sampleNeighbour('b')] })

const call = (seed: number, part: Partial<CallView> = {}): CallView =>
  CallView.parse({
    ...{ id: hexId(seed, 16), nodeId, kind: 'wake-up', ours: true, atMs: SAMPLE_NOW_MS - 2 * MINUTE_MS },
    ...{
      text: '',
      state: 'waiting',
      reason: null,
      tries: 1,
      answeredAtMs: null,
      status: null,
      unseen: false,
    },
    ...part,
  })

const session = (part: Partial<SessionDetail> = {}): SessionDetail =>
  SessionDetail.parse({
    ...{ nodeId, name: 'Björk', state: 'open', shortId: '0123abcd', rekeys: 3 },
    ...{ openedAtMs: SAMPLE_NOW_MS - 5 * MINUTE_MS, lastFrameAtMs: SAMPLE_NOW_MS - 2 * MINUTE_MS },
    ...{ idleLeftMs: 28 * MINUTE_MS, ageLeftMs: 700 * MINUTE_MS },
    channels: [{ channel: 'control', sent: 12, received: 9 }],
    handshake: {
      begunHere: true,
      steps: [
        { step: 'handshake-sent', atMs: SAMPLE_NOW_MS - 5 * MINUTE_MS },
        { step: 'ack-received', atMs: SAMPLE_NOW_MS - 5 * MINUTE_MS },
      ],
    },
    events: [
      { kind: 'replay-refused', atMs: SAMPLE_NOW_MS - 3 * MINUTE_MS, reason: 'sequence-replayed', count: 1 },
      { kind: 'refused', atMs: SAMPLE_NOW_MS - 4 * MINUTE_MS, reason: 'rate-exceeded', count: 7 },
    ],
    ...part,
  })

/** Why a session ends: every reason there is, or this does not compile. */
const END_REASONS: Readonly<Record<EndReason, true>> = {
  'seal-invalid': true,
  malformed: true,
  'key-weak': true,
  'identity-wrong': true,
  reflected: true,
  'mac-invalid': true,
  'signature-invalid': true,
  'secret-zero': true,
  'session-spent': true,
  'version-unknown': true,
  'too-large': true,
  unexpected: true,
  'confirmation-wrong': true,
  'sequence-gap': true,
  'sequence-replayed': true,
  'rekey-wrong': true,
  'rekey-overdue': true,
  deadline: true,
  idle: true,
  'too-old': true,
  closed: true,
  'closed-by-peer': true,
  'link-lost': true,
  replaced: true,
  'refused-version-unknown': true,
  'refused-busy': true,
  'refused-rate-exceeded': true,
  'refused-yield': true,
}

const NEVER = {
  ...{ shortId: null, openedAtMs: null, lastFrameAtMs: null, idleLeftMs: null, ageLeftMs: null },
  ...{ channels: [], handshake: null, events: [] },
}

/** What axe holds against the page; what needs a layout to be judged is looked at in a browser. */
async function barriers(): Promise<readonly string[]> {
  const options = { rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } } }
  const { violations } = await axe.run(document, options)
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)
}

/** The neighbours' page, with what can be asked of Björk open. */
async function asking(calls: readonly CallView[] = [], more: object = {}) {
  const page = await renderPage(
    { neighbours: { list, calls: () => ({ calls: [...calls] }), ...more } },
    { path: '/neighbours' },
  )
  await page.user.click(await screen.findByRole('button', { name: 'Ask and report' }))
  return page
}

describe('asking a neighbour', () => {
  test('whether somebody is there is one press, and what became of it stands beneath', async () => {
    const page = await asking([call(1, { tries: 2 })])
    await page.user.click(screen.getByRole('button', { name: 'Ask whether somebody is there' }))
    await waitFor(() => expect(page.fake.inputsOf('neighbours.wake')).toEqual([{ nodeId }]))
    expect(
      await screen.findByText(/Waiting for an answer. Tried 2 times, three times at most./u),
    ).toBeTruthy()
  })

  test.each([
    [{ state: 'no-answer' }, 'No answer to three tries.'],
    [{ state: 'refused', reason: 'not-pinned' }, /answers only those it keeps close/u],
    [{ state: 'refused', reason: 'nobody-may' }, /let nobody wake their Node/u],
    [{ state: 'refused', reason: 'too-often' }, /more often than their Node takes/u],
    [
      {
        state: 'answered',
        status: { version: '0.1.0', upSinceMs: SAMPLE_NOW_MS - 90 * MINUTE_MS, caughtUp: true },
      },
      /awake. Version 0.1.0, running since 1 hour ago. It has all that yours has./u,
    ],
  ] as const)('says what became of it: %o', async (part, words) => {
    await asking([call(1, part)])
    const past = await screen.findByText(/You asked/u)
    await waitFor(() => expect(past.closest('p')?.textContent).toMatch(words))
  })

  test('too often says when it may be asked again', async () => {
    const page = await asking([], {
      wake: () => {
        throw new MirrorError('call-too-often', { retryAtMs: SAMPLE_NOW_MS })
      },
    })
    await page.user.click(screen.getByRole('button', { name: 'Ask whether somebody is there' }))
    expect(await screen.findByText(/They have been asked as often as may be/u)).toBeTruthy()
  })

  test.each([
    [{ alive: true, roundTripMs: 34.2, reason: null }, 'Their Node is there: it answered in 34 ms.'],
    [{ alive: false, roundTripMs: null, reason: 'silent' }, /did not answer within ten seconds/u],
    [{ alive: false, roundTripMs: null, reason: 'out-of-reach' }, /no connection to their Node/u],
  ] as const)('their Node tells: %o', async (answer, words) => {
    const page = await asking([], { checkAlive: () => ({ ...answer, atMs: SAMPLE_NOW_MS }) })
    await page.user.click(screen.getByRole('button', { name: 'Ask their Node' }))
    expect(await screen.findByText(words)).toBeTruthy()
  })

  test('connecting anew tells how each attempt went', async () => {
    const steps = [
      { attempt: 1, step: 'linked', done: false, tookMs: 812, reason: 'no-answer' },
      { attempt: 2, step: 'linked', done: true, tookMs: 40, reason: null },
      { attempt: 2, step: 'session-opened', done: true, tookMs: 9, reason: null },
    ] as const
    const page = await asking([], { restart: () => ({ connected: true, attempts: 2, steps: [...steps] }) })
    await page.user.click(screen.getByRole('button', { name: 'Connect anew' }))
    expect(await screen.findByText('Connected anew, on attempt 2.')).toBeTruthy()
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain(
      'Attempt 1 · Nobody answered at their addresses. · 812 ms',
    )
  })

  test('a report is sent, and one that is too long is not', async () => {
    const page = await asking()
    const field = screen.getByLabelText('A short report')
    await page.user.type(field, 'The mill runs again.')
    await page.user.click(screen.getByRole('button', { name: 'Send the report' }))
    await waitFor(() =>
      expect(page.fake.inputsOf('neighbours.report')).toEqual([{ nodeId, text: 'The mill runs again.' }]),
    )
    await page.user.click(field)
    await page.user.paste('水'.repeat(342))
    expect(await screen.findByText(/too long for a report/u)).toBeTruthy()
    await page.user.click(screen.getByRole('button', { name: 'Send the report' }))
    expect(page.fake.inputsOf('neighbours.report')).toHaveLength(1)
  })
})

test('what a neighbour asks stands on its card until somebody has seen it', async () => {
  const theirs = [
    call(1, { ours: false, state: 'answered', unseen: true }),
    call(2, { ours: false, kind: 'report', state: 'received', text: 'Bron är öppen.', unseen: true }),
  ]
  const page = await renderPage(
    { neighbours: { list, calls: () => ({ calls: theirs }) } },
    { path: '/neighbours' },
  )
  const seen = await screen.findByRole('button', { name: 'I have seen it' })
  expect(seen.parentElement?.textContent).toContain('Asked 2 minutes ago whether somebody is there.')
  expect(screen.getByText('Bron är öppen.')).toBeTruthy()
  await page.user.click(seen)
  expect(page.fake.inputsOf('neighbours.markSeen')).toEqual([{ nodeId }])
})

describe('the sealed session', () => {
  const open = async (of: SessionDetail) => {
    const housekeeping = { everyMs: 30_000, lastAtMs: null, halfOpen: 0, remembered: 2 }
    const page = await renderPage(
      { neighbours: { list, sessions: () => ({ sessions: [of], housekeeping }) } },
      { path: '/neighbours' },
    )
    await page.user.click(await screen.findByRole('button', { name: 'How to recognise them' }))
    expect(page.fake.inputsOf('neighbours.sessions')).toEqual([])
    await page.user.click(screen.getByRole('button', { name: 'Sealed session, step by step' }))
    return page
  }

  test('is asked for when somebody looks, and shows steps, counters and what happened', async () => {
    await open(session())
    expect(await screen.findByText('0123abcd')).toBeTruthy()
    expect(screen.getByText('talk and calls: 12 sent, 9 received')).toBeTruthy()
    expect(screen.getByText('28 minutes')).toBeTruthy()
    expect(screen.getByText(/sent a key for this session/u)).toBeTruthy()
    expect(screen.getByText(/came a second time and was refused/u)).toBeTruthy()
    expect(screen.getByText(/7 beginnings were refused/u).textContent).toContain('too many in a short time')
    expect(document.body.textContent).not.toContain('rate-exceeded')
    expect(screen.getByText(/2 ids are remembered/u)).toBeTruthy()
    expect(await barriers()).toEqual([])
  })

  test('with everybody stands in one table, with how that is kept small', async () => {
    const sessions = [
      session(),
      session({ nodeId: sampleNeighbour('c').nodeId, name: 'Chiba', state: 'none', ...NEVER }),
    ]
    const housekeeping = { everyMs: 30_000, lastAtMs: SAMPLE_NOW_MS - MINUTE_MS, halfOpen: 1, remembered: 2 }
    const page = await renderPage(
      { neighbours: { list, sessions: () => ({ sessions, housekeeping }) } },
      { path: '/neighbours' },
    )
    await page.user.click(await screen.findByRole('button', { name: 'All sealed sessions' }))
    const rows = within(await screen.findByRole('table'))
      .getAllByRole('row')
      .slice(1)
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'Björkopen5 minutes ago2 minutes agoin 28 minutes if nothing more is said, and in 11 hours at the latest12 sent, 9 received',
      'Chibanone just now–––0 sent, 0 received',
    ])
    expect(screen.getByText(/One is half open/u).textContent).toContain('Last done 1 minute ago.')
  })

  test.each([...Object.keys(END_REASONS), 'busy', 'rate-exceeded'])('has words for why: %s', (reason) => {
    expect(sessionReasonKey(reason)).not.toBeNull()
  })

  test('that never was says so', async () => {
    await open(session({ state: 'none', shortId: null, handshake: null, events: [] }))
    expect(await screen.findByText('None has been opened since your Node started.')).toBeTruthy()
  })
})

describe('limits in the settings', () => {
  const limit = (part: Partial<z.input<typeof LimitView>> = {}): LimitView =>
    LimitView.parse({
      ...{ name: 'reports', count: 60, periodMs: 3_600_000, atOnce: 60, perNode: true },
      ...{ defaultCount: 60, least: 1, most: 600, uses: [] },
      ...part,
    })
  const uses = [{ nodeId, name: 'Björk', used: 60, refused: 3, lastRefusedAtMs: SAMPLE_NOW_MS - MINUTE_MS }]

  test('say what is allowed, what was used, and what was refused to whom', async () => {
    await renderPage({ limits: { list: () => ({ limits: [limit({ uses })] }) } }, { path: '/settings' })
    expect(await screen.findByText('60 an hour, 60 at once')).toBeTruthy()
    const row = screen.getByText('Reports of one Node').parentElement as HTMLElement
    expect(within(row).getByText(/Used just now: 60, by/u).textContent).toBe('Used just now: 60, by Björk.')
    expect(within(row).getByText(/3 refused to/u).textContent).toContain('3 refused to Björk, last')
    expect(await barriers()).toEqual([])
  })

  test('are set by a Mirror, and only within their bounds', async () => {
    const page = await renderPage(
      { limits: { list: () => ({ limits: [limit()] }) }, ...unlocked },
      { path: '/settings' },
    )
    await page.user.click(await screen.findByRole('button', { name: 'Change: Reports of one Node' }))
    const field = screen.getByLabelText('How many an hour')
    await page.user.clear(field)
    await page.user.type(field, '601')
    expect(screen.getByText('From 1 to 600; 60 as delivered.')).toBeTruthy()
    await page.user.click(screen.getByRole('button', { name: 'Set the limit' }))
    expect(page.fake.inputsOf('limits.set')).toEqual([])
    await page.user.clear(field)
    await page.user.type(field, '１２０')
    await page.user.click(screen.getByRole('button', { name: 'Set the limit' }))
    await waitFor(() => expect(page.fake.inputsOf('limits.set')).toEqual([{ name: 'reports', count: 120 }]))
  })

  test('say who may wake this Node', async () => {
    const page = await renderPage({}, { path: '/settings' })
    const choice = await screen.findByRole('radiogroup', { name: 'Who may wake this Node' })
    await page.user.click(within(choice).getByRole('radio', { name: 'Nobody' }))
    await waitFor(() => expect(page.fake.inputsOf('settings.set')).toEqual([{ wakeFrom: 'nobody' }]))
  })
})
