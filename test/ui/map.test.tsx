// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPage } from '../support/render-page.tsx'
import {
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleNeighbour,
  sampleReport,
  sampleTransfer,
} from '../support/sample-views.ts'

const place = { latitude: 61, longitude: 14, radiusKm: 10 }
const reports = [
  sampleReport('b', { place }),
  sampleReport('d', {
    name: 'Björk',
    place,
    state: 'deficit',
    low: 0,
    high: 140,
    hops: 3,
    receivedAtMs: SAMPLE_NOW_MS - 7 * 3_600_000,
  }),
  sampleReport('d', {
    name: 'Björk',
    place,
    resource: 'Ved',
    unit: 'm³',
    low: 2,
    high: 5,
    capacity: 8,
    state: 'enough',
  }),
]
const shown = { map: { reports: () => ({ reports }) } }
const open = (name: string) => screen.findByRole('button', { name: new RegExp(`^Open .?${name}`, 'u') })

describe('the table beside the map', () => {
  test('lists each Node with class in words, range, age and way', async () => {
    await renderPage(shown, { path: '/map' })
    const row = (await screen.findByText('7 hours ago')).closest('tr')
    if (row === null) throw new Error('the age stands in no row')
    expect(within(row).getByText('in need')).toBeTruthy()
    expect(row.textContent).toContain('0–140\u00a0L')
    expect(within(row).getByText('3 hops')).toBeTruthy()
    expect(within(row).getByRole('img', { name: 'between 0 and 140 of 1,000 L' })).toBeTruthy()
  })

  test('turns into a matrix of Nodes and resources, with gaps said in words', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await page.user.click(await screen.findByRole('radio', { name: 'Matrix' }))
    const columns = screen.getAllByRole('columnheader').map((cell) => cell.textContent)
    expect(columns).toEqual(['Node', 'Water', 'Ved'])
    const rows = screen.getAllByRole('rowheader').map((cell) => cell.textContent)
    expect(rows.slice(0, 2)).toEqual(['Björk', 'Alby'])
    expect(screen.getAllByText('shows nothing').length).toBeGreaterThan(0)
  })

  test('follows the resource that is chosen, and so does the heading', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await page.user.click(await screen.findByRole('radio', { name: /Ved/u }))
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/Ved.*, as our neighbours show it/u)
    const row = (await open('Björk')).closest('tr')
    expect(row?.textContent).toContain('2–5\u00a0m³')
  })

  test('is there, with a word about it, where the machine cannot draw a map', async () => {
    await renderPage(shown, { path: '/map' })
    expect(await screen.findByText(/The map cannot be drawn on this machine/u)).toBeTruthy()
    expect(screen.getByRole('table')).toBeTruthy()
  })

  test('shows thousands of Nodes by the page, and finds one by name', async () => {
    const many = Array.from({ length: 120 }, (_, n) =>
      sampleReport('b', {
        nodeId: `${nodeIdOf('b').slice(0, -3)}${n + 111}`.replaceAll('0', 'x'),
        name: `Nod ${n}`,
      }),
    )
    const page = await renderPage({ map: { reports: () => ({ reports: many }) } }, { path: '/map' })
    await page.user.click(await screen.findByRole('button', { name: 'Show 50 more' }))
    expect(screen.getAllByRole('row').length).toBeGreaterThan(100)
    await page.user.type(screen.getByLabelText('Find a Node'), 'nod 117')
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2))
  })
})

describe('a Node that is opened', () => {
  test('has the focus, says all it shows, and leads to an offer and a question of this resource', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await page.user.click(await open('Björk'))
    const panel = screen.getByRole('complementary', { name: 'Björk' })
    expect(document.activeElement?.textContent).toBe('Björk')
    expect(within(panel).getByText('Ved')).toBeTruthy()
    const addresses = ['Offer', 'Ask'].map((name) =>
      within(panel).getByRole('link', { name }).getAttribute('href'),
    )
    const asked = `to=${nodeIdOf('d')}`
    expect(addresses).toEqual([
      `#/transfers/new?${asked}&as=giver&resource=water`,
      `#/transfers/new?${asked}&as=receiver&resource=water`,
    ])
  })

  test('closes by Escape, back to where it was opened', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await page.user.click(await open('Björk'))
    await page.user.keyboard('{Escape}')
    expect(screen.queryByRole('complementary', { name: 'Björk' })).toBeNull()
    expect(document.activeElement).toBe(await open('Björk'))
  })

  test('leads on to the talk that is under way with it', async () => {
    const transfer = sampleTransfer(1, { peer: nodeIdOf('d'), phase: 'offered' })
    const answers = { ...shown, transfers: { list: () => ({ transfers: [transfer] }) } }
    const page = await renderPage(answers, { path: '/map' })
    await page.user.click(await open('Björk'))
    const talk = await screen.findByRole('link', { name: 'Talk' })
    expect(talk.getAttribute('href')).toBe(`#/transfers/${transfer.id}`)
  })

  test('may have no place, and is listed beside the map', async () => {
    const neighbours = { list: () => ({ neighbours: [sampleNeighbour('c', { name: 'Chiba' })] }) }
    const page = await renderPage({ ...shown, neighbours }, { path: '/map' })
    const beside = await screen.findByRole('region', { name: 'Without a place' })
    await page.user.click(await within(beside).findByRole('button', { name: /Chiba/u }))
    expect(screen.getByText(/It shows no place/u)).toBeTruthy()
    expect(screen.getByText('It shows nothing of what it has or lacks.')).toBeTruthy()
  })
})

test('with nothing heard, says so and offers to invite', async () => {
  await renderPage({}, { path: '/map' })
  expect(await screen.findByText('No neighbour has shown anything yet.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Invite a neighbour' })).toBeTruthy()
})
