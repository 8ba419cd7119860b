// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { exampleRange, nextDayMs, usedOf } from '../../src/renderer/features/resources/privacy-meter.ts'
import type { Accuracy, ResourcePrivacy } from '../../src/shared/contract/privacy.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { FAKE_PIN } from '../support/fake-world.ts'
import { type Page, renderPage } from '../support/render-page.tsx'
import {
  SAMPLE_NOW_MS,
  sampleMirror,
  samplePrivacy,
  sampleReport,
  sampleResource,
} from '../support/sample-views.ts'

const HOUR_MS = 3_600_000
const UNLOCKED = { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) }

/** The Resources view of a Node that measures water, and remembers the accuracy it is told. */
async function atResources(start: ResourcePrivacy = samplePrivacy(), mirrors = {}): Promise<Page> {
  let privacy = start
  return renderPage(
    {
      mirrors,
      resources: { own: () => ({ resources: [sampleResource()] }) },
      privacy: {
        budget: () => ({ resources: [privacy] }),
        setAccuracy: ({ resource, within: chosen }) => {
          privacy = { ...privacy, within: chosen as Accuracy }
          return { resource, within: privacy.within, epsilon: 0.33 }
        },
      },
    },
    { path: '/resources' },
  )
}

async function unfold(page: Page): Promise<void> {
  await page.user.click(await screen.findByRole('button', { name: /^What others can learn/u }))
}

test('says what others can learn in the Node’s own sentences, one below the other', async () => {
  const page = await atResources()
  await unfold(page)
  const sentences = screen.getAllByRole('listitem').map((item) => item.textContent)
  for (const learned of samplePrivacy().learned) expect(sentences).toContain(learned)
})

test('tells how much has been told in words, and keeps ε for the curious', async () => {
  const page = await atResources()
  await unfold(page)
  const today = screen.getByRole('meter', { name: 'Told today' })
  expect(today.getAttribute('aria-valuetext')).toBe('1 of 2 changes that a day may tell')
  expect(today.getAttribute('aria-valuenow')).toBe('50')
  expect(screen.getByRole('meter', { name: 'Told in 30 days' }).getAttribute('aria-valuetext')).toBe(
    '20% of what 30 days may tell at most',
  )
  const figures = screen.getByRole('button', { name: 'For the curious: the figures' })
  expect(figures.getAttribute('aria-expanded')).toBe('false')
  await page.user.click(figures)
  expect(screen.getByText('ε told in 30 days').parentElement?.textContent).toContain('6')
})

test('a change held back is seen without unfolding anything, with its age and when it can go out', async () => {
  await atResources(samplePrivacy({ releasesToday: 2, heldSinceMs: SAMPLE_NOW_MS - 3 * HOUR_MS }))
  const held = await screen.findByText(/^The level moved/u)
  expect(held.textContent).toContain('3 hours ago')
  expect(held.textContent).toContain('today’s 2 changes have already been told')
  expect(held.textContent).toContain('in 12 hours')
})

test('shows for each accuracy how wide a range others would see', async () => {
  const page = await atResources()
  await unfold(page)
  for (const [name, width] of [
    ['within ±10%', '200'],
    ['within ±20%', '400'],
    ['within ±30%', '600'],
  ] as const) {
    const card = screen.getByRole('radio', { name: new RegExp(name, 'u') }).closest('label')
    expect(card?.textContent).toContain(`up to ${width} `)
  }
})

test('walking through the accuracies signs nothing; the choice is signed once by whoever unlocks', async () => {
  const page = await atResources()
  await unfold(page)
  screen.getByRole('radio', { name: /within ±20%/u }).focus()
  await page.user.keyboard('{ArrowUp}{ArrowDown}{ArrowDown}')
  expect(page.fake.inputsOf('privacy.setAccuracy')).toEqual([])
  expect(screen.getByText(/going back and forth tells more, not less/u)).toBeTruthy()

  await page.user.click(screen.getByRole('button', { name: 'Show it within ±30%' }))
  const dialogue = await screen.findByRole('dialog', { name: 'Who are you?' })
  await page.user.type(within(dialogue).getByLabelText(/PIN of/u), `${FAKE_PIN}{Enter}`)
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show it within ±30%' })).toBeNull())
  expect(page.fake.inputsOf('privacy.setAccuracy')).toEqual([
    { resource: 'water', within: 0.3 },
    { resource: 'water', within: 0.3 },
  ])
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /within ±30%/u }).checked).toBe(true)
})

test('an accuracy refused says why, and stays to be chosen again', async () => {
  const page = await atResources(samplePrivacy(), UNLOCKED)
  page.fake.answer({
    privacy: {
      setAccuracy: () => {
        throw new MirrorError('resource-unknown')
      },
    },
  })
  await unfold(page)
  await page.user.click(screen.getByRole('radio', { name: /within ±10%/u }))
  await page.user.click(screen.getByRole('button', { name: 'Show it within ±10%' }))
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Show it within ±10%' })).toBeTruthy()
})

test('a resource of which nothing has been told says so', async () => {
  const page = await renderPage(
    { resources: { own: () => ({ resources: [sampleResource({ shown: null })] }) } },
    { path: '/resources' },
  )
  await unfold(page)
  expect(screen.getByText('Nothing has been told of it yet.')).toBeTruthy()
})

test('the bands among neighbours’ reports mean nine times of ten, and say so', async () => {
  await renderPage({ map: { reports: () => ({ reports: [sampleReport('b')] }) } }, { path: '/map' })
  expect(await screen.findByText(/where the true level lies, nine times of ten/u)).toBeTruthy()
})

test.each([
  [0, 30, 0],
  [15, 30, 0.5],
  [45, 30, 1],
  [1, 0, 0],
])('%d of %d told fills the bar to %d', (spent, limit, filled) => {
  expect(usedOf(spent, limit)).toBe(filled)
})

test('a range drawn as an example stays within what fits', () => {
  expect(exampleRange({ level: 900, capacity: 1_000 }, 0.2)).toEqual({ low: 700, high: 1_000 })
  expect(exampleRange({ level: 50, capacity: 1_000 }, 0.1)).toEqual({ low: 0, high: 150 })
})

test.each([
  [Date.UTC(2026, 10, 21, 12), Date.UTC(2026, 10, 22)],
  [Date.UTC(2026, 10, 21, 23, 59, 59, 999), Date.UTC(2026, 10, 22)],
  [Date.UTC(2026, 11, 31), Date.UTC(2027, 0, 1)],
])('the next day begins at midnight UTC', (nowMs, next) => {
  expect(nextDayMs(nowMs)).toBe(next)
})
