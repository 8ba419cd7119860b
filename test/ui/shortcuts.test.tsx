// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { marksOf, meaningOf, pressOf, SHORTCUTS, shortcutPaths } from '../../src/renderer/app/shortcuts.ts'
import { renderPage } from '../support/render-page.tsx'
import { sampleAlert } from '../support/sample-views.ts'

/** Its code is transformed on first use, which on a busy machine takes a while. */
const FIRST_OPENED_TIMEOUT_MS = 8_000

const key = (name: string, part: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
})

describe('a press', () => {
  test.each([
    ['k', { ctrlKey: true }, false, 'mod+k'],
    ['k', { metaKey: true }, true, 'mod+k'],
    ['k', { metaKey: true }, false, null],
    ['k', { ctrlKey: true }, true, null],
    ['?', { shiftKey: true }, false, '?'],
    ['J', {}, false, 'j'],
    ['J', { shiftKey: true }, false, null],
    ['j', { altKey: true }, false, null],
  ] as const)('%s with %o (Apple: %s) is %s', (name, part, isApple, press) => {
    expect(pressOf(key(name, part), isApple)).toBe(press)
  })

  test('is told as the keys of the machine are marked', () => {
    expect(marksOf('mod+k', true)).toEqual(['⌘', 'K'])
    expect(marksOf('mod+k', false)).toEqual(['Ctrl', 'K'])
    expect(marksOf('escape', false)).toEqual(['Esc'])
  })

  test('no two shortcuts of one place begin alike', () => {
    const all = Object.values(SHORTCUTS).map(({ place, presses }) => `${place} ${presses.join(' ')}`)
    expect(new Set(all).size).toBe(all.length)
    expect(meaningOf(['g'], () => true)).toBe('begun')
    expect(meaningOf(['g', 's'], () => true)).toBe('/seedbed')
    expect(meaningOf(['s'], () => false)).toBeNull()
  })
})

test.each(shortcutPaths)('g and a letter lead to %s', async (path) => {
  const page = await renderPage({}, { path: path === '/' ? '/map' : '/' })
  await page.user.keyboard(SHORTCUTS[path].presses.join(''))
  await waitFor(() => expect(window.location.hash).toBe(`#${path}`))
})

test('the second press of two means what the first began, also where a view has a key of that name', async () => {
  const page = await renderPage(
    { alerts: { list: () => ({ alerts: [sampleAlert(1)] }) } },
    { path: '/alerts' },
  )
  await screen.findByRole('link', { name: /“/u })
  await page.user.keyboard('jgs')
  await waitFor(() => expect(window.location.hash).toBe('#/seedbed'))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a first press alone is forgotten after a while', async () => {
  const page = await renderPage()
  await page.user.keyboard('g')
  await page.wait(3_000)
  await page.user.keyboard('m')
  expect(window.location.hash).toBe('#/')
})

test('? tells the keys of the view that is open, and those of everywhere', async () => {
  const page = await renderPage(
    { alerts: { list: () => ({ alerts: [sampleAlert(1)] }) } },
    { path: '/alerts' },
  )
  await screen.findByRole('link', { name: /“/u })
  await page.user.keyboard('?')
  const dialogue = within(
    await screen.findByRole('dialog', { name: 'Keys' }, { timeout: FIRST_OPENED_TIMEOUT_MS }),
  )
  expect(dialogue.getByRole('region', { name: 'Keys for this list' }).textContent).toContain('Snooze it')
  expect(dialogue.getByRole('region', { name: 'Everywhere' }).textContent).toContain('Seedbed')
})

test('single keys can be turned off; those with a commanding key stay', async () => {
  const page = await renderPage({}, { path: '/settings' })
  await page.user.click(await screen.findByRole('switch', { name: 'Single keys mean something' }))
  page.user.keyboard('gm?')
  fireEvent.keyDown(document.body, { key: '?' })
  expect(window.location.hash).toBe('#/settings')
  expect(screen.queryByRole('dialog')).toBeNull()
  await page.user.keyboard('{Control>}k{/Control}')
  expect(
    await screen.findByRole('dialog', { name: 'Find and go' }, { timeout: FIRST_OPENED_TIMEOUT_MS }),
  ).toBeTruthy()
})

test('letters typed at once after calling for the finder mean nothing else while it is on its way', async () => {
  await renderPage()
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  for (const letter of 'gm') fireEvent.keyDown(document.body, { key: letter })
  expect(window.location.hash).toBe('#/')
  await screen.findByRole('dialog', { name: 'Find and go' }, { timeout: FIRST_OPENED_TIMEOUT_MS })
})

test('keys do nothing before a dialogue', async () => {
  const page = await renderPage()
  await page.user.click(screen.getByRole('button', { name: 'Unlock' }))
  await screen.findByRole('dialog', { name: 'Who are you?' })
  fireEvent.keyDown(document.body, { key: '?' })
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  expect(screen.getAllByRole('dialog')).toHaveLength(1)
})
