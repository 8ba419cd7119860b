import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askThrough, DESKTOP_RUNTIME, type Desktop, startDesktop } from '../support/e2e-desktop.ts'
import { PRELOAD_WORLD } from '../support/electron-stand-in/web-contents.ts'

let folder: string
let desktop: Desktop
/** Another site on this machine, which nobody may call. */
let elsewhere: Server
let elsewhereUrl: string
const calls: string[] = []

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    calls.push(String(request.url))
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('here')
  })
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  folder = await mkdtemp(join(tmpdir(), 'mirrorwell-desktop-'))
  await writeFile(join(folder, 'secret.json'), '"secret"')
  desktop = await startDesktop({ data: join(folder, 'data'), language: 'en' })
  await desktop.page.getByRole('heading', { level: 1 }).waitFor()
})

afterAll(async () => {
  await desktop?.stop()
  elsewhere?.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (method: string, input?: object): Promise<unknown> => askThrough(desktop.page, method, input)

describe(`the page on ${DESKTOP_RUNTIME}`, () => {
  test('knows nothing of the machine below it', async () => {
    const seen = await desktop.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    )
    expect(seen).toEqual([])
  })

  test('has one pipe, which it cannot replace', async () => {
    const { members, replaced } = await desktop.page.evaluate(() => {
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

  test('evaluates no text as code', async () => {
    const tried = await desktop.page.evaluate(async () => {
      /** A timer gets out of the debugger's own evaluation, for which the policy is lifted. */
      const later = async (work: () => unknown): Promise<string> => {
        const turn = Promise.withResolvers<unknown>()
        setTimeout(() => void (async () => work())().then(turn.resolve, turn.reject))
        return turn.promise.then(String, (thrown: Error) => thrown.name)
      }
      function runInline(): unknown {
        const script = document.createElement('script')
        script.append('window.broken = 7')
        document.body.append(script)
        script.remove()
        return Reflect.get(window, 'broken')
      }
      return {
        // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
        evaluated: await later(() => eval('1 + 1')),
        inline: await later(runInline),
        markup: await later(() => Object.assign(document.createElement('p'), { innerHTML: '<b>x</b>' })),
      }
    })
    expect(tried).toEqual({ evaluated: 'EvalError', inline: 'undefined', markup: 'TypeError' })
  })

  test('calls nobody else', async () => {
    const answers = await desktop.page.evaluate((url) => {
      const told = (asked: Promise<unknown>): Promise<string> =>
        asked.then(
          () => 'came',
          () => 'refused',
        )
      const image = new Image()
      image.src = `${url}/image`
      return Promise.all([told(fetch(`${url}/fetch`)), told(image.decode())])
    }, elsewhereUrl)
    expect(answers).toEqual(['refused', 'refused'])
    expect(calls).toEqual([])
  })

  test('goes nowhere else, and opens nothing', async () => {
    const { page } = desktop
    const before = page.url()
    await page.evaluate((url) => {
      window.location.href = `${url}/elsewhere`
    }, elsewhereUrl)
    await page.evaluate((url) => void window.open(`${url}/window`), elsewhereUrl)
    await expect.poll(() => page.context().pages().length).toBe(1)
    expect(await ask('setup.status')).toMatchObject({ phase: 'empty' })
    expect(page.url()).toBe(before)
    expect(calls).toEqual([])
  })

  test.for([
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5c..%5cpackage.json',
    '/index.html%00.js',
    '/%zz.js',
    `/${'a'.repeat(5_000)}.js`,
  ])('reads no file at %s', async (path) => {
    const status = await desktop.page.evaluate(async (url) => (await fetch(url)).status, path)
    expect(status).toBe(404)
  })

  test('carries the policy that the handler sent', async () => {
    const headers = await desktop.page.evaluate(async () => [...(await fetch('/')).headers])
    const { 'content-security-policy': policy, 'x-content-type-options': sniffing } =
      Object.fromEntries(headers)
    expect(policy).toContain("default-src 'none'; script-src 'self'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(sniffing).toBe('nosniff')
  })

  test('is refused the camera that nobody pressed for, and where it is', async () => {
    const answers = await desktop.page.evaluate(async () => {
      const states = (['camera', 'geolocation', 'midi'] as const).map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state),
      )
      return Promise.all(states)
    })
    expect(answers).toEqual(['denied', 'denied', 'denied'])
  })
})

describe('the pipe', () => {
  test.for([
    ['node.status', {}, 'node-absent'],
    ['constructor.toString', {}, 'unknown-method'],
    ['__proto__.x', {}, 'unknown-method'],
    ['setup.unlock', { passphrase: 7 }, 'invalid-input'],
  ] as const)('%s with %o is answered %s', async ([method, input, code]) => {
    expect(await ask(method, input)).toBe(code)
  })

  test.skipIf(DESKTOP_RUNTIME === 'Electron')('takes nothing from a frame within the page', async () => {
    const { page } = desktop
    const session = await page.context().newCDPSession(page)
    const heard: string[] = []
    await page.exposeFunction('hear', (frame: string) => heard.push(frame))
    await page.evaluate(() => {
      document.body.append(document.createElement('iframe'))
      window.mirrorwell?.onFrame((frame) => {
        if (frame.t === 'ok') void Reflect.get(window, 'hear')(String(frame.id))
      })
    })
    const { frameTree } = await session.send('Page.getFrameTree')
    const frames = [frameTree.childFrames?.[0]?.frame.id ?? '', frameTree.frame.id]
    // The same call, by the same way below the preload: once from the frame within, once from the main frame.
    for (const [index, frameId] of frames.entries()) {
      const { executionContextId } = await session.send('Page.createIsolatedWorld', {
        frameId,
        worldName: PRELOAD_WORLD,
      })
      const sent = { t: 'call', id: 70 + index, method: 'setup.status', input: {} }
      const message = JSON.stringify(JSON.stringify({ channel: 'mirrorwell:frame', args: [sent] }))
      const expression = `Object.entries(globalThis).find(([name]) => name.startsWith('toMain'))[1](${message})`
      await session.send('Runtime.evaluate', { expression, contextId: executionContextId })
    }
    await expect.poll(() => heard).toContain('71')
    expect(heard).not.toContain('70')
  })
})
