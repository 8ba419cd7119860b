import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { app } from './app.ts'
import { pages } from './pages.ts'
import type { RendererSession } from './renderer-session.ts'
import { strict } from './strict.ts'
import { refusable, WebContents } from './web-contents.ts'

/** What a window has to be, or the stand-in would show something that Electron would not. */
const REQUIRED = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true } as const

const all = new Set<BrowserWindow>()

/** A window: a page in Chromium, and a rectangle that nobody sees. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly #contents: WebContents
  #bounds: Rectangle
  #isVisible: boolean
  #isMinimized = false
  #hasFocus = true
  #isMaximized = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    const { webPreferences = {}, width = 800, height = 600, x = 0, y = 0, show = true } = options
    for (const [name, value] of Object.entries(REQUIRED)) {
      const given: unknown = Reflect.get(webPreferences, name)
      if (given !== value) throw new Error(`Electron stand-in: ${name} is not ${value}`)
    }
    this.#bounds = { x, y, width, height }
    this.#isVisible = show
    const session = webPreferences.session as unknown as RendererSession
    this.#contents = new WebContents(session, webPreferences.preload ?? '', (contents) =>
      pages.open(contents, this.#bounds),
    )
    this.webContents = strict('webContents', this.#contents)
    this.#contents.on('ready-to-show', () => this.emit('ready-to-show'))
    this.#contents.once('destroyed', () => this.#end())
    all.add(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...all]
  }

  loadURL(url: string): Promise<void> {
    return this.#contents.loadURL(url)
  }

  isDestroyed(): boolean {
    return this.#contents.isDestroyed()
  }

  show(): void {
    this.#isVisible = true
    this.#hasFocus = true
    this.emit('show')
  }

  hide(): void {
    this.#isVisible = false
    this.emit('hide')
  }

  focus(): void {
    this.#hasFocus = true
    this.emit('focus')
  }

  isVisible(): boolean {
    return this.#isVisible
  }

  isFocused(): boolean {
    return this.#isVisible && !this.#isMinimized && this.#hasFocus
  }

  blur(): void {
    this.#hasFocus = false
  }

  isMinimized(): boolean {
    return this.#isMinimized
  }

  restore(): void {
    this.#isMinimized = false
  }

  isMaximized(): boolean {
    return this.#isMaximized
  }

  maximize(): void {
    this.#isMaximized = true
    this.emit('maximize')
  }

  getNormalBounds(): Rectangle {
    return this.#bounds
  }

  close(): void {
    const event = refusable({})
    this.emit('close', event)
    if (!event.isRefused) pages.close(this.#contents)
  }

  #end(): void {
    all.delete(this)
    this.emit('closed')
    if (all.size === 0) app.emit('window-all-closed')
  }
}
