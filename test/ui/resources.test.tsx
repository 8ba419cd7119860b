// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type Page, renderPage } from '../support/render-page.tsx'
import { SAMPLE_NOW_MS, sampleResource } from '../support/sample-views.ts'

const owning = (...own: ReturnType<typeof sampleResource>[]) => ({
  resources: { own: () => ({ resources: own }) },
})

async function openForm(page: Page): Promise<void> {
  await page.user.click(await screen.findByRole('button', { name: 'Record a level' }))
  await screen.findByRole('dialog', { name: 'Record a level' })
}

async function write(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const field = screen.getByLabelText(label)
    await page.user.clear(field)
    await page.user.type(field, value)
  }
}

test('shows the exact level as only here, and beside it what others see', async () => {
  await renderPage(owning(sampleResource()), { path: '/resources' })
  expect(await screen.findByText('only here')).toBeTruthy()
  expect(screen.getByText(/Others see: between 120 and 720 L, enough/u)).toBeTruthy()
  expect(screen.getByText(/about 6.4 days until the line of need/u)).toBeTruthy()
})

test.each([
  [[], 'What we have'],
  [['enough', 'surplus'], 'Nothing runs short here'],
  [['enough', 'deficit'], 'We are short of food'],
  [['deficit', 'deficit'], 'We are short of 2 things'],
] as const)('with %j its heading is: %s', async (states, heading) => {
  const own = states.map((state, index) =>
    sampleResource({ resource: index === 0 ? 'energy' : 'food', state }),
  )
  await renderPage(owning(...own), { path: '/resources' })
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeTruthy()
})

test('lists what runs short before what does not', async () => {
  const own = [sampleResource(), sampleResource({ resource: 'food', state: 'deficit' })]
  await renderPage(owning(...own), { path: '/resources' })
  await screen.findByRole('heading', { level: 1, name: 'We are short of food' })
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'Food',
    'Water',
  ])
})

test('says what is wrong at each field, and records nothing until all is right', async () => {
  const page = await renderPage(owning(), { path: '/resources' })
  await openForm(page)
  await page.user.click(screen.getByRole('radio', { name: 'Water' }))
  await write(page, {
    'Level now': '900',
    'How much fits': '800',
    'Surplus above': '500',
    'In need below': '600',
  })
  await page.user.click(screen.getByRole('button', { name: 'Record it' }))
  expect(await screen.findByText('This is more than fits.')).toBeTruthy()
  expect(screen.getByText('The line of need must lie below the line of surplus.')).toBeTruthy()
  expect(screen.getByLabelText('Level now').getAttribute('aria-invalid')).toBe('true')
  expect(page.fake.inputsOf('resources.record')).toEqual([])

  await write(page, { 'Level now': '420', 'In need below': '１００' })
  await page.user.click(screen.getByRole('button', { name: 'Record it' }))
  expect(await screen.findByText('Neighbours in reach are being told now.')).toBeTruthy()
  expect(page.fake.inputsOf('resources.record')).toEqual([
    { resource: 'water', unit: 'L', level: 420, capacity: 800, surplusAbove: 500, deficitBelow: 100 },
  ])
})

test('a new reading needs only the level: the rest is as it was', async () => {
  const page = await renderPage(owning(sampleResource()), { path: '/resources' })
  await page.user.click(await screen.findByRole('button', { name: 'New reading' }))
  await page.user.type(await screen.findByLabelText('Level now'), '399.5{Enter}')
  await waitFor(() =>
    expect(page.fake.inputsOf('resources.record')).toEqual([
      { resource: 'water', unit: 'L', level: 399.5, capacity: 1_000, surplusAbove: 700, deficitBelow: 200 },
    ]),
  )
})

