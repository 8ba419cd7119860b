import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOut, harm, NO_HARM, runText, sendFromFrameWithin } from '../support/e2e-attempts.ts'
import { askThrough, DESKTOP_RUNTIME } from '../support/e2e-desktop.ts'
import { Elsewhere } from '../support/e2e-elsewhere.ts'
import { ATTACKS, HOSTILE, serveAttacker } from '../support/e2e-hostility.ts'
import { HOSTS, type Host, type Hosted } from '../support/e2e-hosts.ts'
import { Keys } from '../support/e2e-keys.ts'
import type { Visit } from '../support/e2e-visit.ts'
import { listeningPorts } from '../support/listening-ports.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, Village } from '../support/village.ts'

/** The page's policy, word for word: a change of it is a change here. Source: docs/security.md, "Content policy". */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types default"

/** Ways above the page's folder, or around its kinds of file. */
const WAYS_OUT = [
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/%252e%252e%252fpackage.json',
  '/assets/..%5c..%5c..%5cpackage.json',
  '/assets/..\\..\\..\\package.json',
  '/....//....//package.json',
  '/index.html%00.js',
  '/%c0%ae%c0%ae/package.json',
  '/%zz.js',
  '/etc/passwd',
  `/${'a'.repeat(5_000)}.js`,
].map((path) => [path.slice(0, 40), path] as const)

const village = new Village({ inMemory: true })
let attacker: ServedNode
let elsewhere: Elsewhere

beforeAll(async () => {
  elsewhere = await Elsewhere.open()
  attacker = await serveAttacker(village)
})

afterAll(async () => {
  await village.close()
  elsewhere?.close()
})

for (const host of HOSTS) describe(host.name, () => onHost(host))

function onHost(host: Host): void {
  let hosted: Hosted
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    hosted = await host.join(attacker, village)
    visit = hosted.visit
    page = visit.page
    await hosted.linked()
  })

  // First, because it begins with a page that nobody has touched.
  if (host.kind === 'desktop') aPress(() => hosted)

  afterAll(async () => {
    await hosted?.stop()
  })

  describe('words of others are text and nothing else', () => {
    test('in an alert', async () => {
      await visit.goTo('nav.alerts')
      await page.getByRole('link', { name: HOSTILE.summary }).click()
      for (const words of [HOSTILE.mirror, HOSTILE.system, HOSTILE.note, ...ATTACKS]) await visit.sees(words)
      expect(await harm(page)).toEqual(NO_HARM)
    })

    test('in a lesson', async () => {
      await visit.goTo('nav.seedbed')
      await visit.main.getByRole('link', { name: HOSTILE.title }).first().click()
      await visit.standsBefore(HOSTILE.title)
      for (const words of ATTACKS) await visit.sees(words)
      expect(await harm(page)).toEqual(NO_HARM)
    })

    test('in a lesson that a person planted, by a press that outlives the question for a PIN', async () => {
      const keys = new Keys(visit)
      await keys.hold(visit.button('plant.hold'), () => visit.dialog.waitFor())
      await keys.enterPin(ANNA.pin)
      await visit.link('seed.toPage').click()
      await visit.sees(visit.say('handbook.toSeed'))
      expect(await harm(page)).toEqual(NO_HARM)
    })

    test('in names and units', async () => {
      await visit.goTo('nav.neighbours')
      await page.getByRole('heading', { name: HOSTILE.node }).waitFor()
      await visit.sees(HOSTILE.mirror)
      expect(await harm(page)).toEqual(NO_HARM)
      await visit.goTo('nav.map')
      await visit.sees(HOSTILE.unit)
      expect(await page.evaluate(() => Reflect.get(window, 'broken'))).toBeUndefined()
    })

    test('and the page complained of nothing', () => {
      visit.expectSilence()
    })
  })

  test('the page knows nothing of the machine below it', async () => {
    const names = ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'electron', 'ipcRenderer']
    const seen = await page.evaluate((all) => all.filter((name) => name in globalThis), names)
    expect(seen).toEqual([])
  })

  test('the page evaluates no text as code', async () => {
    expect(await runText(page)).toEqual({
      evaluated: 'EvalError',
      made: 'EvalError',
      later: 'TypeError',
      tag: 'undefined',
      handler: 'undefined',
      link: 'undefined',
      markup: 'TypeError',
      foreignWorker: 'TypeError',
    })
  })

  test('the page calls nobody else', async () => {
    elsewhere.calls.length = 0
    await callOut(page, elsewhere.url)
    expect(elsewhere.calls).toEqual([])
  })

  test.for(WAYS_OUT)('the page reads no file at %s', async ([, path]) => {
    expect(await page.evaluate(async (url) => (await fetch(url)).status, path)).toBe(404)
  })

  test('the page carries the one policy there is', async () => {
    const headers = Object.fromEntries(await page.evaluate(async () => [...(await fetch('/')).headers]))
    expect(headers).toMatchObject({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
  })

  test('the page is refused microphone, place and devices', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        ['microphone', 'geolocation', 'midi'].map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    )
    expect(states).toEqual(['denied', 'denied', 'denied'])
  })

  // Where a page goes and what it opens, only the desktop has a say in; a browser leaves that to its person.
  if (host.kind === 'desktop') theDesktop(() => hosted)
  else describe('another page in the same browser', () => theBrowser(() => hosted))
}

