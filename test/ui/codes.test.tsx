// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, type Mock, onTestFinished, test, vi } from 'vitest'
import { modulesOf } from '../../src/renderer/parts/code-modules.ts'
import type { Pixels } from '../../src/renderer/parts/read-code.ts'
import { sceneOf } from '../support/code-pixels.ts'
import { type Page, renderPage } from '../support/render-page.tsx'

const INVITE = 'mirrorwell://join/CvsBCAESPQgBEiCKiOPddAnxlf1S2y08ul1yymcJvx2UEhvz'
const SCAN = 'Scan with the camera'
/** Parts that come later are transformed on first use, which on a busy machine takes a while. */
const COMING = { timeout: 8_000 }

/** What jsdom has not: a camera, its frames, a canvas, addresses of files. */
interface FakeCamera {
  readonly stop: ReturnType<typeof vi.fn>
  readonly getUserMedia: Mock<() => Promise<unknown>>
  /** The camera sees a code that says this. */
  see(text: string): Promise<void>
}

function sceneSaying(text: string): Pixels {
  return sceneOf(modulesOf(text) ?? [], { scale: 3 })
}

function fakeCamera(): FakeCamera {
  const frames: ((nowMs: number) => void)[] = []
  let seen = sceneSaying('')
  let nowMs = 0
  const stop = vi.fn()
  const track = { stop, addEventListener: () => {} }
  const getUserMedia = vi.fn<() => Promise<unknown>>(async () => ({
    getTracks: () => [track],
    getVideoTracks: () => [track],
  }))
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'mediaDevices'))
  const context = { fillRect: () => {}, drawImage: () => {}, getImageData: () => seen }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(() => context as never)
  vi.spyOn(HTMLVideoElement.prototype, 'play').mockResolvedValue()
  vi.spyOn(HTMLVideoElement.prototype, 'videoWidth', 'get').mockImplementation(() => seen.width)
  vi.spyOn(HTMLVideoElement.prototype, 'videoHeight', 'get').mockImplementation(() => seen.height)
  Object.assign(HTMLVideoElement.prototype, { requestVideoFrameCallback: (run: never) => frames.push(run) })
  return {
    stop,
    getUserMedia,
    see: (text) =>
      act(async () => {
        seen = sceneSaying(text)
        nowMs += 150
        for (const run of frames.splice(0)) run(nowMs)
      }),
  }
}

/** Press "scan" on a page where the code words have come. */
async function openCamera(): Promise<Page> {
  const page = await renderPage({}, { path: '/neighbours' })
  await page.user.click(await screen.findByRole('button', { name: SCAN }, COMING))
  return page
}

const field = (): HTMLTextAreaElement => screen.getByLabelText('Paste the invitation here')

test('an invitation just made stands there as a code too, to be shown large, saved and printed', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => {})
  const page = await renderPage({}, { path: '/neighbours' })
  await page.user.click(await screen.findByRole('button', { name: 'Make an invitation' }))
  expect(await screen.findByRole('img', { name: /invitation as a QR code/u }, COMING)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save as PNG' })).toBeTruthy()
  await page.user.click(screen.getByRole('button', { name: 'Show large' }))
  const dialogue = await screen.findByRole('dialog', { name: /invites you to Mirrorwell/u })
  expect(within(dialogue).getByRole('img', { name: /QR code/u })).toBeTruthy()
  expect(dialogue.textContent).toContain('Whoever has it can join until')
  await page.user.keyboard('{Escape}')
  await page.user.click(screen.getByRole('button', { name: 'Print' }))
  expect(print).toHaveBeenCalledOnce()
  expect(screen.getByText(/hold this sheet in front of the camera/u)).toBeTruthy()
  await act(async () => window.dispatchEvent(new Event('afterprint')))
  expect(screen.queryByText(/hold this sheet/u)).toBeNull()
})

