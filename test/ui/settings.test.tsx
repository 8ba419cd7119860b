// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { HOLD_MS } from '../../src/renderer/ui/HoldButton.tsx'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, SAMPLE_NOW_MS, sampleMirror, sampleStatus } from '../support/sample-views.ts'

const two = () => ({ mirrors: [sampleMirror(1, { unlocked: true }), sampleMirror(2, { name: 'Elin' })] })
const at = { path: '/settings' }

test('follows the language of the Node when it changes', async () => {
  let language: Language = 'en'
  const settings = () => ({
    language,
    lan: false,
    helper: false,
    dht: false,
    autoLockMinutes: 15,
    acknowledgedReturnHours: 24,
    sessionIdleMinutes: 30,
    wakeFrom: 'pinned' as const,
    quietHours: null,
  })
  const page = await renderPage(
    {
      settings: {
        get: settings,
        set: (patch) => {
          language = patch.language ?? language
          return settings()
        },
      },
    },
    at,
  )
  await page.user.click(await screen.findByRole('radio', { name: 'Svenska' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Inställningar' })).toBeTruthy()
  expect(document.documentElement.lang).toBe('sv')
})

test('remembers the chosen light on the document', async () => {
  const page = await renderPage({}, at)
  await page.user.click(await screen.findByRole('radio', { name: 'Dark' }))
  expect(document.documentElement.dataset['theme']).toBe('dark')
  await page.user.click(screen.getByRole('radio', { name: 'As the system' }))
  expect(document.documentElement.dataset['theme']).toBeUndefined()
})

test('lets this Node be found again after a move, and says who reads where it is', async () => {
  const page = await renderPage({}, at)
  const toggle = await screen.findByRole('switch', { name: 'Be found again after a move' })
  expect(toggle.getAttribute('aria-checked') ?? String((toggle as HTMLInputElement).checked)).toBe('false')
  await page.user.click(toggle)
  expect(page.fake.inputsOf('settings.set')).toEqual([{ dht: true }])
  expect(screen.getByText(/Any Node of your federation can then look up where yours is/u)).toBeTruthy()
})

test.each([
  ['yes', /elsewhere reach this Node directly/u],
  ['no', /do not reach this Node directly/u],
  ['unknown', /not known yet/u],
] as const)('says whether others reach this Node from outside: %s', async (outside, words) => {
  await renderPage({ node: { status: () => sampleStatus({ outside }) } }, at)
  expect(await screen.findByText(words)).toBeTruthy()
})

test('lets this Node help others, and says what that shows', async () => {
  const page = await renderPage({}, at)
  await page.user.click(await screen.findByRole('switch', { name: 'Help others to be reached' }))
  expect(page.fake.inputsOf('settings.set')).toEqual([{ helper: true }])
  expect(screen.getByText(/never what/u)).toBeTruthy()
})

test('takes quiet hours as times, and refuses what is no number', async () => {
  const page = await renderPage({}, at)
  const minutes = await screen.findByLabelText('Lock an unused Mirror after (minutes)')
  await page.user.clear(minutes)
  await page.user.type(minutes, 'soon')
  await page.user.click(screen.getByRole('switch', { name: 'Quiet hours' }))
  const section = screen.getByRole('region', { name: 'Hours' })
  await page.user.click(within(section).getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Write a whole number from 1 to 720.')).toBeTruthy()
  await page.user.clear(minutes)
  await page.user.type(minutes, '5')
  const silence = screen.getByLabelText('Close a quiet sealed session after (minutes)')
  await page.user.clear(silence)
  await page.user.type(silence, '45')
  await page.user.click(within(section).getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('settings.set')).toEqual([
      {
        autoLockMinutes: 5,
        acknowledgedReturnHours: 24,
        sessionIdleMinutes: 45,
        quietHours: { fromMinute: 1_320, untilMinute: 420 },
      },
    ]),
  )
})

test('takes the place away when asked to show none', async () => {
  const page = await renderPage({}, at)
  const section = await screen.findByRole('region', { name: 'Name and place' })
  await page.user.click(within(section).getByRole('button', { name: 'Show no place' }))
  await page.user.click(within(section).getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('node.setProfile')).toEqual([{ name: 'Älvdalen', place: null }]),
  )
})

test('revokes a Mirror only after saying that it cannot be undone', async () => {
  const page = await renderPage({ mirrors: { list: two } }, at)
  await page.user.click(await screen.findByRole('button', { name: /Revoke.*Elin/u }))
  const dialogue = await screen.findByRole('alertdialog')
  expect(dialogue.textContent).toContain('It cannot be undone.')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Revoke' }))
  await waitFor(() => expect(page.fake.inputsOf('mirrors.revoke')).toEqual([{ mirrorId: hexId(2, 16) }]))
})

test('does not offer to revoke the last Mirror', async () => {
  await renderPage({}, at)
  expect((await screen.findByRole<HTMLButtonElement>('button', { name: /Revoke/u })).disabled).toBe(true)
})

test('adds a Mirror with a PIN written twice', async () => {
  const page = await renderPage({}, at)
  await page.user.click(await screen.findByRole('button', { name: 'Add a Mirror' }))
  const dialogue = await screen.findByRole('dialog', { name: 'Add a Mirror' })
  await page.user.type(within(dialogue).getByLabelText('Name of the Mirror'), 'Elin')
  await page.user.type(within(dialogue).getByLabelText('PIN'), '8181')
  await page.user.type(within(dialogue).getByLabelText('The same PIN again'), '8181')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Add a Mirror' }))
  await waitFor(() => expect(page.fake.inputsOf('mirrors.add')).toEqual([{ name: 'Elin', pin: '8181' }]))
  expect(await screen.findByRole('heading', { level: 3, name: 'Elin' })).toBeTruthy()
})

test('leaves the federation only when the button is held long enough', async () => {
  const page = await renderPage({ mirrors: { list: two } }, at)
  await page.user.click(await screen.findByRole('button', { name: 'Leave the federation' }))
  const dialogue = await screen.findByRole('alertdialog')
  const hold = within(dialogue).getByRole('button', { name: 'Hold to leave' })
  fireEvent.keyDown(hold, { key: 'Enter' })
  await page.wait(HOLD_MS - 100)
  fireEvent.keyUp(hold, { key: 'Enter' })
  await page.wait(HOLD_MS)
  expect(page.fake.inputsOf('federation.leave')).toEqual([])
  fireEvent.keyDown(hold, { key: 'Enter' })
  await page.wait(HOLD_MS)
  fireEvent.keyUp(hold, { key: 'Enter' })
  await waitFor(() => expect(page.fake.inputsOf('federation.leave')).toEqual([{}]))
})

test('writes the words to a file and names its path, never the words', async () => {
  const page = await renderPage({ mirrors: { list: two } }, at)
  await page.user.click(await screen.findByRole('button', { name: 'Write the words to a file' }))
  expect(await screen.findByText('~/.local/share/mirrorwell/words.txt')).toBeTruthy()
})

test('drills four words, asking for new ones after a mistake', async () => {
  let asked = 0
  const page = await renderPage(
    {
      mirrors: { list: two },
      backup: {
        drillQuestions: () => ({ positions: asked++ === 0 ? [1, 2, 3, 4] : [5, 6, 7, 8] }),
        drill: ({ answers }) => {
          if (answers[0]?.position === 1) throw new MirrorError('backup-drill-failed')
          return {}
        },
      },
    },
    at,
  )
  await page.user.click(await screen.findByRole('button', { name: 'Begin the drill' }))
  await page.user.type(await screen.findByLabelText('Word 1'), 'Wrong{Enter}')
  expect(await screen.findByText(/Not all four words were right/u)).toBeTruthy()
  await page.user.type(await screen.findByLabelText('Word 5'), ' Harbor ')
  await page.user.click(screen.getByRole('button', { name: 'Check' }))
  expect(await screen.findByText(/All four are right/u)).toBeTruthy()
  expect(page.fake.inputsOf('backup.drill')[1]).toMatchObject({
    answers: [{ position: 5, word: 'harbor' }, {}, {}, {}],
  })
})

test('moves the practice clock only where it may be moved', async () => {
  const page = await renderPage(
    { clock: { now: () => ({ nowMs: SAMPLE_NOW_MS, advancedMs: 0, adjustable: true }) } },
    at,
  )
  await page.user.click(await screen.findByRole('button', { name: 'One day on' }))
  await waitFor(() => expect(page.fake.inputsOf('clock.advance')).toEqual([{ ms: 86_400_000 }]))
})

test('shows no practice clock elsewhere', async () => {
  await renderPage({}, at)
  await screen.findByRole('heading', { name: 'About' })
  expect(screen.queryByRole('heading', { name: 'Practice clock' })).toBeNull()
})