/** What the desktop does only after somebody pressed something. */
function aPress(hosted: () => Hosted): void {
  const page = (): Page => hosted().visit.page
  const act = { method: 'transfers.decide', subject: 'a transfer' }
  const confirm = (): Promise<unknown> => askThrough(page(), 'host.confirm', act)
  const camera = (): Promise<string> =>
    page().evaluate(async () => (await navigator.permissions.query({ name: 'camera' })).state)

  test('no camera and no word for an act out of the blue, or by a click that the page made up', async () => {
    await page().evaluate(() => {
      document.body.click()
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    })
    expect(await confirm()).toBe('not-confirmed')
    expect(await camera()).toBe('denied')
  })

  test('both right after a press', async () => {
    await page().keyboard.press('Shift')
    await expect.poll(confirm).toMatchObject({ confirmationId: expect.stringMatching(/^[\w-]{22}$/u) })
    await expect.poll(camera).not.toBe('denied')
  })
}

/** What the desktop's main process guards beside the page's own policy. Its page has a pipe where the other has a socket. */
function theDesktop(hosted: () => Hosted): void {
  const page = (): Page => hosted().visit.page
  const ask = (method: string, input?: object): Promise<unknown> => askThrough(page(), method, input)

  test('the page has one pipe, which it cannot replace', async () => {
    const { members, replaced } = await page().evaluate(() => {
      const before = window.mirrorwell
      try {
        Object.assign(window, { mirrorwell: null })
      } catch {
        // what cannot be written may also throw
      }
      return { members: Object.keys(before ?? {}).sort(), replaced: window.mirrorwell !== before }
    })
    expect(members).toEqual(['onClose', 'onFrame', 'send'])
    expect(replaced).toBe(false)
  })

  test.for([
    ['constructor.toString', {}, 'unknown-method'],
    ['__proto__.x', {}, 'unknown-method'],
    ['setup.unlock', { passphrase: 7 }, 'invalid-input'],
  ] as const)('the pipe answers %s with %o by %s', async ([method, input, code]) => {
    expect(await ask(method, input)).toBe(code)
  })

  test('the page goes nowhere else, and opens nothing', async () => {
    const before = page().url()
    elsewhere.calls.length = 0
    await page().evaluate((url) => {
      window.location.href = `${url}/elsewhere`
    }, elsewhere.url)
    await page().evaluate((url) => void window.open(`${url}/window`), elsewhere.url)
    await expect.poll(() => page().context().pages().length).toBe(1)
    expect(await ask('setup.status')).toMatchObject({ phase: 'open' })
    expect(page().url()).toBe(before)
    expect(elsewhere.calls).toEqual([])
  })

  test.skipIf(DESKTOP_RUNTIME === 'Electron')('the pipe takes nothing from a frame within', async () => {
    const heard = await sendFromFrameWithin(page())
    await expect.poll(() => heard).toContain('71')
    expect(heard).not.toContain('70')
  })

  test.skipIf(process.platform !== 'linux')(
    'the process listens for other Nodes and for nobody else',
    async () => {
      const { addresses } = (await ask('node.status')) as { addresses: readonly string[] }
      const own = addresses.map((address) => Number(/\/tcp\/(\d+)/u.exec(address)?.[1]))
      const listening = listeningPorts(hosted().pid ?? 0)
      expect(listening.length).toBeGreaterThan(0)
      expect(listening.filter((port) => !own.includes(port))).toEqual([])
    },
  )
}

/** What a page elsewhere can try through the same browser. */
function theBrowser(hosted: () => Hosted): void {
  let other: Page
  const own = (): string => new URL(hosted().visit.page.url()).origin

  beforeAll(async () => {
    other = await hosted().visit.context.newPage()
    await other.goto(elsewhere.url)
  })

  test('calls whom it likes, so that these tests could fail', async () => {
    elsewhere.calls.length = 0
    await callOut(other, elsewhere.url)
    const ways = [
      '/xhr',
      '/beacon',
      '/image',
      '/background',
      '/fetch',
      '/',
      '/events',
      '/style',
      '/video',
      '/frame',
    ]
    await expect.poll(() => [...new Set(elsewhere.calls)].sort()).toEqual(ways.sort())
  })

  test('opens no socket to the Node', async () => {
    const told = await other.evaluate(
      (url) =>
        new Promise((resolve) => {
          const socket = new WebSocket(url)
          socket.onopen = () => resolve('open')
          socket.onerror = () => resolve('refused')
        }),
      `${own().replace('http', 'ws')}/bridge`,
    )
    expect(told).toBe('refused')
  })

  test.for(['/call', '/session', '/'])('reads nothing of the Node’s %s', async (path) => {
    const told = await other.evaluate(
      (url) =>
        fetch(url, { method: 'POST' }).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      `${own()}${path}`,
    )
    expect(told).toBe('refused')
  })

  test('cannot show the Node’s within itself', async () => {
    await other.evaluate((url) => {
      const frame = Object.assign(document.createElement('iframe'), { src: url })
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.replaceChildren(frame)
      return loaded
    }, own())
    const shown = other.frames().map((frame) => frame.url())
    expect(shown).toContain('chrome-error://chromewebdata/')
    expect(shown.some((url) => url.startsWith(own()))).toBe(false)
  })

  test.for([
    ['a call before any hello', { t: 'call', id: 1, method: 'node.status', input: {} }, 1008],
    ['a hello with a made-up token', { t: 'hello', token: 'A'.repeat(43), session: null }, 4401],
  ] as const)('and a frame within the Node’s page is nobody: %s', async ([, first, code]) => {
    const told = await hosted().visit.page.evaluate((message) => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const Socket = (frame.contentWindow as typeof window & typeof globalThis).WebSocket
      const socket = new Socket(`${location.origin.replace('http', 'ws')}/bridge`)
      const heard: string[] = []
      socket.onopen = () => socket.send(JSON.stringify(message))
      socket.onmessage = ({ data }) => heard.push(String(data))
      return new Promise((resolve) => {
        socket.onclose = (closed) => resolve({ code: closed.code, heard })
      })
    }, first)
    expect(told).toEqual({ code, heard: [] })
  })
}
