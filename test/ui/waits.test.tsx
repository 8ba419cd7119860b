// @vitest-environment jsdom
import { act, renderHook, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useAction } from '../../src/renderer/ui/use-action.ts'
import { stageOf } from '../../src/renderer/ui/waits.ts'
import { renderPage } from '../support/render-page.tsx'
import { sampleMirror } from '../support/sample-views.ts'

const unlocked = { mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) } }
const never = () => new Promise<never>(() => {})

test.each([
  [0, 'unseen'],
  [900, 'shown'],
  [4_999, 'shown'],
  [5_000, 'named'],
  [59_999, 'named'],
  [60_000, 'long'],
] as const)('after %i ms a wait is %s', (elapsedMs, stage) => {
  expect(stageOf(elapsedMs)).toBe(stage)
})

test('an act left alone is busy no longer, and its end is not told', async () => {
  let finish = (_: unknown): void => {}
  const { result } = renderHook(() => useAction(() => new Promise((_resolve, reject) => (finish = reject))))
  const ended = act(() => void result.current.run())
  await ended
  expect(result.current.busy).toBe(true)
  act(() => result.current.leave())
  expect(result.current.busy).toBe(false)
  await act(async () => finish(new Error('late')))
  expect(result.current.failure).toBeNull()
})

const dialogueNamed = async (name: string) => within(await screen.findByRole('dialog', { name }))

test('a CSV that takes long says for how long, then lets one go on', async () => {
  const page = await renderPage({ resources: { importCsv: never } }, { path: '/resources?do=csv' })
  const dialogue = within(await screen.findByRole('dialog'))
  await page.user.type(dialogue.getByRole('textbox'), 'at,resource')
  await page.user.click(dialogue.getByRole('button', { name: 'Look at it first' }))
  await page.wait(6_000)
  expect(dialogue.getByText(/6 seconds/u)).toBeTruthy()
  expect(dialogue.queryByRole('button', { name: 'Stop waiting' })).toBeNull()
  await page.wait(55_000)
  expect(dialogue.getByText(/You need not stay/u)).toBeTruthy()
  await page.user.click(dialogue.getByRole('button', { name: 'Stop waiting' }))
  expect(dialogue.queryByText(/You need not stay/u)).toBeNull()
})

test('a copy that takes long can be left', async () => {
  const page = await renderPage({ backup: { writeFile: never }, ...unlocked }, { path: '/settings' })
  await page.user.click(await screen.findByRole('button', { name: 'Make a copy' }))
  const dialogue = await dialogueNamed('An encrypted copy')
  await page.user.type(dialogue.getByLabelText('Passphrase'), 'ten letters long')
  await page.user.type(dialogue.getByLabelText('The same passphrase again'), 'ten letters long')
  await page.user.click(dialogue.getByRole('button', { name: 'Make a copy' }))
  await page.wait(61_000)
  await page.user.click(dialogue.getByRole('button', { name: 'Stop waiting' }))
  expect(dialogue.queryByText(/You need not stay/u)).toBeNull()
})

test('entering practice says what is being done, and can be given up', async () => {
  const page = await renderPage({ practice: { enter: never } }, { path: '/settings' })
  await page.user.click(await screen.findByRole('button', { name: /simulated neighbours/u }))
  await page.wait(61_000)
  await page.user.click(screen.getByRole('button', { name: 'Stop waiting' }))
  expect(page.fake.inputsOf('practice.leave')).toHaveLength(1)
})

test('joining offers to stop waiting only after a minute', async () => {
  const page = await renderPage({ invites: { accept: never } }, { path: '/neighbours' })
  await page.user.type(await screen.findByLabelText(/Paste the invitation/u), 'mirrorwell://x')
  await page.user.click(screen.getByRole('button', { name: 'See whose it is' }))
  await page.user.click(await screen.findByRole('button', { name: 'Join' }))
  await page.wait(59_000)
  expect(screen.queryByRole('button', { name: 'Stop waiting' })).toBeNull()
  await page.wait(2_000)
  await page.user.click(screen.getByRole('button', { name: 'Stop waiting' }))
  expect(await screen.findByText(/goes on trying for a few minutes/u)).toBeTruthy()
})
