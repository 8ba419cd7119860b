import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { _electron, type Browser, chromium, type ElectronApplication, type Page } from 'playwright'
import type {} from '../../src/renderer/bridge/connect.ts' // what the page's window has
import type { Language } from '../../src/shared/kernel/language.ts'

const ROOT = join(import.meta.dirname, '../..')
const PROGRAM = join(ROOT, 'out/main/electron.js')
const REGISTER = join(import.meta.dirname, 'electron-stand-in/register.ts')
const LOCALES: Readonly<Record<Language, string>> = {
  sv: 'sv_SE.UTF-8',
  ja: 'ja_JP.UTF-8',
  en: 'en_GB.UTF-8',
}

/** What runs the built bundles: said in every report. */
export const DESKTOP_RUNTIME =
  process.env.MIRRORWELL_ELECTRON === 'real' ? 'Electron' : 'Electron stand-in (simulated)'

/** What is to be seen outside the page. */
export interface Seen {
  readonly tray: { readonly toolTip: string; readonly title: string; readonly menu: readonly string[] } | null
  readonly menu: readonly { readonly label: string; readonly items: readonly string[] }[]
  readonly notifications: readonly { readonly title: string; readonly body: string }[]
  readonly errorBoxes: readonly { readonly title: string; readonly content: string }[]
  readonly window?: { readonly isVisible: boolean; readonly loads: number }
}

export interface DesktopStart {
  readonly data: string
  readonly language: Language
  /** What the program gets beside its folder. */
  readonly args?: readonly string[]
  /** The key store of the system that is simulated; none: there is no real one. */
  readonly keyStore?: 'gnome_libsecret' | 'basic_text'
}

/** The desktop as a process of its own, and its page. */
export interface Desktop {
  readonly page: Page
  /** Of its main process. */
  readonly pid: number
  /** @returns its exit code */
  stop(): Promise<number | null>
}

/** Start the built desktop, on what this run was asked to use. */
export const startDesktop = (start: DesktopStart): Promise<Desktop> =>
  DESKTOP_RUNTIME === 'Electron' ? RealDesktop.start(start) : StandInDesktop.start(start)

const environment = ({ language, keyStore }: DesktopStart): Record<string, string> => {
  const around = Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined)
  const named = { LC_ALL: LOCALES[language], STAND_IN_KEY_STORE: keyStore ?? 'gnome_libsecret' }
  return { ...Object.fromEntries(around), ...named }
}

const argumentsOf = ({ data, args = [] }: DesktopStart): string[] => [`--data=${data}`, ...args]

/** The bundles on the stand-in for Electron. */
export class StandInDesktop implements Desktop {
  readonly page: Page
  readonly #child: ChildProcess
  readonly #browser: Browser
  #lastId = 0

  private constructor(child: ChildProcess, browser: Browser, page: Page) {
    this.#child = child
    this.#browser = browser
    this.page = page
  }

  static async start(start: DesktopStart): Promise<StandInDesktop> {
    const child = forkStandIn(start)
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code}`)))
    const [{ ready }] = (await Promise.race([once(child, 'message'), ended])) as [{ ready: string }]
    const browser = await chromium.connectOverCDP(ready)
    const page = await Promise.race([firstPage(browser), ended])
    ended.catch(() => {}) // from here on whoever stops it waits for its end
    return new StandInDesktop(child, browser, page)
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Have something happen as the system or a person would do it, and look at what is outside the page then. */
  async look(deed = '', value = ''): Promise<Seen> {
    const id = ++this.#lastId
    const answer = new Promise<Seen>((resolve) => {
      const hear = (message: unknown): void => {
        const { id: answered, seen } = message as { id: number; seen: Seen }
        if (answered !== id) return
        this.#child.off('message', hear)
        resolve(seen)
      }
      this.#child.on('message', hear)
    })
    this.#child.send({ id, deed, value })
    return await answer
  }

  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode
    const exited = once(this.#child, 'exit') as Promise<[number | null]>
    this.#child.kill('SIGTERM')
    const [exitCode] = await exited
    await this.#browser.close().catch(() => {}) // it went with its process
    return exitCode
  }
}

/** A process of the built program on the stand-in. */
export function forkStandIn(start: DesktopStart): ChildProcess {
  return fork(PROGRAM, argumentsOf(start), {
    execArgv: ['--import', REGISTER],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: environment(start),
  })
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('a browser has a context')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.waitForURL(/stand-in\.invalid/u)
  return page
}

/** The bundles on Electron itself, where its binary is. */
class RealDesktop implements Desktop {
  readonly page: Page
  readonly #app: ElectronApplication

  private constructor(app: ElectronApplication, page: Page) {
    this.#app = app
    this.page = page
  }

  static async start(start: DesktopStart): Promise<RealDesktop> {
    const app = await _electron.launch({ args: [ROOT, ...argumentsOf(start)], env: environment(start) })
    return new RealDesktop(app, await app.firstWindow())
  }

  get pid(): number {
    return this.#app.process().pid ?? 0
  }

  async stop(): Promise<number | null> {
    const child = this.#app.process()
    await this.#app.close()
    return child.exitCode
  }
}

/** Ask the Node something through the preload's pipe, from the page itself. @returns the answer, or the code of the failure */
export const askThrough = (page: Page, method: string, input: object = {}): Promise<unknown> =>
  page.evaluate(
    ([name, given]) =>
      new Promise((resolve) => {
        // Far from the numbers that the page gives its own calls.
        const id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000)
        const stop = window.mirrorwell?.onFrame((frame) => {
          if ((frame.t !== 'ok' && frame.t !== 'err') || frame.id !== id) return
          stop?.()
          resolve(frame.t === 'ok' ? frame.output : frame.error.code)
        })
        window.mirrorwell?.send({ t: 'call', id, method: name, input: given })
      }),
    [method, input] as const,
  )
