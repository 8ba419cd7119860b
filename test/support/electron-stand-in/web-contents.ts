import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { fromChromium, toChromium } from './addresses.ts'
import type { DevtoolsSession } from './devtools.ts'
import { bridgeWorlds, runPreload, type WorldNames } from './page-worlds.ts'
import type { HeldRequest, RendererSession } from './renderer-session.ts'
import { strict } from './strict.ts'

/** The world a preload runs in, beside the page's own. */
export const PRELOAD_WORLD = 'Electron stand-in preload'

interface Frame {
  url: string
}

/** What a preload's world tells: a message by IPC, or that a person pressed something. */
interface Sent {
  readonly channel: string
  readonly args: readonly unknown[]
  readonly input?: string
}

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

/** Permissions by the name Chromium has for them, and by Electron's. */
const PERMISSIONS = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['midi', 'midi'],
  ['camera', 'media'],
] as const

/** An event that can be refused. */
export function refusable<T extends object>(details: T): T & { preventDefault(): void; isRefused: boolean } {
  const event = {
    ...details,
    isRefused: false,
    preventDefault: () => {
      event.isRefused = true
    },
  }
  return event
}

/** A page in Chromium as its owner in the main process knows it. */
export class WebContents extends EventEmitter {
  readonly ipc = new EventEmitter()
  readonly mainFrame: Frame = { url: '' }
  readonly session: RendererSession
  readonly #names: WorldNames
  readonly #frames = new Map<string, Frame>()
  readonly #worldFrames = new Map<number, string>()
  readonly #opened: Promise<DevtoolsSession>
  /** How often a page was loaded to its end; for tests. */
  loads = 0
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' })
  #devtools: DevtoolsSession | null = null
  #mainFrameId = ''
  #mainWorld: number | null = null
  #isDestroyed = false
  #ownNavigation = ''

