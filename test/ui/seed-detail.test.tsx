// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { HOLD_MS } from '../../src/renderer/ui/HoldButton.tsx'
import type { SeedView } from '../../src/shared/contract/seeds.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { SeedId } from '../../src/shared/kernel/ids.ts'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, sampleAdds, sampleMirror, samplePage, sampleSeed } from '../support/sample-views.ts'

const path = `/seedbed/${hexId(1, 32)}`
const unlocked: FakeAnswers = {
  mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) },
}
const BODY = '# Why\n\nWater at **dusk**.'

type SeedAnswers = NonNullable<FakeAnswers['seeds']>

function showing(seed: SeedView, more: SeedAnswers = {}, body = BODY): FakeAnswers {
  const { id, title, hash, origin, originName, mirrorName, offeredAtMs, replaces } = seed
  const provenance = [{ id, title, hash, origin, originName, mirrorName, offeredAtMs, replaces }]
  return {
    ...unlocked,
    seeds: { list: () => ({ seeds: [seed] }), get: () => ({ seed, body, provenance }), ...more },
  }
}

test('shows the lesson, who signed it, how it came and what planting would add, counted', async () => {
  await renderPage(
    showing(sampleSeed(1), {
      preview: () => ({
        difference: { against: null, changes: [] },
        adds: sampleAdds({ links: 1, checks: 2 }),
      }),
    }),
    { path },
  )
  expect(await screen.findByRole('heading', { level: 1, name: 'Watering at dusk' })).toBeTruthy()
  expect(screen.getByRole('heading', { level: 3, name: 'Why' })).toBeTruthy()
  expect(screen.getByText('dusk').tagName).toBe('STRONG')
  expect(screen.getByText(/came over the network/u)).toBeTruthy()
  expect(screen.getByText(hexId(1, 32)).tagName).toBe('CODE')
  expect(await screen.findByText('12 words added, 0 removed')).toBeTruthy()
  expect(screen.getByText('0 bytes before, 640 after')).toBeTruthy()
  expect(screen.getByText('1 link')).toBeTruthy()
  expect(screen.getByText('2 checks')).toBeTruthy()
})

test('tells added from removed in words too, not by colour alone', async () => {
  await renderPage(
    showing(sampleSeed(1, { replaces: hexId(9, 32) }), {
      preview: () => ({
        difference: {
          against: { slug: 'watering', title: 'Watering', hash: hexId(9, 32) },
          changes: [
            { kind: 'same', text: 'Water at ' },
            { kind: 'removed', text: 'noon' },
            { kind: 'added', text: 'dusk' },
          ],
        },
        adds: sampleAdds({ newPage: false, slug: 'watering' }),
      }),
    }),
    { path },
  )
  const difference = await screen.findByRole('figure', { name: 'Difference, word by word' })
  expect(difference.textContent).toContain(
    'Water at  [removed: noon end of removal]  [added: dusk end of addition] ',
  )
  expect(difference.querySelector('.difference-text del')?.textContent).toContain('noon')
  expect(difference.querySelector('.difference-text ins')?.textContent).toContain('dusk')
  expect(screen.getByRole('link', { name: 'Watering' }).getAttribute('href')).toBe('#/handbook/watering')
})

test('leaves out what stays as it is until asked, and says how much', async () => {
  const long = 'calm water '.repeat(60)
  const page = await renderPage(
    showing(sampleSeed(1), {
      preview: () => ({
        difference: {
          against: { slug: 'watering', title: 'Watering', hash: hexId(9, 32) },
          changes: [
            { kind: 'added', text: 'First' },
            { kind: 'same', text: long },
            { kind: 'added', text: 'last' },
          ],
        },
        adds: sampleAdds(),
      }),
    }),
    { path },
  )
  const difference = await screen.findByRole('figure', { name: 'Difference, word by word' })
  expect(difference.textContent).toContain('… 419 letters stay as they are …')
  await page.user.click(screen.getByRole('switch', { name: 'Also show what stays as it is' }))
  expect(difference.textContent).toContain(long)
})

test('tries a lesson out: what each check asks, what is measured here, and the answer', async () => {
  const checks = [
    { field: 'water.level', comparison: '>=', value: 200 },
    { field: 'water.ratio', comparison: '<', value: 0.5 },
    { field: 'Ved.state', comparison: '=', value: 'enough' },
  ] as const
  const page = await renderPage(
    showing(sampleSeed(1, { checks: [...checks] }), {
      tryOut: () => ({
        rendered: '',
        checks: [
          { ...checks[0], actual: 420, passed: true },
          { ...checks[1], actual: 0.84, passed: false },
          { ...checks[2], actual: null, passed: null },
        ],
      }),
    }),
    { path },
  )
  const trying = await screen.findByRole('region', { name: 'Try it out' })
  expect(
    within(trying)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Water, level is at least 200',
    'Water, share of what fits is below 50%',
    'Ved, state is enough',
  ])
  await page.user.click(screen.getByRole('button', { name: 'Try it out' }))
  const table = await screen.findByRole('table', { name: /What the lesson asks/u })
  const rows = within(table).getAllByRole('row').slice(1)
  expect(
    rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ),
  ).toEqual([
    ['Water, level is at least 200', '420', 'Yes'],
    ['Water, share of what fits is below 50%', '84%', 'No'],
    ['Ved, state is enough', 'nothing of the kind', 'Could not be asked'],
  ])
  expect(screen.getByText('Tried in a copy. Nothing here has changed.')).toBeTruthy()
  expect(screen.getByRole('region', { name: 'A copy of the page' })).toBeTruthy()
})

