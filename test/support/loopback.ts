import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { LoopbackServer } from '../../src/main/hosts/node/loopback-server.ts'
import { writeRunningFile } from '../../src/main/hosts/node/running-file.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import type { Frame } from '../../src/shared/bridge/channel.ts'
import type { Welcome } from '../../src/shared/bridge/hello.ts'
import { TestClock } from './clock.ts'
import { FakeSeat } from './fake-seat.ts'
import { temporaryFolder } from './folder.ts'
import { TestTimers } from './test-timers.ts'

export interface Loopback {
  readonly server: LoopbackServer
  readonly seat: FakeSeat
  readonly clock: TestClock
  readonly pageDir: string
}

/** A loopback server over a fake seat, with a small page, stopped when the test ends. */
export async function openLoopback(seat = new FakeSeat()): Promise<Loopback> {
  const pageDir = await writePage(await temporaryFolder())
  const clock = new TestClock()
  const server = new LoopbackServer(
    {
      seat,
      worlds: seat,
      clock,
      timers: new TestTimers(clock),
      random: systemRandom,
      logger: silentLogger,
      describe: (error) => error.toBody(),
    },
    { port: null, pageDir },
  )
  await server.start()
  onTestFinished(() => server.stop())
  return { server, seat, clock, pageDir }
}

/** The same as commands find it: with a folder that says where it runs. */
export async function openRunning(seat?: FakeSeat): Promise<Loopback & { readonly data: string }> {
  const loopback = await openLoopback(seat)
  const data = await temporaryFolder()
  const { port, token, metricsToken, url } = loopback.server
  writeRunningFile(data, { pid: process.pid, port, token, metricsToken, url })
  return { ...loopback, data }
}

async function writePage(folder: string): Promise<string> {
  const pageDir = join(folder, 'page')
  await mkdir(join(pageDir, 'assets'), { recursive: true })
  await writeFile(join(pageDir, 'index.html'), '<!doctype html><title>Mirrorwell</title>')
  await writeFile(join(pageDir, 'assets', 'main-1a2b3c.js'), 'export {}')
  await writeFile(join(pageDir, 'notes.xyz'), 'not part of a page')
  await writeFile(join(folder, 'secret.json'), '{"secret":true}')
  return pageDir
}

/** A page's end of the socket: what came in, in order, and how it was closed. */
export class TestSocket {
  readonly #socket: WebSocket
  readonly #received: unknown[] = []
  readonly #waiting: ((value: unknown) => void)[] = []
  /** The close code, once closed. */
  readonly closed: Promise<number>

  constructor(port: number, options: { readonly origin?: string } = {}) {
    const origin = options.origin ?? `http://127.0.0.1:${port}`
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { origin })
    this.closed = new Promise((resolve) => this.#socket.on('close', resolve))
    this.#socket.on('error', () => {}) // told by the close code
    this.#socket.on('message', (data) => {
      const value: unknown = JSON.parse(String(data))
      const next = this.#waiting.shift()
      if (next === undefined) this.#received.push(value)
      else next(value)
    })
  }

  opened(): Promise<void> {
    return new Promise((resolve) => this.#socket.on('open', () => resolve()))
  }

  send(value: unknown): void {
    this.sendRaw(JSON.stringify(value))
  }

  sendRaw(data: string | Uint8Array): void {
    this.#socket.send(data)
  }

  /** Leave what comes in the socket's buffers. */
  stopReading(): void {
    this.#socket.pause()
  }

  goOnReading(): void {
    this.#socket.resume()
  }

  /** The next message not yet taken. */
  next<T = Frame>(): Promise<T> {
    if (this.#received.length > 0) return Promise.resolve(this.#received.shift() as T)
    return new Promise((resolve) => this.#waiting.push(resolve as (value: unknown) => void))
  }

  /** Say hello and be welcomed. @returns the session */
  async enter(token: string, session: string | null = null): Promise<string> {
    await this.opened()
    this.send({ t: 'hello', token, session })
    return (await this.next<Welcome>()).session
  }

  /** Call a method and wait for the next message, which is its answer where nothing else happens. */
  call(method: string, input: unknown = {}, id = 1): Promise<Frame> {
    this.send({ t: 'call', id, method, input })
    return this.next()
  }

  close(): Promise<number> {
    this.#socket.close()
    return this.closed
  }
}
