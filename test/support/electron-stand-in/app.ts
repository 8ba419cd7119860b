import { EventEmitter } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pages } from './pages.ts'
import { refusable } from './web-contents.ts'

/** The folder above the program that holds its package.json, as Electron is started with it. */
function appFolder(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : appFolder(dirname(from))
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The life of the process as Electron tells it. */
class App extends EventEmitter {
  readonly isPackaged = false
  readonly #paths = new Map<string, string>()
  readonly #ready = Promise.withResolvers<void>()
  #isSandboxed = false
  #hasLock = false
  /** What windows there are to close before the end. */
  closeWindows: () => boolean = () => true

  /** Begin to live: once the program has said in its first turn what it must say before. */
  start(): void {
    setImmediate(() => void this.#becomeReady())
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.quit())
  }

  /** Whether a screen reader looks on; a test may have one come. */
  hasScreenReader = false

  isAccessibilitySupportEnabled(): boolean {
    return this.hasScreenReader
  }

  enableSandbox(): void {
    this.#isSandboxed = true
  }

  getAppPath(): string {
    return appFolder(dirname(process.argv[1] ?? ''))
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Electron stand-in: no path was set for ${name}`)
    return path
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  /** One process per userData folder; a later one leaves its arguments with the first. */
  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'stand-in-instance')
    mkdirSync(folder, { recursive: true })
    const lock = join(folder, 'lock')
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : null
    if (holder !== null && isAlive(holder)) {
      const told = join(folder, `${process.pid}`)
      writeFileSync(told, JSON.stringify(process.argv))
      renameSync(told, `${told}.json`) // whole, or not there
      return false
    }
    writeFileSync(lock, String(process.pid))
    watch(folder, () => this.#hearOthers(folder)).unref()
    this.#hasLock = true
    return true
  }

  quit(): void {
    const event = refusable({})
    this.emit('before-quit', event)
    if (event.isRefused || !this.closeWindows()) return
    this.emit('will-quit', refusable({}))
    this.exit(0)
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    if (this.#hasLock) rmSync(join(this.getPath('userData'), 'stand-in-instance/lock'), { force: true })
    pages.stop()
    process.exit(code)
  }

  async #becomeReady(): Promise<void> {
    if (!this.#isSandboxed) throw new Error('Electron stand-in: app.enableSandbox() was not called')
    if (!this.#hasLock) return
    await pages.start(join(this.getPath('userData'), 'stand-in-chromium'))
    this.#ready.resolve()
    this.emit('ready')
  }

  #hearOthers(folder: string): void {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const argv = JSON.parse(readFileSync(join(folder, name), 'utf8')) as string[]
      rmSync(join(folder, name), { force: true })
      this.emit('second-instance', {}, argv, folder)
    }
  }
}

export const app = new App()