test('plants against the page that was shown, and says so where it has changed since', async () => {
  const page = await renderPage(
    showing(sampleSeed(1, { replaces: hexId(9, 32) }), {
      preview: () => ({
        difference: { against: { slug: 'watering', title: 'Watering', hash: hexId(9, 32) }, changes: [] },
        adds: sampleAdds({ newPage: false, slug: 'watering' }),
      }),
      plant: () => {
        throw new MirrorError('seed-ground-changed', { slug: 'watering' })
      },
    }),
    { path },
  )
  await screen.findByRole('link', { name: 'Watering' })
  screen.getByRole('button', { name: 'Hold to plant' }).focus()
  await page.user.keyboard('{Enter>}')
  await page.wait(HOLD_MS)
  await page.user.keyboard('{/Enter}')
  expect(await screen.findByText(/The page has changed since the difference was shown/u)).toBeTruthy()
  expect(page.fake.inputsOf('seeds.plant')).toEqual([{ id: hexId(1, 32), against: hexId(9, 32) }])
})

test('names what each offer of a lesson replaces, where it is here and where it is not', async () => {
  const seed = sampleSeed(1, { replaces: hexId(9, 32) })
  const link = {
    title: seed.title,
    hash: seed.hash,
    origin: seed.origin,
    mirrorName: 'Kenji',
    offeredAtMs: 1,
  }
  const provenance = [
    { ...link, id: seed.id, originName: 'Chiba', replaces: hexId(9, 32) as SeedId },
    { ...link, id: hexId(2, 32) as SeedId, originName: 'Falun', replaces: hexId(8, 32) as SeedId },
    { ...link, id: hexId(9, 32) as SeedId, title: 'Watering at noon', originName: 'Chiba', replaces: null },
  ]
  await renderPage(showing(seed, { get: () => ({ seed, body: BODY, provenance }) }), { path })
  const source = await screen.findByRole('region', { name: 'Where it comes from' })
  expect(source.textContent).toContain('As a new version of Watering at noon')
  expect(source.textContent).toContain('As a new version of a lesson that is not here')
  expect(within(source).getAllByText(/^As a new version/u)).toHaveLength(2)
})