test('a reading left by Escape is found again as it was, and gone once it is cancelled or recorded', async () => {
  const page = await renderPage(owning(sampleResource()), { path: '/resources' })
  const level = () => screen.findByLabelText<HTMLInputElement>('Level now')
  const open = async () => page.user.click(await screen.findByRole('button', { name: 'New reading' }))
  await open()
  await page.user.type(await level(), '399{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await open()
  expect((await level()).value).toBe('399')
  await page.user.click(screen.getByRole('button', { name: 'Cancel' }))
  await open()
  expect((await level()).value).toBe('')
  await page.user.type(await level(), '398{Enter}')
  await page.user.click(await screen.findByRole('button', { name: 'Done' }))
  await open()
  expect((await level()).value).toBe('')
})

test('takes a resource by a name of one’s own', async () => {
  const page = await renderPage(owning(), { path: '/resources' })
  await openForm(page)
  await page.user.click(screen.getByRole('radio', { name: 'Another' }))
  await write(page, {
    Name: 'Ved',
    Unit: 'm³',
    'Level now': '3',
    'How much fits': '8',
    'Surplus above': '6',
    'In need below': '1',
  })
  await page.user.click(screen.getByRole('button', { name: 'Record it' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('resources.record')).toMatchObject([{ resource: 'Ved', unit: 'm³' }]),
  )
})

test('looks at a CSV first: lines that cannot be taken by number and reason, and only then takes the rest', async () => {
  const page = await renderPage(owning(), { path: '/resources' })
  page.fake.answer({
    resources: {
      importCsv: ({ dryRun }) => ({
        accepted: 411,
        rejected: [{ line: 412, code: 'number' }],
        preview: dryRun
          ? [{ line: 2, atMs: SAMPLE_NOW_MS, resource: 'water', level: 7, unit: 'L', state: 'enough' }]
          : [],
      }),
    },
  })
  await page.user.click(await screen.findByRole('button', { name: 'Bring in a CSV' }))
  fireEvent.change(await screen.findByLabelText(/Paste the table/u), {
    target: { value: 'at,resource\nx,y' },
  })
  await page.user.click(screen.getByRole('button', { name: 'Look at it first' }))
  expect(await screen.findByText('411 lines can be taken, one cannot:')).toBeTruthy()
  expect(screen.getByText('Line 412:').parentElement?.textContent).toContain('A figure cannot be read')
  expect(page.fake.inputsOf('resources.importCsv')).toMatchObject([{ dryRun: true }])
  await page.user.click(screen.getByRole('button', { name: 'Take 411 readings' }))
  expect(await screen.findByText('411 readings were taken.')).toBeTruthy()
  expect(page.fake.inputsOf('resources.importCsv')).toMatchObject([{ dryRun: true }, { dryRun: false }])
})

test('removes a resource only after saying what follows', async () => {
  const page = await renderPage(owning(sampleResource()), { path: '/resources' })
  await page.user.click(await screen.findByRole('button', { name: 'Remove' }))
  const dialogue = await screen.findByRole('alertdialog', { name: 'Remove Water?' })
  expect(dialogue.textContent).toContain('Others will no longer see it')
  expect(document.activeElement?.textContent).toBe('Cancel')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Remove it' }))
  await waitFor(() => expect(page.fake.inputsOf('resources.remove')).toEqual([{ resource: 'water' }]))
})

test('draws how a level moved, with a table beside it', async () => {
  const points = [3, 2, 1].map((hours) => ({
    atMs: SAMPLE_NOW_MS - hours * 3_600_000,
    level: hours * 100,
    state: 'enough' as const,
  }))
  const page = await renderPage(
    { resources: { own: () => ({ resources: [sampleResource()] }), history: () => ({ points }) } },
    { path: '/resources' },
  )
  await page.user.click(await screen.findByRole('button', { name: 'How it has moved' }))
  expect(
    await screen.findByRole('img', { name: 'Water over 3 readings: between 100 and 300 L' }),
  ).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'As a table' }))
  expect(screen.getAllByRole('row')).toHaveLength(4)
})
