// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sightOf } from '../../src/renderer/app/reach.ts'
import { renderPage } from '../support/render-page.tsx'
import { SAMPLE_NOW_MS, sampleNeighbour, sampleReport, sampleStatus } from '../support/sample-views.ts'

const MINUTE_MS = 60_000
const heard = (minutesAgo: number) => ({
  connected: false,
  lastHeardMs: SAMPLE_NOW_MS - minutesAgo * MINUTE_MS,
})
const near = { connected: true, lastHeardMs: SAMPLE_NOW_MS }
const never = { connected: false, lastHeardMs: null }

test.each([
  ['nobody is known', [], 'whole'],
  ['all are near', [near, near], 'whole'],
  ['one is away for less than two reports', [near, heard(119)], 'whole'],
  ['one is away for more than two reports', [near, heard(121)], 'some'],
  ['one was never heard', [near, never], 'some'],
  ['all went away just now', [heard(9), heard(3)], 'whole'],
  ['all are away for a while', [heard(11), never], 'nobody'],
] as const)('where %s', (_case, nodes, sees) => {
  expect(sightOf({ nodes, oldest: null }, SAMPLE_NOW_MS).sees).toBe(sees)
})

const partial = {
  node: { status: () => sampleStatus({ neighbours: 1, knownNodes: 2 }) },
  neighbours: {
    list: () => ({
      neighbours: [sampleNeighbour('b', near), sampleNeighbour('c', heard(8 * 60))],
    }),
  },
}

test('says how many can be seen, how old the oldest figures are, and leads to the neighbours', async () => {
  const oldest = { resource: 'water', reportedAtMs: SAMPLE_NOW_MS - 7 * 60 * MINUTE_MS }
  await renderPage({ ...partial, map: { oldest: () => ({ oldest }) } })
  const banner = await screen.findByText(/You can see 1 of 2 Nodes; figures/u)
  expect(banner.textContent).toContain('figures for water are 7 hours old')
  expect(banner.closest('[role="status"]')).toBeTruthy()
  expect(banner.querySelector('a')?.getAttribute('href')).toBe('#/neighbours')
})

test('says calmly that nobody is in reach, and what that means', async () => {
  await renderPage({
    node: { status: () => sampleStatus({ neighbours: 0, knownNodes: 1 }) },
    neighbours: { list: () => ({ neighbours: [sampleNeighbour('c', heard(60))] }) },
  })
  expect(await screen.findByText(/No other Node is in reach\. Yours works on/u)).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})

test.each([
  ['/neighbours', 'You can see 1 of 2 Nodes'],
  ['/map', 'Water, as our neighbours show it'],
])('says nothing at %s, which says it itself', async (path, name) => {
  const reports = [sampleReport('c', { reportedAtMs: SAMPLE_NOW_MS - 7 * 60 * MINUTE_MS })]
  await renderPage(
    { ...partial, map: { reports: () => ({ reports }), oldest: () => ({ oldest: reports[0] ?? null }) } },
    { path },
  )
  await screen.findByRole('heading', { level: 1, name })
  expect(screen.queryByText(/figures for .* old/u)).toBeNull()
})
