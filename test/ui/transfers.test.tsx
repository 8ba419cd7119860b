// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { HOLD_MS } from '../../src/renderer/ui/HoldButton.tsx'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { type Page, renderPage } from '../support/render-page.tsx'
import {
  hexId,
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleEarmark,
  sampleHint,
  sampleMessage,
  sampleMirror,
  sampleNeighbour,
  sampleResource,
  sampleTransfer,
} from '../support/sample-views.ts'

const ID = hexId(1, 16)
const path = `/transfers/${ID}`
const one = (part?: Parameters<typeof sampleTransfer>[1]) => sampleTransfer(1, part)
const showing = (transfer: ReturnType<typeof sampleTransfer>): FakeAnswers => ({
  transfers: { get: () => transfer, list: () => ({ transfers: [transfer] }) },
})
const unlocked: FakeAnswers = {
  mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) },
}
const keepingWater: FakeAnswers = { resources: { own: () => ({ resources: [sampleResource()] }) } }

async function hold(page: Page, name: string): Promise<void> {
  const button = await screen.findByRole('button', { name })
  fireEvent.keyDown(button, { key: 'Enter' })
  await page.wait(HOLD_MS)
  fireEvent.keyUp(button, { key: 'Enter' })
}

/** All of the page that can be read, heard or seen; names that React makes up differ from page to page. */
const pageText = (): string => document.body.innerHTML.replaceAll(/(react-aria|_r_)[\w:-]*/gu, '')

test.each([
  ['Hold for yes', true],
  ['Hold for no', false],
] as const)('“%s” seals an answer only when held, by the keyboard too', async (name, consent) => {
  const page = await renderPage({ ...showing(one()), ...unlocked }, { path })
  const button = await screen.findByRole('button', { name })
  fireEvent.keyDown(button, { key: 'Enter' })
  await page.wait(HOLD_MS - 1)
  fireEvent.keyUp(button, { key: 'Enter' })
  await page.wait(HOLD_MS)
  expect(page.fake.inputsOf('transfers.decide')).toEqual([])
  await hold(page, name)
  await waitFor(() => expect(page.fake.inputsOf('transfers.decide')).toEqual([{ id: ID, consent }]))
})

test('offers yes and no alike, with what each does, and says that a no costs nothing', async () => {
  await renderPage({ ...showing(one()), ...unlocked }, { path })
  const yes = await screen.findByRole('button', { name: 'Hold for yes' })
  const no = screen.getByRole('button', { name: 'Hold for no' })
  expect(yes.className).toBe(no.className)
  for (const button of [yes, no]) {
    const id = button.getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(id)?.textContent?.length).toBeGreaterThan(20)
  }
  expect(screen.getByText(/A no is never shown to anybody and costs nothing/u)).toBeTruthy()
  expect(screen.getByText(/this closes in/u).textContent).toContain('3 hours 40 minutes')
  expect(screen.getByRole('button', { name: 'What this protects, and what not' })).toBeTruthy()
})

test('reads the same after a yes, after a no, and after a changed answer', async () => {
  const pages: string[] = []
  for (const answers of [['Hold for yes'], ['Hold for no'], ['Hold for no', 'Hold for yes']]) {
    const page = await renderPage({ ...showing(one()), ...unlocked }, { path })
    for (const [index, name] of answers.entries()) {
      if (index > 0) await page.user.click(screen.getByRole('button', { name: 'Answer anew' }))
      await hold(page, name)
      await screen.findByRole('heading', { name: 'Your answer is sealed' })
    }
    expect(document.activeElement?.textContent).toBe('Your answer is sealed')
    await page.wait(0)
    pages.push(pageText())
    cleanup()
  }
  expect(pages[0]).toContain('What it was is not shown again')
  expect(pages[1]).toBe(pages[0])
  expect(pages[2]).toBe(pages[0])
})

test('shows that an answer is sealed only to the Mirror who gave it', async () => {
  const page = await renderPage({ ...showing(one()), ...unlocked }, { path })
  await hold(page, 'Hold for no')
  await screen.findByRole('heading', { name: 'Your answer is sealed' })
  page.fake.answer({
    mirrors: { list: () => ({ mirrors: [sampleMirror(2, { name: 'Elin', unlocked: true })] }) },
  })
  page.fake.emit('mirrors.changed')
  expect(await screen.findByRole('heading', { name: 'Your answer' })).toBeTruthy()
})

