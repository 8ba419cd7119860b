import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

const MAIN = join(import.meta.dirname, '../../src/main/hosts/node/main.ts')

export interface Finished {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
}

function launch(args: readonly string[], options: RunOptions): ChildProcessWithoutNullStreams {
  const env = { ...process.env, LC_ALL: 'en_GB.UTF-8', ...options.env }
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: 'pipe' })
  child.stdin.on('error', () => {}) // a command that reads no standard input may be gone already
  child.stdin.end(options.stdin ?? '')
  return child
}

/** Run the command to its end. */
export async function runMirrorwell(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = launch(args, options)
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  return { exitCode, stdout, stderr }
}

/** A command that goes on: its lines one by one. Killed when the test ends. */
export class MirrorwellProcess {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  readonly exited: Promise<Finished>

  constructor(args: readonly string[], options: RunOptions = {}) {
    this.#child = launch(args, options)
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
    const stderr = text(this.#child.stderr)
    this.exited = once(this.#child, 'exit').then(async ([exitCode]) => ({
      exitCode: exitCode as number | null,
      stdout: '',
      stderr: await stderr,
    }))
    onTestFinished(() => void this.#child.kill('SIGKILL'))
  }

  /** The next line of standard output, or what the process said in the end where none comes. */
  async nextLine(): Promise<string> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error(`no line: ${(await this.exited).stderr}`)
    return value
  }

  async nextJson<T = Record<string, unknown>>(): Promise<T> {
    return JSON.parse(await this.nextLine()) as T
  }

  /** Stop reading what it prints, as `head` does. */
  closeOutput(): void {
    this.#child.stdout.destroy()
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Finished> {
    this.#child.kill(signal)
    return this.exited
  }
}
