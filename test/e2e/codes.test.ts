import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modulesOf, svgOf } from '../../src/renderer/parts/code-modules.ts'
import { filmOf, modulesIn, sceneOf } from '../support/code-pixels.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { keepPicture } from '../support/e2e-picture.ts'
import { Visit } from '../support/e2e-visit.ts'
import { type Home, Village } from '../support/village.ts'

const NARROW = { width: 360, height: 740 }
/** What a plain camera gives. */
const FILM = { width: 1_280, height: 720 }

const village = new Village({ inMemory: true })
let folder: string
let browser: Browser
let chibaHome: Home
/** A browser on a machine whose camera looks at A's screen. */
let seeing: Browser
/** A, who invites in Swedish; B, who was invited, in Japanese. */
let a: Visit
let b: Visit
let invite = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mirrorwell-codes-'))
  browser = await openChromium()
  const valleyHome = await village.home('Älvdalen')
  chibaHome = await village.home('千葉北')
  await village.serve(valleyHome, '--new-federation', 'test', '--lang', 'sv')
  await village.serve(chibaHome, '--lang', 'ja')
  a = await Visit.open(browser, pageUrl(valleyHome), 'sv')
  b = await Visit.open(browser, pageUrl(chibaHome), 'ja')
})

afterAll(async () => {
  await Promise.all([browser?.close(), seeing?.close()])
  await village.close()
  await rm(folder, { recursive: true, force: true })
})

walkAsJourney(() => [a, b])

const inFolder = (name: string): string => join(folder, name)
const code = () => a.page.getByRole('img', { name: a.say('code.name') })
const choosePicture = async (path: string): Promise<void> => {
  const chooser = b.page.waitForEvent('filechooser')
  await b.button('code.choose').click()
  await (await chooser).setFiles(path)
}
/** B sees whose the invitation is, has it in the field, and nothing else has happened. */
async function expectLookedAt(visit: Visit): Promise<void> {
  await visit.sees(visit.say('accept.fromPractice', { name: 'Älvdalen' }))
  expect(await visit.field('accept.paste').inputValue()).toBe(invite)
  await visit.button('accept.join').waitFor()
}

test('an invitation is shown as a code, large enough to be read in the narrowest window', async () => {
  await a.goTo('nav.neighbours')
  await a.button('invite.create').click()
  await code().waitFor()
  invite = await a.field('invite.text').first().inputValue()
  await a.page.setViewportSize(NARROW)
  await a.button('code.enlarge').click()
  const large = a.dialog.getByRole('img')
  const width = (await large.boundingBox())?.width ?? 0
  const modules = Number((await large.getAttribute('viewBox'))?.split(' ')[2])
  expect(width / modules).toBeGreaterThanOrEqual(3)
  await keepPicture(a, 'codes', 'large-sv-narrow')
  await a.page.keyboard.press('Escape')
})

test('it is saved as PNG and as SVG', async () => {
  for (const [key, name] of [
    ['code.savePng', 'mirrorwell-invitation.png'],
    ['code.saveSvg', 'mirrorwell-invitation.svg'],
  ] as const) {
    const download = a.page.waitForEvent('download')
    await a.button(key).click()
    expect((await download).suggestedFilename()).toBe(name)
    await (await download).saveAs(inFolder(name))
  }
  expect(await readFile(inFolder('mirrorwell-invitation.svg'), 'utf8')).toBe(svgOf(modulesOf(invite) ?? []))
})

test.for(['mirrorwell-invitation.png', 'mirrorwell-invitation.svg'])(
  'B chooses %s and sees whose it is',
  async (name) => {
    await b.page.reload()
    await b.goTo('nav.neighbours')
    await choosePicture(inFolder(name))
    await expectLookedAt(b)
  },
)

test('a picture dropped on the page is read, and so is one pasted', async () => {
  const png = (await readFile(inFolder('mirrorwell-invitation.png'))).toString('base64')
  for (const way of ['drop', 'paste'] as const) {
    await b.page.reload()
    await b.button('code.scan').waitFor()
    await b.page.evaluate(
      ([how, base64]) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        const files = new DataTransfer()
        files.items.add(new File([bytes], 'code.png', { type: 'image/png' }))
        const init = { bubbles: true, cancelable: true }
        const event =
          how === 'drop'
            ? new DragEvent('drop', { ...init, dataTransfer: files })
            : new ClipboardEvent('paste', { ...init, clipboardData: files })
        document.body.dispatchEvent(event)
      },
      [way, png] as const,
    )
    await expectLookedAt(b)
  }
})

test('a code of something else, and a picture of nothing, are said and left alone', async () => {
  await b.page.reload()
  await writeFile(inFolder('other.svg'), svgOf(modulesOf('https://example.org/') ?? []))
  await choosePicture(inFolder('other.svg'))
  await b.sees(b.say('code.somethingElse'))
  await writeFile(inFolder('blank.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>')
  await choosePicture(inFolder('blank.svg'))
  await b.sees(b.say('code.notFound'))
  await writeFile(inFolder('broken.png'), 'no picture')
  await choosePicture(inFolder('broken.png'))
  await b.sees(b.say('code.notPicture'))
  expect(await b.field('accept.paste').inputValue()).toBe('')
})

test('a machine without a camera says so, with the other ways', async () => {
  await b.button('code.scan').click()
  await b.sees(b.say('code.camera.none'))
  await b.page.setViewportSize(NARROW)
  await keepPicture(b, 'codes', 'no-camera-ja-narrow')
  await b.button('code.cameraClose').click()
  a.expectSilence()
  b.expectSilence()
})

test('the camera reads the code that is shown, goes dark, and B joins only when she says so', async () => {
  const modules = modulesIn(
    (await code().locator('.code-ink').getAttribute('d')) ?? '',
    Number((await code().getAttribute('viewBox'))?.split(' ')[2]),
  )
  const film = inFolder('screen.y4m')
  await writeFile(film, filmOf(sceneOf(modules, { ...FILM, scale: 4, turnDegrees: 7 })))
  seeing = await openChromium(
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  )
  await b.close()
  b = await Visit.open(seeing, pageUrl(chibaHome), 'ja')
  await b.goTo('nav.neighbours')
  await b.button('code.scan').waitFor()
  await b.page.evaluate(() => {
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      Reflect.set(window, 'cameraSeen', stream)
      return stream
    }
  })
  await b.tabTo(b.button('code.scan'))
  await b.page.keyboard.press('Enter')
  await expectLookedAt(b)
  const states = await b.page.evaluate(() => {
    const stream: MediaStream = Reflect.get(window, 'cameraSeen')
    return stream.getTracks().map(({ kind, readyState }) => [kind, readyState])
  })
  expect(states).toEqual([['video', 'ended']])
  await keepPicture(b, 'codes', 'looked-at-ja')
  expect(await b.page.evaluate(() => document.activeElement?.className)).toContain('say')
  await b.button('accept.join').click()
  await b.sees(b.say('join.done', { name: 'Älvdalen' }))
  b.expectSilence()
})
