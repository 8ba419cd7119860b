// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { fromOthers, sumUp, toSums } from '../../src/renderer/features/neighbours/meeting-sums.ts'
import { MeetingView } from '../../src/shared/contract/neighbours.ts'
import { renderPage } from '../support/render-page.tsx'
import { nodeIdOf, SAMPLE_NOW_MS, sampleNeighbour } from '../support/sample-views.ts'

const MINUTE_MS = 60_000
const nodeId = nodeIdOf('b')

/** A meeting some minutes ago at which they learned of two reports and an alert of ours, and we of a lesson. */
const meeting = (minutesAgo: number, part: Partial<MeetingView> = {}): MeetingView =>
  MeetingView.parse({
    beganAtMs: SAMPLE_NOW_MS - (minutesAgo + 1) * MINUTE_MS,
    endedAtMs: SAMPLE_NOW_MS - minutesAgo * MINUTE_MS,
    ...{ level: true, sentBytes: 1_800, receivedBytes: 1_200, comparedBytes: 400, savedBytes: 31_600 },
    given: [
      { kind: 'resource-report', count: 2 },
      { kind: 'alert', count: 4 },
    ],
    taken: [{ kind: 'seed', count: 1 }],
    learnedOfUs: [
      { kind: 'resource-report', count: 2 },
      { kind: 'alert', count: 1 },
    ],
    ...part,
  })

async function open(meetings: readonly MeetingView[]) {
  const neighbours = {
    list: () => ({ neighbours: [sampleNeighbour('b')] }),
    meetings: () => ({ meetings: [...meetings] }),
  }
  const page = await renderPage({ neighbours }, { path: '/neighbours' })
  await page.user.click(await screen.findByRole('button', { name: 'How to recognise them' }))
  expect(page.fake.inputsOf('neighbours.meetings')).toEqual([])
  await page.user.click(screen.getByRole('button', { name: 'What your meetings brought' }))
  return page
}

const rows = async () =>
  (await screen.findAllByText('They learned about you')).map((name) => name.closest('li')?.textContent ?? '')

describe('what meetings brought', () => {
  test('stands in plain counts: what they learned about us, what of others, what we learned, what it took', async () => {
    await open([meeting(12)])
    const [row] = await rows()
    expect(row).toContain('12 minutes ago')
    expect(row).toContain('then both had the same')
    expect(row).toContain('They learned about youone alert and 2 reports of resources')
    expect(row).toContain('You passed on from others3 alerts')
    expect(row).toContain('You learned from themone lesson')
    expect(row).toContain('3 kB went back and forth: 32 kB less than with a list of everything.')
  })

  test('is summed up in a sentence', async () => {
    await open([meeting(1), meeting(2, { level: false, learnedOfUs: [], taken: [] })])
    expect(
      await screen.findByText(
        /At the last 2 meetings they learned 3 things about you, and you learned one thing from them. All of it took 6 kB, and lists of everything would have taken 63 kB more./u,
      ),
    ).toBeTruthy()
    expect((await rows())[1]).toContain('ended before both had the same')
  })

  test('shows the newest, and those before on asking', async () => {
    const page = await open([1, 2, 3, 4, 5, 6, 7].map((minutesAgo) => meeting(minutesAgo)))
    expect(await rows()).toHaveLength(5)
    await page.user.click(screen.getByRole('button', { name: '2 meetings before' }))
    expect(await rows()).toHaveLength(7)
  })

  test('grows as they meet, and only where the neighbour is the one', async () => {
    const page = await open([])
    expect(await screen.findByText(/Nothing has been noted yet/u)).toBeTruthy()
    page.fake.answer({ neighbours: { meetings: () => ({ meetings: [meeting(0)] }) } })
    page.fake.emit('neighbours.changed', { id: nodeIdOf('c') })
    page.fake.emit('neighbours.changed', { id: nodeId })
    expect(await screen.findByText(/then both had the same/u)).toBeTruthy()
    expect(page.fake.inputsOf('neighbours.meetings')).toHaveLength(2)
  })

  test('keeps nobody out', async () => {
    await open([meeting(1), meeting(2)])
    await rows()
    const options = { rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } } }
    expect((await axe.run(document, options)).violations.map(({ id }) => id)).toEqual([])
  })
})

describe('sums of meetings', () => {
  test('count what Nodes tell each other for themselves as one, last', () => {
    const counts = [
      { kind: 'epoch-opened', count: 1 },
      { kind: 'something-of-tomorrow', count: 4 },
      { kind: 'seed', count: 2 },
    ]
    expect(toSums(counts)).toEqual([
      { kind: 'seed', count: 2 },
      { kind: 'rest', count: 5 },
    ])
  })

  test('take what we said ourselves from what we gave', () => {
    expect(fromOthers(meeting(1))).toEqual([{ kind: 'alert', count: 3 }])
  })

  test.each([
    [[], { meetings: 0, learnedOfUs: 0, taken: 0, bytes: 0, savedBytes: 0 }],
    [
      [meeting(1), meeting(2, { savedBytes: 0 })],
      { meetings: 2, learnedOfUs: 6, taken: 2, bytes: 6_000, savedBytes: 31_600 },
    ],
  ])('add up', (meetings, sums) => {
    expect(sumUp(meetings)).toEqual(sums)
  })
})
