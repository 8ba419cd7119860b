// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { renderPage } from '../support/render-page.tsx'
import {
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleNeighbour,
  sampleReport,
  sampleResource,
  sampleShown,
  sampleStatus,
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
    const many = Array.from({ length: 60 }, (_, n) =>
      sampleReport('b', {
        nodeId: `${nodeIdOf('b').slice(0, -3)}${n + 111}`.replaceAll('0', 'x'),
        name: `Nod ${n}`,
      }),
    )
    const page = await renderPage({ map: { reports: () => ({ reports: many }) } }, { path: '/map' })
    const rows = (): number => document.querySelectorAll('tbody tr').length
    expect(await screen.findByText('1–50 of 61')).toBeTruthy()
    expect(rows()).toBe(50)
    await page.user.click(screen.getByText('Next'))
    expect(screen.getByText('51–61 of 61')).toBeTruthy()
    expect(rows()).toBe(11)
    await page.user.type(screen.getByLabelText('Find a Node'), 'nod 57')
    await waitFor(() => expect(rows()).toBe(1))
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

  test('leads on to talk, and to the transfer that is under way with it', async () => {
    const transfer = sampleTransfer(1, { peer: nodeIdOf('d'), phase: 'offered' })
    const answers = { ...shown, transfers: { list: () => ({ transfers: [transfer] }) } }
    const page = await renderPage(answers, { path: '/map' })
    await page.user.click(await open('Björk'))
    const panel = screen.getByRole('complementary', { name: 'Björk' })
    const talk = within(panel).getByRole('link', { name: 'Talk' })
    expect(talk.getAttribute('href')).toBe(`#/neighbours/${nodeIdOf('d')}/talk`)
    const under = await within(panel).findByRole('link', { name: /300/u })
    expect(under.getAttribute('href')).toBe(`#/transfers/${transfer.id}`)
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

describe('the ways on from a row', () => {
  const ways = async (page: Awaited<ReturnType<typeof renderPage>>) => {
    await page.user.click(await screen.findByRole('button', { name: /^Offer to .?Björk/u }))
    return (await screen.findAllByRole('menuitem')).map((item) => [
      item.textContent,
      item.getAttribute('href'),
    ])
  }
  const to = `to=${nodeIdOf('d')}`
  const talk = ['Talk', `#/neighbours/${nodeIdOf('d')}/talk`]

  test('are those of the panel, for the resource that is shown', async () => {
    const page = await renderPage(shown, { path: '/map' })
    expect(await ways(page)).toEqual([
      ['Offer: Water', `#/transfers/new?${to}&as=giver&resource=water`],
      ['Ask for: Water', `#/transfers/new?${to}&as=receiver&resource=water`],
      talk,
      ['Over time', null],
    ])
    await page.user.click(screen.getByRole('menuitem', { name: 'Over time' }))
    expect(await screen.findByRole('complementary', { name: 'Björk' })).toBeTruthy()
  })

  test('are for every resource in the matrix', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await page.user.click(await screen.findByRole('radio', { name: 'Matrix' }))
    const found = await ways(page)
    expect(found).toHaveLength(6)
    expect(found).toContainEqual(talk)
    expect(found.map(([, href]) => href)).toContain(`#/transfers/new?${to}&as=giver&resource=Ved`)
  })

  test('do not lead from this Node to itself', async () => {
    const own = { own: () => ({ resources: [sampleResource()] }) }
    const node = { status: () => sampleStatus({ name: 'Älvdalen' }) }
    await renderPage({ ...shown, resources: own, node }, { path: '/map' })
    expect(await open('Älvdalen')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Offer to .?Älvdalen/u })).toBeNull()
  })
})

