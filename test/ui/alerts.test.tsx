// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { goTo } from '../../src/renderer/app/hash-location.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, SAMPLE_NOW_MS, sampleAlert, sampleMirror, sampleReview } from '../support/sample-views.ts'

const listing = (...alerts: ReturnType<typeof sampleAlert>[]) => ({ alerts: { list: () => ({ alerts }) } })
const unlocked = { mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) } }
const detailPath = `/alerts/${hexId(1, 32)}`

test('keeps the judgements of others sealed until one’s own is signed, then shows them without a tally', async () => {
  const page = await renderPage({ ...listing(sampleAlert(1)), ...unlocked }, { path: detailPath })
  expect(await screen.findByText(/2 others have judged it. They stay sealed/u)).toBeTruthy()
  expect(screen.queryByText(/Mirror of Nod b/u)).toBeNull()

  const mine = { ...sampleReview('a', 'not-here'), mirrorName: 'Anna' }
  const theirs = [sampleReview('b', 'concur'), sampleReview('c', 'needs-more')]
  page.fake.answer(listing(sampleAlert(1, { myReview: mine, otherReviews: theirs })))
  await page.user.click(screen.getByRole('radio', { name: /Not here/u }))
  await page.user.click(screen.getByRole('button', { name: 'Sign the judgement' }))

  expect(await screen.findByText(/Nod b/u)).toBeTruthy()
  expect(page.fake.inputsOf('alerts.review')).toEqual([{ id: hexId(1, 32), verdict: 'not-here', note: '' }])
  expect(screen.queryByRole('button', { name: 'Sign the judgement' })).toBeNull()
  expect(screen.getByText(/contexts, not votes/u)).toBeTruthy()
})

test('asks for a Mirror before a judgement, and then goes on with it', async () => {
  const page = await renderPage(listing(sampleAlert(1)), { path: detailPath })
  await page.user.click(await screen.findByRole('radio', { name: /We see it too/u }))
  await page.user.click(screen.getByRole('button', { name: 'Sign the judgement' }))
  const dialogue = await screen.findByRole('dialog', { name: 'Who are you?' })
  await page.user.type(within(dialogue).getByLabelText(/PIN of/u), '0000')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Unlock' }))
  expect(await within(dialogue).findByText('Wrong PIN. 4 tries left before a pause.')).toBeTruthy()
  expect(page.fake.inputsOf('alerts.review')).toHaveLength(1)
  await page.user.type(within(dialogue).getByLabelText(/PIN of/u), '4242{Enter}')
  await waitFor(() => expect(page.fake.inputsOf('alerts.review')).toHaveLength(2))
})

test('drops the act when a person would rather not unlock', async () => {
  const page = await renderPage(listing(sampleAlert(1)), { path: detailPath })
  await page.user.click(await screen.findByRole('radio', { name: /We see it too/u }))
  await page.user.click(screen.getByRole('button', { name: 'Sign the judgement' }))
  const dialogue = await screen.findByRole('dialog')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(page.fake.inputsOf('alerts.review')).toHaveLength(1)
  expect(screen.getByRole('button', { name: 'Sign the judgement' })).toBeTruthy()
})

test('does not sign without a chosen verdict', async () => {
  const page = await renderPage({ ...listing(sampleAlert(1)), ...unlocked }, { path: detailPath })
  await page.user.click(await screen.findByRole('button', { name: 'Sign the judgement' }))
  expect(await screen.findByText('Choose one of the four.')).toBeTruthy()
  expect(page.fake.inputsOf('alerts.review')).toEqual([])
})

test('says in its heading how many wait: not our own, not those held back, not those taken up', async () => {
  const alerts = [
    sampleAlert(1),
    sampleAlert(2, { own: true }),
    sampleAlert(3, { heldBack: true }),
    sampleAlert(4, { state: 'acknowledged' }),
  ]
  await renderPage(listing(...alerts), { path: '/alerts' })
  expect(await screen.findByRole('heading', { level: 1, name: 'One new alert' })).toBeTruthy()
})

test('moves through the queue with j and k, acknowledges with e, puts off with s, explains with ?', async () => {
  const page = await renderPage(
    listing(sampleAlert(1, { summary: 'First' }), sampleAlert(2, { summary: 'Second' })),
    { path: '/alerts' },
  )
  const first = await screen.findByRole('link', { name: '“First”' })
  await page.user.keyboard('j')
  expect(document.activeElement).toBe(first)
  await page.user.keyboard('j')
  expect(document.activeElement).toBe(screen.getByRole('link', { name: '“Second”' }))
  await page.user.keyboard('k')
  expect(document.activeElement).toBe(first)
  await page.user.keyboard('e')
  await waitFor(() => expect(page.fake.inputsOf('alerts.acknowledge')).toEqual([{ id: hexId(1, 32) }]))
  await page.user.keyboard('s')
  await page.user.click(await screen.findByRole('button', { name: 'In an hour' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('alerts.snooze')).toEqual([
      { id: hexId(1, 32), untilMs: page.clock.nowMs() + 3_600_000 },
    ]),
  )
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await page.user.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'Keys' }, { timeout: 8_000 })).toBeTruthy()
})