  constructor(
    session: RendererSession,
    preloadPath: string,
    open: (contents: WebContents) => Promise<DevtoolsSession>,
  ) {
    super()
    this.session = session
    const secret = randomBytes(16).toString('hex')
    this.#names = { crossing: `crossing-${secret}`, toMain: `toMain${secret}`, fromMain: `fromMain${secret}` }
    this.#opened = open(this).then((devtools) => this.#prepare(devtools, preloadPath))
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  getURL(): string {
    return this.mainFrame.url
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#devtools === null || this.#mainWorld === null) return
    const sent = JSON.stringify(JSON.stringify({ channel, args }))
    const expression = `${this.#names.fromMain}(${sent})`
    // A page that goes away meanwhile hears nothing more, as in Electron.
    void this.#devtools.send('Runtime.evaluate', { expression, contextId: this.#mainWorld }).catch(() => {})
  }

  async loadURL(url: string): Promise<void> {
    const devtools = await this.#opened
    this.#ownNavigation = toChromium(url)
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText, loaderId } = await devtools.send('Page.navigate', { url: this.#ownNavigation })
    if (errorText !== undefined) throw new Error(`${errorText} loading ${url}`)
    if (loaderId !== undefined) await loaded // none: the same document, another fragment
  }

  reload(): void {
    void this.#opened.then((devtools) => devtools.send('Page.reload'))
  }

  crash(): void {
    // Its answer never comes: the process that would give it is gone.
    void this.#devtools?.send('Page.crash').catch(() => {})
  }

  /** Whether this is the page that asks. */
  owns(frameId: string): boolean {
    return this.#frames.has(frameId) || frameId === this.#mainFrameId
  }

  /** Whether its owner lets a frame of it go there. What the owner itself asked for, Electron does not ask about. */
  mayNavigate({ frameId, request }: HeldRequest): boolean {
    const isMainFrame = frameId === this.#mainFrameId
    if (isMainFrame && request.url === this.#ownNavigation) return true
    const event = refusable({ url: fromChromium(request.url), isMainFrame, frame: this.#frames.get(frameId) })
    this.emit('will-frame-navigate', event)
    return !event.isRefused
  }

  mayOpen(url: string): boolean {
    return this.#openHandler({ url: fromChromium(url) }).action === 'allow'
  }

  /** The page has gone, by itself or by its owner. */
  markDestroyed(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.emit('destroyed')
  }

  async #prepare(devtools: DevtoolsSession, preloadPath: string): Promise<DevtoolsSession> {
    const { frameTree } = await devtools.send('Page.getFrameTree')
    this.#mainFrameId = frameTree.frame.id
    this.#frames.set(this.#mainFrameId, this.mainFrame)
    this.#follow(devtools)
    await devtools.send('Page.enable')
    await devtools.send('Runtime.enable')
    await devtools.send('Runtime.addBinding', {
      name: this.#names.toMain,
      executionContextName: PRELOAD_WORLD,
    })
    for (const script of this.#scripts(preloadPath)) {
      await devtools.send('Page.addScriptToEvaluateOnNewDocument', script)
    }
    this.#devtools = devtools
    return devtools
  }

  #scripts(preloadPath: string): readonly { source: string; worldName?: string }[] {
    const { crossing } = this.#names
    const inMainFrame = (work: string) => `if (window === window.top) { ${work} }`
    const side = (name: string) => `(${bridgeWorlds})(${JSON.stringify(name)}, ${JSON.stringify(crossing)})`
    const code = `function (require, module, exports) { ${readFileSync(preloadPath, 'utf8')}\n}`
    return [
      { source: inMainFrame(side('page')) },
      {
        source: inMainFrame(`(${runPreload})(${JSON.stringify(this.#names)}, ${side('preload')}, ${code})`),
        worldName: PRELOAD_WORLD,
      },
    ]
  }

  #follow(devtools: DevtoolsSession): void {
    devtools.on('Page.frameNavigated', ({ frame }) => {
      this.#frameAt(frame.id, frame.url)
      if (frame.id === this.#mainFrameId) this.#permit()
    })
    devtools.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.#frameAt(frameId, url))
    devtools.on('Page.frameAttached', ({ frameId }) => this.#frameAt(frameId, ''))
    devtools.on('Page.frameDetached', ({ frameId }) => void this.#frames.delete(frameId))
    devtools.on('Page.loadEventFired', () => {
      this.loads += 1
      this.emit('did-finish-load')
      this.emit('ready-to-show')
    })
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== PRELOAD_WORLD) return
      const { frameId } = context.auxData as { frameId: string }
      this.#worldFrames.set(context.id, frameId)
      if (frameId === this.#mainFrameId) this.#mainWorld = context.id
    })
    devtools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === this.#names.toMain) this.#receive(payload, this.#worldFrames.get(executionContextId))
    })
    devtools.on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    )
  }

  #press(type: string): void {
    this.emit('input-event', {}, { type })
    this.#permit()
  }

  /** Tell Chromium what the owner's check grants now. */
  #permit(): void {
    if (this.mainFrame.url === '') return
    const { origin } = new URL(toChromium(this.mainFrame.url))
    for (const [name, permission] of PERMISSIONS) {
      const setting = this.session.grants(permission, this.mainFrame.url) ? 'granted' : 'denied'
      void this.#devtools?.send('Browser.setPermission', {
        permission: { name },
        setting,
        origin,
      })
    }
  }

  #frameAt(frameId: string, url: string): void {
    const frame = this.#frames.get(frameId) ?? { url: '' }
    frame.url = fromChromium(url)
    this.#frames.set(frameId, frame)
  }

  #receive(payload: string, frameId = ''): void {
    const { channel, args, input } = JSON.parse(payload) as Sent
    const senderFrame = this.#frames.get(frameId) ?? null
    if (input !== undefined) this.#press(input)
    else this.ipc.emit(channel, strict('IpcMainEvent', { sender: this, senderFrame }), ...args)
  }
}
