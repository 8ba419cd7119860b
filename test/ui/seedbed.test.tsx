// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, samplePage, sampleSeed } from '../support/sample-views.ts'

const listing = (...seeds: ReturnType<typeof sampleSeed>[]): FakeAnswers => ({
  seeds: {
    list: ({ heldBack }) => ({
      seeds: seeds.filter((seed) => heldBack === undefined || heldBack === seed.heldBack),
    }),
  },
})
const refused = sampleSeed(3, {
  title: 'Salt in the well',
  state: 'refused',
  refusedReason: 'Our well is brackish already',
  handled: { by: 'Anna', atMs: 1_790_000_000_000 },
})

test('lays out what waits, what is planted, what was offered here, and the compost folded away', async () => {
  const page = await renderPage(
    {
      ...listing(
        sampleSeed(1),
        sampleSeed(2, { title: 'Our own trick', state: 'own', own: true }),
        refused,
        sampleSeed(4, { title: 'Mulch', state: 'planted', slug: 'mulch' }),
      ),
      handbook: { pages: () => ({ pages: [samplePage({ title: 'Mulch', slug: 'mulch' })] }) },
    },
    { path: '/seedbed' },
  )
  const tray = await screen.findByRole('region', { name: 'One lesson waits' })
  expect(
    within(tray)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Watering at dusk'])
  const handbook = screen.getByRole('region', { name: 'Handbook' })
  const mulch = await within(handbook).findByRole('link', { name: 'Mulch' })
  expect(mulch.getAttribute('href')).toBe('#/handbook/mulch')
  expect(
    within(screen.getByRole('region', { name: 'Lessons you offered' })).getAllByRole('link'),
  ).toHaveLength(1)
  const compost = screen.getByRole('button', { name: 'Compost (1)' })
  expect(compost.getAttribute('aria-expanded')).toBe('false')
  await page.user.click(compost)
  expect(await screen.findByText('Our well is brackish already')).toBeTruthy()
})

test('keeps what is held back out of the tray, folded away and counted', async () => {
  const page = await renderPage(
    listing(sampleSeed(1), sampleSeed(5, { title: 'The eleventh today', heldBack: true })),
    { path: '/seedbed' },
  )
  const tray = await screen.findByRole('region', { name: 'One lesson waits' })
  expect(within(tray).queryByRole('link', { name: 'The eleventh today' })).toBeNull()
  const fold = await screen.findByRole('button', { name: 'One lesson held back' })
  expect(fold.getAttribute('aria-expanded')).toBe('false')
  await page.user.click(fold)
  expect(await screen.findByRole('link', { name: 'The eleventh today' })).toBeTruthy()
  expect(screen.getByText('held back')).toBeTruthy()
})

test('says calmly that nothing has come, and how to begin', async () => {
  await renderPage({}, { path: '/seedbed' })
  expect(await screen.findByText('The bed is prepared.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Write a lesson' }).getAttribute('href')).toBe('#/seedbed/new')
  expect(screen.getByRole('button', { name: 'Bring in lessons' })).toBeTruthy()
})

test('finds a refusal by a word of its reason, and forgets answers to earlier words', async () => {
  const page = await renderPage(
    {
      seeds: {
        list: ({ query, heldBack }) => ({
          seeds:
            heldBack === true
              ? []
              : query === undefined
                ? [sampleSeed(1)]
                : query === 'brackish'
                  ? [refused]
                  : [],
        }),
      },
    },
    { path: '/seedbed' },
  )
  await page.user.type(await screen.findByRole('searchbox'), 'brackish')
  expect(await screen.findByRole('link', { name: 'Salt in the well' })).toBeTruthy()
  expect(await screen.findByText('One lesson found')).toBeTruthy()
  expect(screen.getByText('Refused')).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'Watering at dusk' })).toBeNull()
  await page.user.type(screen.getByRole('searchbox'), 'x')
  expect(await screen.findByText('Nothing found. Try fewer or other words.')).toBeTruthy()
  await page.user.clear(screen.getByRole('searchbox'))
  expect(await screen.findByRole('link', { name: 'Watering at dusk' })).toBeTruthy()
})

test('looks into a bundle first, says what cannot come in and why, and only then fills the tray', async () => {
  const page = await renderPage({}, { path: '/seedbed' })
  page.fake.answer({
    seeds: {
      importBundle: () => ({
        accepted: [{ id: hexId(5, 32), title: 'Bees in winter', originName: 'Falun' }],
        rejected: [{ number: 2, reason: 'signature-invalid' }],
      }),
    },
  })
  await page.user.click(await screen.findByRole('button', { name: 'Bring in lessons' }))
  const dialogue = await screen.findByRole('dialog', { name: 'Bring in lessons' })
  fireEvent.change(within(dialogue).getByLabelText(/Paste the text/u), {
    target: { value: 'mirrorwell-seeds/1\nAAAA' },
  })
  await page.user.click(within(dialogue).getByRole('button', { name: 'Look at it first' }))
  expect(await within(dialogue).findByText('One lesson can come into the tray, one cannot.')).toBeTruthy()
  expect(within(dialogue).getByText('Bees in winter')).toBeTruthy()
  expect(within(dialogue).getByText('Number 2:').parentElement?.textContent).toMatch(/signature/u)
  expect(page.fake.inputsOf('seeds.importBundle')).toMatchObject([{ dryRun: true }])

  await page.user.click(within(dialogue).getByRole('button', { name: 'Put it into the tray' }))
  expect(await within(dialogue).findByText('One lesson waits in the tray. Nothing is planted.')).toBeTruthy()
  expect(page.fake.inputsOf('seeds.importBundle')).toEqual([
    { bundle: 'mirrorwell-seeds/1\nAAAA', dryRun: true },
    { bundle: 'mirrorwell-seeds/1\nAAAA', dryRun: false },
  ])
})

test('takes chosen lessons along in a file under the name the Node gives', async () => {
  const saved = catchSavedFiles()
  const page = await renderPage(listing(sampleSeed(1), refused), { path: '/seedbed' })
  await page.user.click(await screen.findByRole('button', { name: 'Take lessons along' }))
  expect((await screen.findByRole('button', { name: 'Save as a file' })).hasAttribute('disabled')).toBe(true)
  await page.user.click(screen.getByRole('checkbox', { name: /Salt in the well/u }))
  await page.user.click(screen.getByRole('button', { name: 'Save one lesson as a file' }))
  expect(await screen.findByText(/Saved as .*lessons.mirrorwell-seeds/u)).toBeTruthy()
  expect(page.fake.inputsOf('seeds.exportBundle')).toEqual([{ ids: [refused.id] }])
  expect(saved).toEqual(['lessons.mirrorwell-seeds'])
})

/** jsdom keeps no files: their names are noted instead. */
function catchSavedFiles(): readonly string[] {
  const names: string[] = []
  const note = (event: Event): void => {
    if (!(event.target instanceof HTMLAnchorElement) || event.target.download === '') return
    event.preventDefault()
    names.push(event.target.download)
  }
  const click = HTMLAnchorElement.prototype.click
  URL.createObjectURL = () => 'blob:saved'
  URL.revokeObjectURL = () => {}
  HTMLAnchorElement.prototype.click = function clickLoose() {
    this.addEventListener('click', note, { once: true })
    click.call(this)
  }
  onTestFinished(() => {
    HTMLAnchorElement.prototype.click = click
  })
  return names
}