test('an invitation too long for a code says so, and remains as text', async () => {
  const invite = `mirrorwell://join/${'A'.repeat(3_000)}`
  const create = () => ({ invite, inviteId: 'a'.repeat(32), expiresAtMs: 1 }) as never
  const page = await renderPage({ invites: { create } }, { path: '/neighbours' })
  await page.user.click(await screen.findByRole('button', { name: 'Make an invitation' }))
  expect(await screen.findByText(/too long for a QR code/u, {}, COMING)).toBeTruthy()
  expect(screen.getByLabelText<HTMLTextAreaElement>('Invitation').value).toBe(invite)
})

test('what the camera reads stands in the field and is looked at; nothing is accepted, and the camera goes dark', async () => {
  const camera = fakeCamera()
  const page = await openCamera()
  await screen.findByText(/Hold the QR code still/u)
  await camera.see(INVITE)
  expect(await screen.findByText(/invites you into their federation/u)).toBeTruthy()
  expect(field().value).toBe(INVITE)
  expect(page.fake.inputsOf('invites.inspect')).toEqual([{ invite: INVITE }])
  expect(page.fake.inputsOf('invites.accept')).toEqual([])
  expect(camera.stop).toHaveBeenCalledOnce()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a code that says something else is left alone, and the camera goes on looking', async () => {
  const camera = fakeCamera()
  const page = await openCamera()
  await screen.findByText(/Hold the QR code still/u)
  await camera.see('https://example.org/join')
  expect(await screen.findByText(/not an invitation to Mirrorwell. Nothing was done/u)).toBeTruthy()
  expect(field().value).toBe('')
  expect(camera.stop).not.toHaveBeenCalled()
  await camera.see(INVITE)
  await waitFor(() => expect(page.fake.inputsOf('invites.inspect')).toEqual([{ invite: INVITE }]))
})

test('the camera is asked for on a press alone, without sound, and goes dark when closed', async () => {
  const camera = fakeCamera()
  const page = await renderPage({}, { path: '/neighbours' })
  const scan = await screen.findByRole('button', { name: SCAN }, COMING)
  expect(camera.getUserMedia).not.toHaveBeenCalled()
  await page.user.click(scan)
  await screen.findByText(/Hold the QR code still/u)
  expect(camera.getUserMedia.mock.calls).toEqual([[expect.objectContaining({ audio: false })]])
  await page.user.click(screen.getByRole('button', { name: 'Close the camera' }))
  expect(camera.stop).toHaveBeenCalledOnce()
})

test('a camera that comes after all was closed goes dark at once', async () => {
  const camera = fakeCamera()
  const came = await camera.getUserMedia()
  const arrival = Promise.withResolvers<unknown>()
  camera.getUserMedia.mockReturnValueOnce(arrival.promise)
  const page = await openCamera()
  await page.user.click(await screen.findByRole('button', { name: 'Close the camera' }))
  arrival.resolve(came)
  await waitFor(() => expect(camera.stop).toHaveBeenCalledOnce())
})

test.each([
  ['NotAllowedError', /is not allowed to use the camera/u],
  ['NotFoundError', /No camera was found/u],
  ['NotReadableError', /Perhaps another program is using it/u],
])('%s is said in words with the way out, and may be tried again', async (name, words) => {
  const camera = fakeCamera()
  camera.getUserMedia.mockRejectedValueOnce(new DOMException('', name))
  const page = await openCamera()
  expect((await screen.findByText(words)).textContent).toMatch(/choose a picture/iu)
  await page.user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/Hold the QR code still/u)).toBeTruthy()
})

test.each([
  ['that cannot be drawn', 10, 'This file cannot be opened as a picture.'],
  ['larger than is taken', 33 * 1024 * 1024, 'This picture is larger than 32 MB. Try a smaller one.'],
])('a pasted picture %s says so', async (_what, size, words) => {
  Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => {} })
  await renderPage({}, { path: '/neighbours' })
  await screen.findByRole('button', { name: SCAN }, COMING)
  const picture = Object.defineProperty(new File([], 'x.png', { type: 'image/png' }), 'size', { value: size })
  fireEvent.paste(window, { clipboardData: { files: [picture] } })
  expect(await screen.findByText(words)).toBeTruthy()
})
