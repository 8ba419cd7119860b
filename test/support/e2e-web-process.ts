import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { Language } from '../../src/shared/kernel/language.ts'

const COMMAND = join(import.meta.dirname, '../../out/main/mirrorwell.js')
const LOCALES: Readonly<Record<Language, string>> = {
  sv: 'sv_SE.UTF-8',
  ja: 'ja_JP.UTF-8',
  en: 'en_GB.UTF-8',
}

/** `mirrorwell --web`, the way `npm start` opens the page, on a machine without a screen. */
export class WebProcess {
  /** What it printed for a person to open. */
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  /** @throws with what it said where it prints no address */
  static async start(data: string, language: Language): Promise<WebProcess> {
    const { DISPLAY, WAYLAND_DISPLAY, ...around } = process.env
    const env = { ...around, LC_ALL: LOCALES[language] }
    const child = spawn(process.execPath, [COMMAND, '--web', '--data', data], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    })
    const stderr = text(child.stderr)
    const { value: line = '' } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
    const url = /http:\/\/\S+/u.exec(line)?.[0]
    if (url === undefined) throw new Error(`no address: ${line} ${await stderr}`)
    return new WebProcess(child, url)
  }

  /** @returns its exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode
    this.#child.kill(signal)
    const [exitCode] = (await once(this.#child, 'exit')) as [number | null]
    return exitCode
  }
}