test('plants only when held to the end', async () => {
  const page = await renderPage(showing(sampleSeed(1)), { path })
  const hold = await screen.findByRole('button', { name: 'Hold to plant' })
  hold.focus()
  await page.user.keyboard('{Enter>}')
  await page.wait(HOLD_MS - 1)
  await page.user.keyboard('{/Enter}')
  await page.wait(HOLD_MS)
  expect(page.fake.inputsOf('seeds.plant')).toEqual([])

  const planted = sampleSeed(1, { state: 'planted', slug: 'watering-at-dusk' })
  await page.user.keyboard('{Enter>}')
  page.fake.answer(showing(planted))
  await page.wait(HOLD_MS)
  await page.user.keyboard('{/Enter}')
  await waitFor(() =>
    expect(page.fake.inputsOf('seeds.plant')).toEqual([{ id: hexId(1, 32), against: null }]),
  )
  expect(await screen.findByRole('link', { name: 'To its page in the handbook' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Hold to plant' })).toBeNull()
  expect(document.activeElement?.textContent).toBe('What will you do with it?')
})

test('uproots only after saying that the page becomes exactly what it was', async () => {
  const page = await renderPage(showing(sampleSeed(1, { state: 'planted', slug: 'page' })), { path })
  await page.user.click(await screen.findByRole('button', { name: 'Uproot it' }))
  const dialogue = await screen.findByRole('alertdialog')
  expect(dialogue.textContent).toContain('exactly')
  expect(document.activeElement?.textContent).toBe('Cancel')
  expect(page.fake.inputsOf('seeds.uproot')).toEqual([])
  await page.user.click(within(dialogue).getByRole('button', { name: 'Uproot it' }))
  await waitFor(() => expect(page.fake.inputsOf('seeds.uproot')).toEqual([{ id: hexId(1, 32) }]))
})

test('refuses only with a reason', async () => {
  const page = await renderPage(showing(sampleSeed(1)), { path })
  await page.user.click(await screen.findByRole('button', { name: 'Refuse …' }))
  const dialogue = await screen.findByRole('dialog')
  await page.user.type(within(dialogue).getByLabelText('Why does it not fit here?'), '   ')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Refuse it' }))
  expect(await within(dialogue).findByText(/Write a reason/u)).toBeTruthy()
  expect(page.fake.inputsOf('seeds.refuse')).toEqual([])
  await page.user.type(within(dialogue).getByLabelText('Why does it not fit here?'), 'Too wet here')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Refuse it' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('seeds.refuse')).toEqual([{ id: hexId(1, 32), reason: 'Too wet here' }]),
  )
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('recalls in which words an earlier version was refused', async () => {
  const refusedBefore = { reason: 'Our soil is clay', atMs: 1_790_000_000_000, title: 'Watering at noon' }
  await renderPage(showing(sampleSeed(1, { refusedBefore })), { path })
  expect(await screen.findByText('Our soil is clay')).toBeTruthy()
  expect(screen.getByText('Watering at noon')).toBeTruthy()
})

test('a seed nobody knows is said so, with the way back', async () => {
  await renderPage({}, { path: '/seedbed/nonsense' })
  expect(await screen.findByRole('heading', { name: /not known here/u })).toBeTruthy()
  expect(screen.getAllByRole('link', { name: 'Seedbed' }).length).toBeGreaterThan(0)
})

test('a seed the Node does not know is said in the heading, with nothing to try again', async () => {
  const get = (): never => {
    throw new MirrorError('seed-unknown')
  }
  await renderPage({ seeds: { get } }, { path })
  expect(await screen.findByRole('heading', { level: 1, name: /not known here/u })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

test('shows a page of the handbook with what stood there before', async () => {
  await renderPage(
    {
      handbook: {
        page: ({ slug }) => ({
          ...samplePage({ slug, title: '夕方の水やり' }),
          body: BODY,
          rendered: '',
          attachments: [],
          earlier: [{ seedId: hexId(7, 32), title: '昼の水やり', plantedAtMs: 1_790_000_000_000 }],
        }),
      },
    },
    { path: `/handbook/${encodeURIComponent('夕方の水やり')}` },
  )
  expect(await screen.findByRole('heading', { level: 1, name: '夕方の水やり' })).toBeTruthy()
  expect(screen.getByRole('heading', { level: 2, name: 'Why' })).toBeTruthy()
  expect(screen.getByRole('link', { name: '昼の水やり' }).getAttribute('href')).toBe(
    `#/seedbed/${hexId(7, 32)}`,
  )
})

test('writes a lesson with a check and offers it', async () => {
  const page = await renderPage(unlocked, { path: '/seedbed/new' })
  await page.user.click(await screen.findByRole('button', { name: 'Sign and offer' }))
  expect(await screen.findByText('Write a title of 1 to 120 characters.')).toBeTruthy()
  expect(page.fake.inputsOf('seeds.offer')).toEqual([])

  await page.user.type(screen.getByLabelText('Title'), 'Mulch')
  fireEvent.change(screen.getByLabelText('The lesson'), {
    target: { value: '## How\n\nStraw.' },
  })
  await page.user.click(screen.getByRole('switch', { name: 'Show how it will look' }))
  expect(await screen.findByRole('heading', { level: 2, name: 'How' })).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Add a check' }))
  await page.user.click(screen.getByRole('radio', { name: 'Share of what fits' }))
  await page.user.click(screen.getByRole('radio', { name: 'below' }))
  await page.user.click(screen.getByRole('button', { name: 'Take this check' }))
  expect(await screen.findByText('Write a number.')).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Sign and offer' }))
  expect(await screen.findByText(/Take this check, or cancel it/u)).toBeTruthy()
  await page.user.type(screen.getByLabelText('Value in per cent'), '40 %{Enter}')
  expect(page.fake.inputsOf('seeds.offer')).toEqual([])
  await page.user.click(screen.getByRole('button', { name: 'Sign and offer' }))
  await waitFor(() => expect(window.location.hash).toBe(`#/seedbed/${hexId(201, 32)}`))
  expect(page.fake.inputsOf('seeds.offer')).toEqual([
    {
      title: 'Mulch',
      body: '## How\n\nStraw.',
      replaces: null,
      checks: [{ field: 'water.ratio', comparison: '<', value: 0.4 }],
      attachments: [],
    },
  ])
})

test('a new version begins with the text as it is', async () => {
  const page = await renderPage(showing(sampleSeed(1)), { path: `/seedbed/new?replaces=${hexId(1, 32)}` })
  expect(await screen.findByDisplayValue('Watering at dusk')).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Sign and offer' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('seeds.offer')).toMatchObject([{ replaces: hexId(1, 32), body: BODY }]),
  )
})

test('Enter that ends a composition offers nothing', async () => {
  const page = await renderPage(showing(sampleSeed(1)), { path: `/seedbed/new?replaces=${hexId(1, 32)}` })
  const title = await screen.findByDisplayValue('Watering at dusk')
  expect(fireEvent.keyDown(title, { key: 'Enter', isComposing: true })).toBe(false)
  expect(fireEvent.keyDown(title, { key: 'Enter', keyCode: 229 })).toBe(false)
  expect(page.fake.inputsOf('seeds.offer')).toEqual([])
})