test.each([
  ['stays in the list', 'All', 'First'],
  ['leaves the list', 'New', 'Second'],
] as const)(
  'what is taken up and %s leaves the focus on the row that is current',
  async (_, shown, expected) => {
    let state: 'new' | 'acknowledged' = 'new'
    const first = () => sampleAlert(1, { summary: 'First', state })
    const page = await renderPage(
      {
        alerts: {
          list: () => ({ alerts: [first(), sampleAlert(2, { summary: 'Second' })] }),
          get: () => ({ alerts: [first()] }),
          acknowledge: () => {
            state = 'acknowledged'
            return {}
          },
        },
      },
      { path: '/alerts' },
    )
    await screen.findByRole('link', { name: '“First”' })
    await page.user.click(
      within(screen.getByRole('radiogroup', { name: 'State' })).getByRole('radio', { name: shown }),
    )
    await page.user.click(document.body)
    await page.user.keyboard('j')
    await page.user.keyboard('e')
    await waitFor(() => expect(document.activeElement?.textContent).toBe(`“${expected}”`))
  },
)

test('leaves the keys alone while somebody writes or an input method composes', async () => {
  const page = await renderPage(listing(sampleAlert(1, { summary: 'First' })), { path: '/alerts' })
  await screen.findByRole('link', { name: '“First”' })
  await page.user.keyboard('j')
  fireEvent.keyDown(document.body, { key: 'e', isComposing: true })
  fireEvent.keyDown(document.body, { key: 'e', keyCode: 229 })
  await page.user.type(screen.getByRole('searchbox'), 'ees?')
  expect(page.fake.inputsOf('alerts.acknowledge')).toEqual([])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('finds by words whatever their case, diacritics or kind of kana', async () => {
  const page = await renderPage(
    listing(sampleAlert(1, { summary: 'ポンプの計画' }), sampleAlert(2, { summary: 'Ärlig räkning' })),
    { path: '/alerts' },
  )
  await page.user.type(await screen.findByRole('searchbox'), 'ぽんぷ')
  await waitFor(() => expect(screen.queryByRole('link', { name: '“Ärlig räkning”' })).toBeNull())
  expect(screen.getByRole('link', { name: '“ポンプの計画”' })).toBeTruthy()
  await page.user.clear(screen.getByRole('searchbox'))
  await page.user.type(screen.getByRole('searchbox'), 'ARLIG RAK')
  expect(await screen.findByRole('link', { name: '“Ärlig räkning”' })).toBeTruthy()
})

test('shows the same alert from two Nodes once, with both sources', async () => {
  await renderPage(
    listing(
      sampleAlert(1, { summary: 'The planner favours the east' }),
      sampleAlert(2, { summary: 'the planner favours the EAST.', originName: 'Björk' }),
    ),
    { path: '/alerts' },
  )
  expect(await screen.findByText('The same from 2 sources:')).toBeTruthy()
  expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(3) // two alerts, and what is carried by hand
  expect(screen.getByRole('link', { name: 'Björk' })).toBeTruthy()
})

test('keeps held back alerts apart, by author, folded', async () => {
  const page = await renderPage(
    listing(
      sampleAlert(1),
      sampleAlert(2, { heldBack: true, summary: 'Later one' }),
      sampleAlert(3, { heldBack: true, summary: 'Later two' }),
    ),
    { path: '/alerts' },
  )
  const fold = await screen.findByRole('button', { name: /2 held back from .*Chiba/u })
  expect(fold.getAttribute('aria-expanded')).toBe('false')
  await page.user.click(fold)
  expect(await screen.findByRole('link', { name: '“Later two”' })).toBeTruthy()
})

test('says who handled an alert, why, and keeps notes of earlier times', async () => {
  const handled = { by: 'Anna', note: 'Asking Elin', atMs: 1_790_000_000_000 }
  await renderPage(
    listing(
      sampleAlert(1, {
        state: 'acknowledged',
        handled,
        notes: [{ by: 'Kenji', note: 'Seen before', atMs: 1, state: 'resolved' }],
      }),
    ),
    { path: detailPath },
  )
  expect(await screen.findByText('Asking Elin')).toBeTruthy()
  expect(screen.getByText('Seen before')).toBeTruthy()
})

test('raises an alert only when it is whole, and shows it afterwards', async () => {
  const page = await renderPage(unlocked, { path: '/alerts/new' })
  await page.user.click(await screen.findByRole('button', { name: 'Sign and send' }))
  expect(await screen.findByText('Choose one of the three.')).toBeTruthy()
  expect(screen.getByText('Say in 1 to 280 characters what you saw.')).toBeTruthy()
  expect(page.fake.inputsOf('alerts.raise')).toEqual([])

  await page.user.click(screen.getByRole('radio', { name: /Hallucination/u }))
  await page.user.type(screen.getByLabelText('Which system?'), 'Triage 2')
  await page.user.type(screen.getByLabelText('What you saw, in one line'), 'Invents villages')
  await page.user.click(screen.getByRole('button', { name: 'Sign and send' }))
  await waitFor(() => expect(window.location.hash).toBe(`#/alerts/${hexId(200, 32)}`))
  expect(page.fake.inputsOf('alerts.raise')).toEqual([
    {
      kind: 'hallucination',
      severity: 'medium',
      summary: 'Invents villages',
      detail: '',
      system: 'Triage 2',
      evidence: [],
    },
  ])
})

test('what was begun is found again after a look elsewhere, and gone once it is sent', async () => {
  const page = await renderPage(unlocked, { path: '/alerts/new' })
  const summary = () => screen.findByLabelText<HTMLInputElement>('What you saw, in one line')
  await page.user.click(await screen.findByRole('radio', { name: /Hallucination/u }))
  await page.user.type(screen.getByLabelText('Which system?'), 'Triage 2')
  await page.user.type(await summary(), 'Invents villages')
  act(() => goTo('/'))
  await screen.findByRole('heading', { level: 1, name: /needs? you/u })
  act(() => goTo('/alerts/new'))
  expect((await summary()).value).toBe('Invents villages')
  await page.user.click(screen.getByRole('button', { name: 'Sign and send' }))
  await waitFor(() => expect(window.location.hash).toBe(`#/alerts/${hexId(200, 32)}`))
  act(() => goTo('/alerts/new'))
  expect((await summary()).value).toBe('')
})

test('sends name, size and fingerprint of evidence, never the file', async () => {
  const page = await renderPage(unlocked, { path: '/alerts/new' })
  await page.user.click(await screen.findByRole('radio', { name: /Hallucination/u }))
  await page.user.type(screen.getByLabelText('Which system?'), 'Triage 2')
  await page.user.type(screen.getByLabelText('What you saw, in one line'), 'Invents villages')
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')
  if (input === null) throw new Error('no file input')
  await page.user.upload(input, new File(['abc'], 'log.txt'))
  await screen.findByText('log.txt')
  await page.user.click(screen.getByRole('button', { name: 'Sign and send' }))
  await waitFor(() => expect(page.fake.inputsOf('alerts.raise')).toHaveLength(1))
  expect(page.fake.inputsOf('alerts.raise')[0]).toMatchObject({
    // Source: FIPS 180-4, the example "abc"
    evidence: [
      {
        name: 'log.txt',
        sizeBytes: 3,
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
    ],
  })
})

test('lets only the author amend or withdraw', async () => {
  const page = await renderPage(
    { ...listing(sampleAlert(1, { own: true })), ...unlocked },
    { path: detailPath },
  )
  await page.user.click(await screen.findByRole('button', { name: 'Amend or withdraw' }))
  await page.user.click(await screen.findByRole('radio', { name: /Withdraw it/u }))
  await page.user.type(screen.getByLabelText('What others should know'), 'Our own mistake')
  await page.user.click(screen.getByRole('button', { name: 'Sign the withdrawal' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('alerts.correct')).toEqual([
      { id: hexId(1, 32), kind: 'withdrawn', note: 'Our own mistake' },
    ]),
  )
})

describe('the way of an alert of others', () => {
  const MINUTE_MS = 60_000
  test.each([
    ['in the nearest whole', 2.6 * MINUTE_MS, 'took about 3 minutes to get here'],
    ['in seconds while they are few', 1_400, 'took about 1 second to get here'],
    ['as none where their clock is ahead of ours', -5 * MINUTE_MS, 'took hardly any time to get here'],
  ])('tells how long it took %s', async (_, tookMs, words) => {
    const receivedAtMs = SAMPLE_NOW_MS - 10 * MINUTE_MS
    const alert = sampleAlert(1, { receivedAtMs, raisedAtMs: receivedAtMs - tookMs, hops: 2, seenBy: 3 })
    await renderPage(listing(alert), { path: detailPath })
    const line = await screen.findByText(/^Arrived here/u)
    expect(line.textContent).toMatch(new RegExp(`${words} · 2 hops · at 3 neighbours$`, 'u'))
  })

  test.each([
    ['sv', /var på väg i ungefär 3 minuter · 2 hopp/u],
    ['ja', /届くまで約 3 分 · 2 つ先から/u],
  ] as const)('is told in %s', async (language, words) => {
    const receivedAtMs = SAMPLE_NOW_MS - 10 * MINUTE_MS
    const alert = sampleAlert(1, { receivedAtMs, raisedAtMs: receivedAtMs - 3 * MINUTE_MS })
    await renderPage(listing(alert), { path: detailPath, language })
    expect(await screen.findByText(words)).toBeTruthy()
  })
})
