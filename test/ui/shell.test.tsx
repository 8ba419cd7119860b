// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { LANGUAGES } from '../../src/shared/kernel/language.ts'
import { renderPage } from '../support/render-page.tsx'
import { sampleMirror, sampleStatus } from '../support/sample-views.ts'

test('wears the practice band in three languages whatever language is spoken', async () => {
  await renderPage({ node: { status: () => sampleStatus({ practice: true }) } }, { language: 'ja' })
  expect(await screen.findByText('練習 · Practice · Övning')).toBeTruthy()
})

test('says quietly that the page has lost its Node, and keeps what it showed', async () => {
  const page = await renderPage()
  await screen.findByText('The water is still.')
  page.fake.answer({
    alerts: {
      list: () => {
        throw new MirrorError('channel-closed')
      },
    },
  })
  act(() => page.fake.link.setState({ phase: 'lost' }))
  page.fake.emit('alerts.changed')
  expect(await screen.findByText(/This page has lost its Node/u)).toBeTruthy()
  expect(screen.getByText('The water is still.')).toBeTruthy()
  act(() => page.fake.link.setState({ phase: 'open' }))
  await waitFor(() => expect(screen.queryByText(/This page has lost its Node/u)).toBeNull())
})

test('tells how to come in when the token is refused', async () => {
  const status = (): never => {
    throw new MirrorError('disk-full')
  }
  const page = await renderPage({ setup: { status } })
  act(() => page.fake.link.setState({ phase: 'refused' }))
  expect(await screen.findByRole('heading', { name: 'This page is not let in' })).toBeTruthy()
})

test('a page that its Node does not let in again keeps what was written in it, and tells how to come in', async () => {
  const page = await renderPage({}, { path: '/alerts/new' })
  const field = await screen.findByLabelText<HTMLInputElement>('What you saw, in one line')
  await page.user.type(field, 'Invents villages')
  act(() => page.fake.link.setState({ phase: 'refused' }))
  expect(
    await screen.findByText(/does not let this page in\b.*changes each time the Node starts/u),
  ).toBeTruthy()
  expect(field.isConnected).toBe(true)
  expect(field.value).toBe('Invents villages')
})

test('says what to do when the Node lives elsewhere, or its clock is off', async () => {
  await renderPage({ node: { status: () => sampleStatus({ superseded: true, clockOffMs: -3_600_000 }) } })
  expect(await screen.findByText(/now lives on another machine/u)).toBeTruthy()
  expect(screen.getByText(/clock is/u).textContent).toContain('1 hour')
})

test('says that what comes may be filtered, and what people can do', async () => {
  await renderPage({ node: { status: () => sampleStatus({ seemsFiltered: true }) } })
  expect((await screen.findByText(/may be filtered/u)).textContent).toContain('invite another')
})

test('shows which Mirror is unlocked, and locks it again', async () => {
  const mirror = sampleMirror(1, { unlocked: true })
  const page = await renderPage({ mirrors: { list: () => ({ mirrors: [mirror] }) } })
  await waitFor(() =>
    expect(document.querySelector('.who-name')?.textContent).toBe('Anna, Mirror of Älvdalen'),
  )
  await page.user.click(screen.getByRole('button', { name: 'Lock' }))
  await waitFor(() => expect(page.fake.inputsOf('mirrors.lock')).toEqual([{ mirrorId: mirror.mirrorId }]))
})

test('has one main landmark, a named navigation and a way past it', async () => {
  const page = await renderPage()
  expect(screen.getAllByRole('main')).toHaveLength(1)
  expect(screen.getByRole('navigation', { name: 'Places' })).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Skip to the content' }))
  expect(document.activeElement).toBe(screen.getByRole('main'))
})

test('a link that goes with its view leads the focus into the one that comes, whose place the title names', async () => {
  const page = await renderPage({}, { path: '/alerts' })
  await page.user.click(await screen.findByRole('link', { name: 'Raise an alert' }))
  await screen.findByRole('heading', { level: 1, name: 'Raise an alert' })
  expect(document.activeElement).toBe(screen.getByRole('main'))
  expect(document.title).toBe('Alerts · Mirrorwell')
})

test('a wait shows nothing for a moment, then progress, then the step and its age', async () => {
  const page = await renderPage({ alerts: { list: () => new Promise(() => {}) } })
  expect(screen.queryByRole('progressbar')).toBeNull()
  await page.wait(1_000)
  expect(screen.getByRole('progressbar')).toBeTruthy()
  expect(screen.queryByText(/Reading the alerts/u)).toBeNull()
  await page.wait(5_000)
  expect(screen.getByText(/Reading the alerts/u).textContent).toContain('6 seconds')
})

test('a failed question says why and can be asked again', async () => {
  const page = await renderPage({
    alerts: {
      list: () => {
        throw new MirrorError('database-corrupt')
      },
    },
  })
  expect(await screen.findByText(/The database is damaged/u)).toBeTruthy()
  page.fake.answer({ alerts: { list: () => ({ alerts: [] }) } })
  await page.user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('The water is still.')).toBeTruthy()
})

const PLACES = ['/', '/resources', '/map', '/alerts', '/alerts/new', '/neighbours', '/settings', '/nowhere']
const everywhere = LANGUAGES.flatMap((language) => PLACES.map((path) => ({ language, path })))

test.each(everywhere)(
  '$path speaks $language, with every message there and whole',
  async ({ language, path }) => {
    const complaints = vi.spyOn(console, 'error')
    await renderPage({}, { path, language })
    await waitFor(() => expect(document.documentElement.lang).toBe(language))
    expect(complaints.mock.calls).toEqual([])
  },
)
