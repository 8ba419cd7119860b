import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { CHROMIUM_ARGS, CHROMIUM_MISSING, findChromium } from '../chromium.mjs'
import { Devtools } from './devtools.ts'

const ENDPOINT = /DevTools listening on (ws:\S+)/u

/** A Chromium without a window of its own: the renderer processes of the stand-in. */
export class Browser {
  readonly devtools: Devtools
  /** Where a test can look at the pages too. */
  readonly endpoint: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, devtools: Devtools, endpoint: string) {
    this.#child = child
    this.devtools = devtools
    this.endpoint = endpoint
  }

  /** @param profileDir where pages keep what outlives a restart */
  static async start(profileDir: string): Promise<Browser> {
    const executable = findChromium()
    if (executable === null) throw new Error(CHROMIUM_MISSING)
    const language = (process.env.LC_ALL ?? 'en').split(/[._]/u)[0]
    const child = spawn(
      executable,
      [
        ...CHROMIUM_ARGS,
        '--headless=new',
        '--no-startup-window',
        '--remote-debugging-port=0',
        `--user-data-dir=${profileDir}`,
        `--accept-lang=${language}`,
        '--hide-scrollbars',
        '--disable-features=Translate',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    process.once('exit', () => child.kill('SIGKILL'))
    const endpoint = await endpointOf(child)
    return new Browser(child, await Devtools.connect(endpoint), endpoint)
  }

  stop(): void {
    this.#child.kill('SIGKILL')
  }
}

async function endpointOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('Chromium has no standard error')
  const heard: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    const endpoint = ENDPOINT.exec(line)?.[1]
    if (endpoint !== undefined) return endpoint
    heard.push(line)
  }
  throw new Error(`Chromium did not start: ${heard.join('\n')}`)
}
