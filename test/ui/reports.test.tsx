// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage } from '../support/render-page.tsx'
import { SAMPLE_NOW_MS, sampleReport } from '../support/sample-views.ts'

const reports = [
  sampleReport('b'),
  sampleReport('d', {
    name: 'Björk',
    state: 'deficit',
    low: 0,
    high: 140,
    hops: 3,
    receivedAtMs: SAMPLE_NOW_MS - 7 * 3_600_000,
  }),
  sampleReport('d', {
    name: 'Björk',
    resource: 'Ved',
    unit: 'm³',
    low: 2,
    high: 5,
    capacity: 8,
    state: 'enough',
  }),
]
const shown = { map: { reports: () => ({ reports }) } }

test('lists each Node with class in words, range, age and way', async () => {
  await renderPage(shown, { path: '/reports' })
  const row = (await screen.findByText('7 hours ago')).closest('tr')
  if (row === null) throw new Error('the age stands in no row')
  expect(within(row).getByText('in need')).toBeTruthy()
  expect(row.textContent).toContain('0–140\u00a0L')
  expect(within(row).getByText('3 hops')).toBeTruthy()
  expect(within(row).getByRole('img', { name: 'between 0 and 140 of 1,000 L' })).toBeTruthy()
})

test('turns into a matrix of Nodes and resources, with gaps said in words', async () => {
  const page = await renderPage(shown, { path: '/reports' })
  await page.user.click(await screen.findByRole('radio', { name: 'Matrix' }))
  const columns = screen.getAllByRole('columnheader').map((cell) => cell.textContent)
  expect(columns).toEqual(['Node', 'Water', 'Ved'])
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Alby', 'Björk'])
  expect(screen.getByText('shows nothing')).toBeTruthy()
})

test('narrows to one resource', async () => {
  const page = await renderPage(shown, { path: '/reports' })
  await page.user.click(await screen.findByRole('radio', { name: /Ved/u }))
  expect(screen.getAllByRole('row')).toHaveLength(2)
})

test('with nothing heard, says so and offers to invite', async () => {
  await renderPage({}, { path: '/reports' })
  expect(await screen.findByText('No neighbour has shown anything yet.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Invite a neighbour' })).toBeTruthy()
})