describe('the past of a Node', () => {
  const days = (n: number): number => SAMPLE_NOW_MS - n * 24 * 3_600_000
  const falling = [
    sampleShown({ low: 200, high: 300, firstReportedAtMs: days(1), reportedAtMs: days(0) }),
    { state: 'withdrawn', reportedAtMs: days(30), receivedAtMs: days(30) } as const,
    sampleShown({ low: 0, high: 140, firstReportedAtMs: days(40), reportedAtMs: days(31) }),
  ]
  const before = sampleShown({ low: 700, high: 800, firstReportedAtMs: days(5), reportedAtMs: days(1) })
  const withPast = (points: readonly object[]) => ({
    ...shown,
    map: { ...shown.map, history: () => ({ points: points as typeof falling }) },
  })

  test('stands in a table, and a fall is told as a hint', async () => {
    const page = await renderPage(withPast([falling[0] ?? {}, before]), { path: '/map' })
    await page.user.click(await open('Alby'))
    expect(await screen.findByText(/empty in one day at the earliest, in 4 days at the latest/u)).toBeTruthy()
    await page.user.click(screen.getByRole('button', { name: 'What was shown, as a table' }))
    const table = screen.getByRole('table', { name: 'What was shown, as a table' })
    expect(within(table).getByText(/700–800/u)).toBeTruthy()
    expect(page.fake.inputsOf('map.history')).toEqual([
      { nodeId: nodeIdOf('b'), resource: 'water', limit: 1_000 },
    ])
  })

  test('says when a resource was no longer shown, and foretells nothing across that', async () => {
    const page = await renderPage(withPast(falling), { path: '/map' })
    await page.user.click(await open('Alby'))
    expect(await screen.findByText('The ranges tell of no clear fall.')).toBeTruthy()
    await page.user.click(screen.getByRole('button', { name: 'What was shown, as a table' }))
    expect(screen.getByText('no longer shown')).toBeTruthy()
  })

  test('is asked for by resource', async () => {
    const page = await renderPage(withPast([before]), { path: '/map' })
    await page.user.click(await open('Björk'))
    const panel = screen.getByRole('complementary', { name: 'Björk' })
    await page.user.click(await within(panel).findByRole('radio', { name: /Ved/u }))
    await waitFor(() => expect(page.fake.inputsOf('map.history').at(-1)).toMatchObject({ resource: 'Ved' }))
  })

  test('may not be there yet', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await page.user.click(await open('Alby'))
    expect(await screen.findByText(/Nothing is remembered yet/u)).toBeTruthy()
  })
})

describe('what is missing', () => {
  test('is a neighbour, where there is none: the page says how to come by one', async () => {
    await renderPage({}, { path: '/map' })
    expect(await screen.findByText('You have no neighbour yet.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Invite a neighbour' })).toBeTruthy()
  })

  test('is a report, where neighbours have shown nothing', async () => {
    const neighbours = { list: () => ({ neighbours: [sampleNeighbour('c')] }) }
    await renderPage({ neighbours }, { path: '/map' })
    expect(await screen.findByText('No neighbour has shown anything yet.')).toBeTruthy()
  })

  const refuse = () => {
    throw new MirrorError('internal')
  }
  test.each([
    [
      'neighbours',
      { neighbours: { list: refuse } },
      { neighbours: { list: () => ({ neighbours: [] }) } },
      /Who is near/u,
    ],
    [
      'transfers',
      { transfers: { list: refuse } },
      { transfers: { list: () => ({ transfers: [] }) } },
      /^The transfers could/u,
    ],
    [
      'own figures',
      { resources: { own: refuse } },
      { resources: { own: () => ({ resources: [] }) } },
      /^Your own figures/u,
    ],
  ])(
    'is said of %s that could not be read, and mended by trying again',
    async (_of, failing, mended, words) => {
      const page = await renderPage({ ...shown, ...failing }, { path: '/map' })
      const told = (await screen.findByText(words)).closest('[role="alert"]')
      if (!(told instanceof HTMLElement)) throw new Error('it is said, and not as an alert')
      page.fake.answer(mended)
      await page.user.click(within(told).getByRole('button', { name: 'Try again' }))
      await waitFor(() => expect(screen.queryByText(words)).toBeNull())
      expect(await open('Björk')).toBeTruthy()
    },
  )

  test('is said of figures that are old and Nodes that are silent', async () => {
    const old = reports.map((report) => ({ ...report, receivedAtMs: SAMPLE_NOW_MS - 7 * 3_600_000 }))
    await renderPage({ map: { reports: () => ({ reports: old }) } }, { path: '/map' })
    const told = await screen.findByText(/You can see 0 of 2 Nodes/u)
    expect(told.textContent).toContain('Water: the newest figure is 7 hours old.')
  })
})

describe('reports that come in', () => {
  test('are asked for by their Nodes, and many within a while together', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await open('Björk')
    const asked = page.fake.inputsOf('map.reports').length
    const inputs = () => page.fake.inputsOf('map.reports').slice(asked)
    const [b, c, d] = ['b', 'c', 'd'].map(nodeIdOf)
    page.fake.answer({
      map: { reports: () => ({ reports: [sampleReport('d', { name: 'Björk', low: 333 })] }) },
    })
    await act(async () => page.fake.emit('map.changed', { id: d }))
    await screen.findByText(/333/u)
    expect(await open('Alby')).toBeTruthy()
    await act(async () => {
      page.fake.emit('map.changed', { id: b })
      page.fake.emit('map.changed', { id: c })
    })
    expect(inputs()).toEqual([{ nodeIds: [d] }])
    await page.wait(3_000)
    await waitFor(() => expect(inputs().at(-1)).toEqual({ nodeIds: [b, c] }))
  })

  test('are all asked for after the Node was out of reach', async () => {
    const page = await renderPage(shown, { path: '/map' })
    await open('Björk')
    const asked = page.fake.inputsOf('map.reports').length
    await act(async () => page.fake.emit('map.changed'))
    await waitFor(() => expect(page.fake.inputsOf('map.reports').slice(asked)).toEqual([{}]))
  })
})