test('asks for a Mirror before an answer, and seals it then', async () => {
  const page = await renderPage(showing(one()), { path })
  await hold(page, 'Hold for no')
  const dialogue = await screen.findByRole('dialog', { name: 'Who are you?' })
  await page.user.type(within(dialogue).getByLabelText(/PIN of/u), '4242{Enter}')
  await waitFor(() => expect(page.fake.inputsOf('transfers.decide')).toHaveLength(2))
  expect(await screen.findByRole('heading', { name: 'Your answer is sealed' })).toBeTruthy()
})

test('ends openly only after saying what follows', async () => {
  const page = await renderPage({ ...showing(one()), ...unlocked }, { path })
  await page.user.click(await screen.findByRole('button', { name: 'End it openly instead' }))
  const dialogue = await screen.findByRole('alertdialog', { name: 'End this openly?' })
  expect(within(dialogue).getByText(/is told at once that your Node has ended it/u)).toBeTruthy()
  await page.user.click(within(dialogue).getByRole('button', { name: 'End it openly' }))
  await waitFor(() => expect(page.fake.inputsOf('transfers.endNow')).toEqual([{ id: ID }]))
})

test('sends a message by Enter, but not by the Enter that ends a composition, nor by Shift and Enter', async () => {
  const page = await renderPage(showing(one()), { path })
  const field = await screen.findByRole('textbox', { name: /Write to/u })
  await page.user.type(field, 'はい')
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
  await page.user.keyboard('{Shift>}{Enter}{/Shift}')
  expect(page.fake.inputsOf('transfers.talk')).toEqual([])
  await page.user.type(field, '金曜日に{Enter}')
  await waitFor(() =>
    expect(page.fake.inputsOf('transfers.talk')).toEqual([{ id: ID, text: 'はい\n金曜日に' }]),
  )
  await waitFor(() => expect(field).toHaveProperty('value', ''))
})

test('tells how far each own message has come, and shows theirs as text', async () => {
  const messages = [
    sampleMessage({ text: '<b>Hej</b>' }),
    sampleMessage({ own: true, mirrorName: null, text: 'På fredag.', delivery: 'queued' }),
    sampleMessage({ own: true, mirrorName: null, text: 'Klockan nio.', delivery: 'seen' }),
  ]
  await renderPage(showing(one({ messages })), { path })
  const log = await screen.findByRole('log')
  expect(within(log).getByText('<b>Hej</b>')).toBeTruthy()
  const lines = within(log)
    .getAllByRole('listitem')
    .map((item) => item.textContent)
  expect(lines[1]).toContain('waiting for a way to them')
  expect(lines[2]).toContain('with them')
})

const offered = { phase: 'offered', settleAtMs: null, slotMs: null } as const

test('signs the terms that are on screen, saying that this is no yes yet', async () => {
  const transfer = one({ ...offered, revision: 2, can: { agreeTerms: true, counter: true } })
  const page = await renderPage({ ...showing(transfer), ...unlocked }, { path })
  expect(await screen.findByText(/Signing the terms is no yes yet/u)).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Sign the terms' }))
  await waitFor(() => expect(page.fake.inputsOf('transfers.agreeTerms')).toEqual([{ id: ID, revision: 2 }]))
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
})

test('proposes other terms, beginning from those that stand', async () => {
  const transfer = one({ ...offered, can: { agreeTerms: true, counter: true } })
  const page = await renderPage({ ...showing(transfer), ...unlocked }, { path })
  await page.user.click(await screen.findByRole('button', { name: 'Propose other terms' }))
  const quantity = screen.getByRole('textbox', { name: 'How much' })
  expect(document.activeElement).toBe(quantity)
  await page.user.clear(quantity)
  await page.user.type(quantity, '0')
  await page.user.click(screen.getByRole('button', { name: 'Sign and send these terms' }))
  expect(await screen.findByText('Write a number above 0.')).toBeTruthy()
  await page.user.clear(quantity)
  await page.user.type(quantity, '200')
  await page.user.type(screen.getByRole('textbox', { name: /In your own words/u }), 'Mer har vi inte.')
  await page.user.click(screen.getByRole('button', { name: 'Sign and send these terms' }))
  await waitFor(() => expect(page.fake.inputsOf('transfers.counter')).toHaveLength(1))
  expect(page.fake.inputsOf('transfers.counter')[0]).toMatchObject({
    id: ID,
    quantity: 200,
    unit: 'L',
    route: 'Tankbil över gamla bron',
    expectedLossRatio: 0.03,
    note: 'Mer har vi inte.',
  })
})

