// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { findIn } from '../../src/renderer/features/find/find-entries.ts'
import { closeness, foldFor, markedParts, wordsOf } from '../../src/renderer/features/find/find-text.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { type Page, renderPage } from '../support/render-page.tsx'
import {
  sampleAlert,
  sampleMirror,
  sampleNeighbour,
  samplePractice,
  sampleResource,
} from '../support/sample-views.ts'

describe('text is compared', () => {
  test.each([
    ['ja', 'ｶﾅ', 'カナ'],
    ['ja', 'カナ', 'かな'],
    ['ja', 'ｶﾞｯｺｳ', 'がっこう'],
    ['ja', 'Ｐｕｍｐ', 'pump'],
    ['sv', 'CAFÉ', 'cafe'],
    ['sv', 'Ærø', 'ärö'],
    ['en', 'Ås', 'as'],
  ] as const)('in %s %s as %s', (language, one, other) => {
    expect(foldFor(one, language)).toBe(foldFor(other, language))
  })

  test.each([
    ['sv', 'Ås', 'as'],
    ['sv', 'mål', 'mäl'],
    ['ja', 'はは', 'ばば'],
  ] as const)('in %s %s not as %s', (language, one, other) => {
    expect(foldFor(one, language)).not.toBe(foldFor(other, language))
  })

  test('marks whole characters of what was written, however it was asked for', () => {
    const marks = (text: string, query: string) =>
      markedParts(text, wordsOf(query, 'ja'), 'ja').map((part) =>
        part.marked ? `[${part.text}]` : part.text,
      )
    expect(marks('北のﾎﾟﾝﾌﾟ場', 'ぽんぷ').join('')).toBe('北の[ﾎﾟﾝﾌﾟ]場')
    expect(marks('Cafe\u0301 och café', 'CAFE').join('')).toBe('[Cafe\u0301] och [café]')
  })

  test('a title that begins with the question is closest, then the beginning of a word, then the inside of one', () => {
    const close = ['Water', 'Tank of water', 'Backwater', 'Elsewhere'].map((title) =>
      closeness(foldFor(title, 'en'), ['water']),
    )
    expect(close).toEqual([0, 1, 2, 3])
  })

  test('a question without answer finds nothing, and an empty one what was gone to lately', () => {
    const entry = {
      key: 'a',
      kind: 'alert',
      title: 'Pump',
      detail: '',
      unseen: '',
      atMs: 0,
      way: { address: '/' },
    } as const
    expect(findIn([entry], { text: 'xyz', language: 'en', lastFound: [] })).toEqual([])
    expect(findIn([entry], { text: ' ', language: 'en', lastFound: ['a'] })).toEqual([
      { kind: 'recent', entries: [entry], more: 0 },
    ])
  })
})

/** Its code is transformed on first use, which on a busy machine takes a while. */
const FIRST_OPENED_TIMEOUT_MS = 8_000

const press = (page: Page) => page.user.keyboard('{Control>}k{/Control}')
const opened = async (page: Page) => {
  await press(page)
  return within(
    await screen.findByRole('dialog', { name: 'Find and go' }, { timeout: FIRST_OPENED_TIMEOUT_MS }),
  )
}

test('finds an alert by a word in it, marks the word, and goes there by Enter', async () => {
  const page = await renderPage({
    alerts: {
      list: () => ({
        alerts: [sampleAlert(1, { summary: 'Pump plan is wrong' }), sampleAlert(2, { summary: 'Other' })],
      }),
    },
    neighbours: { list: () => ({ neighbours: [sampleNeighbour('b', { name: 'Björk' })] }) },
  })
  const dialogue = await opened(page)
  await page.user.keyboard('wrong')
  const option = await dialogue.findByRole('option', { name: /Pump plan is wrong/u })
  expect(option.querySelector('mark')?.textContent).toBe('wrong')
  expect(dialogue.getByRole('status').textContent).toBe('One thing fits')
  await page.user.keyboard('{ArrowDown}{Enter}')
  await waitFor(() => expect(window.location.hash).toBe(`#/alerts/${sampleAlert(1).id}`))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('shows every place and act before anything is asked, and says so when nothing fits', async () => {
  const page = await renderPage()
  const dialogue = await opened(page)
  expect(dialogue.getByRole('option', { name: 'Map' })).toBeTruthy()
  expect(dialogue.getByRole('option', { name: 'Raise an alert' })).toBeTruthy()
  await page.user.keyboard('zzzz')
  expect(await dialogue.findByText(/Nothing fits\. Try/u)).toBeTruthy()
})

test.each([
  [true, 1],
  [false, 0],
])('what simulated Nodes report is a place where one is in practice: %s', async (inside, count) => {
  const page = await renderPage({ practice: { status: () => samplePractice({ inside }) } })
  const dialogue = await opened(page)
  expect(dialogue.queryAllByRole('option', { name: 'What all Nodes report' })).toHaveLength(count)
})

test('what was gone to stands first the next time', async () => {
  const page = await renderPage({ resources: { own: () => ({ resources: [sampleResource()] }) } })
  const first = await opened(page)
  await page.user.keyboard('water')
  await page.user.click(await first.findByRole('option', { name: /Water/u }))
  await waitFor(() => expect(window.location.hash).toBe('#/resources?at=water'))
  const again = await opened(page)
  expect(again.getAllByRole('option')[0]?.textContent).toContain('Water')
})

test('the Enter that ends a composition takes nothing', async () => {
  const page = await renderPage()
  const dialogue = await opened(page)
  const field = dialogue.getByRole('searchbox')
  await page.user.keyboard('map')
  await dialogue.findByRole('option', { name: 'Map' })
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
  expect(screen.getByRole('dialog', { name: 'Find and go' })).toBeTruthy()
  expect(window.location.hash).toBe('#/')
})

test('a list that could not be asked is said, can be asked again, and hides nothing else', async () => {
  const page = await renderPage({
    seeds: {
      list: () => {
        throw new MirrorError('database-corrupt')
      },
    },
  })
  const dialogue = await opened(page)
  expect(await dialogue.findByText(/The database is damaged/u)).toBeTruthy()
  expect(dialogue.getByRole('option', { name: 'Map' })).toBeTruthy()
  page.fake.answer({ seeds: { list: () => ({ seeds: [] }) } })
  await page.user.click(dialogue.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(dialogue.queryByText(/The database is damaged/u)).toBeNull())
})

test('opens by a press in the rail, and locks the Mirror who is unlocked', async () => {
  const mirror = sampleMirror(1, { unlocked: true })
  const page = await renderPage({ mirrors: { list: () => ({ mirrors: [mirror] }) } })
  await page.user.click(screen.getByRole('button', { name: /^Find/u }))
  const dialogue = within(await screen.findByRole('dialog', { name: 'Find and go' }))
  await page.user.keyboard('lock')
  await page.user.click(await dialogue.findByRole('option', { name: /Lock: .*Anna/u }))
  await waitFor(() => expect(page.fake.inputsOf('mirrors.lock')).toEqual([{ mirrorId: mirror.mirrorId }]))
})

test('leads to a part of the settings, which takes the focus', async () => {
  const page = await renderPage()
  const dialogue = await opened(page)
  await page.user.keyboard('safe')
  await page.user.click(await dialogue.findByRole('option', { name: 'Safe from loss' }))
  await waitFor(
    () => expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Safe from loss' })),
    { timeout: FIRST_OPENED_TIMEOUT_MS },
  )
})