test('does not ask to sign one’s own proposal', async () => {
  const transfer = one({ ...offered, proposedHere: true, can: { agreeTerms: true, counter: true } })
  await renderPage(showing(transfer), { path })
  expect(await screen.findByRole('button', { name: 'Change our proposal' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Sign the terms' })).toBeNull()
})

const offering: FakeAnswers = {
  ...unlocked,
  ...keepingWater,
  neighbours: { list: () => ({ neighbours: [sampleNeighbour('b')] }) },
  transfers: {
    earmarks: () => ({ earmarks: [sampleEarmark()] }),
    hints: () => ({ hints: [sampleHint()] }),
    offer: () => ({ id: ID, warning: sampleEarmark() }),
  },
}

test('offers what a hint suggests, warns before promising more than is free, and lets it be sent all the same', async () => {
  const asked = new URLSearchParams({ to: nodeIdOf('b'), resource: 'water', as: 'giver' })
  const page = await renderPage(offering, { path: `/transfers/new?${asked}` })
  const quantity = await screen.findByRole('textbox', { name: 'How much' })
  await waitFor(() => expect(quantity).toHaveProperty('value', '150'))
  expect(await screen.findByText(/You may send it all the same/u)).toBeTruthy()
  await page.user.clear(quantity)
  await page.user.type(quantity, '80')
  expect(await screen.findByText(/not promised to anybody/u)).toBeTruthy()
  await page.user.type(quantity, '0')
  await page.user.click(screen.getByRole('button', { name: 'Sign and send' }))
  await waitFor(() => expect(page.fake.inputsOf('transfers.offer')).toHaveLength(1))
  expect(page.fake.inputsOf('transfers.offer')[0]).toMatchObject({
    to: nodeIdOf('b'),
    as: 'giver',
    resource: 'water',
    quantity: 800,
    unit: 'L',
    window: null,
  })
  await waitFor(() => expect(window.location.hash).toBe(`#${path}`))
  await waitFor(() =>
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
      'The proposal is signed. More is promised now than is free.',
    ),
  )
})

test('says field by field what an offer lacks, and sends nothing', async () => {
  const page = await renderPage(offering, { path: '/transfers/new' })
  await page.user.click(await screen.findByRole('button', { name: 'Sign and send' }))
  expect(await screen.findByText('Choose the Node it is for.')).toBeTruthy()
  expect(screen.getByText('Choose what it is.')).toBeTruthy()
  expect(screen.getByText('Write a number above 0.')).toBeTruthy()
  expect(page.fake.inputsOf('transfers.offer')).toEqual([])
})

test('sends somebody without a neighbour to invite one first', async () => {
  await renderPage({}, { path: '/transfers/new' })
  expect(await screen.findByText(/You know no other Node yet/u)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Invite a neighbour' })).toBeTruthy()
})

test('shows what could fit, saying that nobody was told', async () => {
  await renderPage({ transfers: { hints: () => ({ hints: [sampleHint()] }) } }, { path: '/transfers' })
  expect(await screen.findByText(/Nobody has been told/u)).toBeTruthy()
  const link = screen.getByRole('link', { name: 'Offer it' })
  expect(link.getAttribute('href')).toBe(`#/transfers/new?to=${nodeIdOf('b')}&resource=water&as=giver`)
})

test('lists what waits for somebody first, decisions before terms', async () => {
  const transfers = [
    sampleTransfer(3, { phase: 'closed', outcome: 'not-agreed', closedAtMs: SAMPLE_NOW_MS }),
    sampleTransfer(4, { ...offered, proposedHere: true }),
    sampleTransfer(5, offered),
    sampleTransfer(6),
  ]
  await renderPage({ transfers: { list: () => ({ transfers }) } }, { path: '/transfers' })
  await screen.findByRole('heading', { level: 1, name: '2 transfers wait for you' })
  const waiting = await screen.findByRole('region', { name: 'Waiting for you' })
  expect(
    within(waiting)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual([6, 5].map((seed) => `#/transfers/${hexId(seed, 16)}`))
  expect(within(screen.getByRole('region', { name: 'Going on' })).getAllByRole('link')).toHaveLength(1)
  const closed = screen.getByRole('region', { name: 'Closed' })
  expect(within(closed).getByText('Was not agreed')).toBeTruthy()
})

test('tells of a transfer that was not agreed without a guess at why', async () => {
  const closed = one({
    phase: 'closed',
    outcome: 'not-agreed',
    closedAtMs: SAMPLE_NOW_MS,
    can: { endNow: false },
  })
  await renderPage(showing(closed), { path })
  expect(await screen.findByText(/It was not agreed\. That may have been a no, an open answer/u)).toBeTruthy()
  expect(document.body.textContent).not.toMatch(/veto|refus|declin|reject/iu)
  expect(screen.queryByRole('button', { name: /Hold for/u })).toBeNull()
})

const arrived = {
  phase: 'under-way',
  role: 'receiver',
  can: { report: true, confirmReceipt: true },
} as const

test('tells how it goes', async () => {
  const page = await renderPage(showing(one(arrived)), {
    path,
  })
  await page.user.click(await screen.findByRole('button', { name: 'Tell how it goes' }))
  await page.user.type(screen.getByRole('textbox', { name: /^Moved so far/u }), '120,5')
  await page.user.click(screen.getByRole('button', { name: 'Send it' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('transfers.report')).toEqual([{ id: ID, delivered: 120.5, note: '' }]),
  )
})

test('signs a receipt only once it is said whether the level here is to be corrected', async () => {
  const transfer = one(arrived)
  const page = await renderPage({ ...showing(transfer), ...unlocked, ...keepingWater }, { path })
  await page.user.type(await screen.findByRole('textbox', { name: /^How much arrived/u }), '290')
  await page.user.click(screen.getByRole('radio', { name: /^partial/u }))
  await page.user.click(screen.getByRole('button', { name: 'Sign the receipt' }))
  expect(await screen.findByText('Say whether your level is to be corrected.')).toBeTruthy()
  expect(page.fake.inputsOf('transfers.confirmReceipt')).toEqual([])
  const book = screen.getByRole('radiogroup', { name: 'Add it to your level here?' })
  await page.user.click(within(book).getByRole('radio', { name: /^Yes/u }))
  await page.user.click(screen.getByRole('button', { name: 'Sign the receipt' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('transfers.confirmReceipt')).toEqual([
      { id: ID, quantity: 290, condition: 'partial', book: true },
    ]),
  )
})

test('books nothing where no level is kept, and says so before the signature', async () => {
  const transfer = one(arrived)
  const page = await renderPage({ ...showing(transfer), ...unlocked }, { path })
  expect(await screen.findByText(/You keep no level of this/u)).toBeTruthy()
  await page.user.type(screen.getByRole('textbox', { name: /^How much arrived/u }), '300')
  await page.user.click(screen.getByRole('radio', { name: /^whole/u }))
  await page.user.click(screen.getByRole('button', { name: 'Sign the receipt' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('transfers.confirmReceipt')).toEqual([
      { id: ID, quantity: 300, condition: 'whole', book: false },
    ]),
  )
})

test('follows the transfer by itself: a match is told aloud, and the choices are gone', async () => {
  const page = await renderPage({ ...showing(one()), ...unlocked }, { path })
  const yes = await screen.findByRole('button', { name: 'Hold for yes' })
  act(() => yes.focus())
  page.fake.answer(showing(one({ phase: 'agreed', signedHere: ['Anna'], signedThere: ['Elin'] })))
  act(() => page.fake.emit('transfers.changed', { id: ID }))
  await waitFor(() =>
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
      'Both sides have said yes and signed. It can set out.',
    ),
  )
  expect(screen.queryByRole('button', { name: /Hold for/u })).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
})

test('says so where a transfer is not known here', async () => {
  await renderPage({}, { path: '/transfers/nothing' })
  expect(await screen.findByRole('heading', { name: /not known here/u })).toBeTruthy()
})
