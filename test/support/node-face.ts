import { once } from 'node:events'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { WebSocket } from 'ws'
import type { RunningNode } from '../../src/main/hosts/node/running-file.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import type { Frame, FrameChannel } from '../../src/shared/bridge/channel.ts'
import { createClient } from '../../src/shared/bridge/client.ts'
import type { Welcome } from '../../src/shared/bridge/hello.ts'
import type { Bridge, MirrorwellContract, MirrorwellEvent } from '../../src/shared/contract/index.ts'
import type { ErrorBody } from '../../src/shared/kernel/errors.ts'

/** Longest wait for something to become so: far beyond what three Nodes on two busy cores need. */
const UNTIL_MS = 20_000

type CallFrame = Extract<Frame, { t: 'call' }>
interface Answer {
  readonly output?: unknown
  readonly error?: ErrorBody
}

/**
 * One caller of a running Node: calls go through the door for scripts on
 * connections that stay open, events come by a socket, both in one session.
 */
export class NodeFace {
  /** Every call rejects with 'channel-closed' once the Node is gone. */
  readonly bridge: Bridge
  readonly #running: RunningNode
  readonly #socket: WebSocket
  readonly #agent = new Agent({ keepAlive: true })
  readonly #frames = new Signal<Frame>()
  readonly #closed = new Signal<void>()
  #session = ''

  private constructor(running: RunningNode) {
    this.#running = running
    const { port } = running
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { origin: `http://127.0.0.1:${port}` })
    this.#socket.on('error', () => {}) // told by the close
    this.#socket.on('close', () => this.#closed.emit())
    const channel: FrameChannel = {
      send: (frame) => void (frame.t === 'call' && this.#send(frame)),
      onFrame: (listener) => this.#frames.listen(listener),
      onClose: (listener) => this.#closed.listen(listener),
    }
    this.bridge = createClient<MirrorwellContract>(channel)
  }

  static async open(running: RunningNode): Promise<NodeFace> {
    const face = new NodeFace(running)
    await face.#enter()
    return face
  }

  /** The same Node for a Mirror, unlocked in a session of her own. */
  async unlocked(name: string, pin: string): Promise<NodeFace> {
    const face = await NodeFace.open(this.#running)
    const { mirrors } = await face.bridge.mirrors.list({})
    const mirror = mirrors.find((known) => known.name === name && !known.revoked)
    if (mirror === undefined) throw new Error(`no Mirror ${name} here`)
    await face.bridge.mirrors.unlock({ mirrorId: mirror.mirrorId, pin })
    return face
  }

  /** Resolves once the condition holds; it is asked again after each of these events of this Node. */
  async until(event: MirrorwellEvent, holds: () => Promise<boolean>): Promise<void> {
    const deadlineMs = Date.now() + UNTIL_MS
    for (;;) {
      const heard = this.#next(event, deadlineMs)
      if (await holds()) return heard.forget()
      await heard.promise
    }
  }

  close(): void {
    this.#socket.terminate()
    this.#agent.destroy()
  }

  #next(event: MirrorwellEvent, deadlineMs: number): { promise: Promise<void>; forget(): void } {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = (): void => reject(new Error(`${event} brought nothing awaited within ${UNTIL_MS} ms`))
    const timer = setTimeout(late, deadlineMs - Date.now())
    const stop = this.#frames.listen((frame) => {
      if (frame.t === 'event' && frame.name === event) resolve()
    })
    const forget = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    return { promise: promise.finally(forget), forget }
  }

  async #enter(): Promise<void> {
    await once(this.#socket, 'open')
    this.#socket.send(JSON.stringify({ t: 'hello', token: this.#running.token, session: null }))
    const [welcome] = (await once(this.#socket, 'message')) as [Buffer]
    this.#session = (JSON.parse(String(welcome)) as Welcome).session
    this.#socket.on('message', (data) => this.#frames.emit(JSON.parse(String(data)) as Frame))
  }

  async #send({ id, method, input }: CallFrame): Promise<void> {
    try {
      const { output, error } = await this.#post({ method, input, session: this.#session })
      this.#frames.emit(error === undefined ? { t: 'ok', id, output } : { t: 'err', id, error })
    } catch {
      this.#closed.emit() // the Node went while it was asked
    }
  }

  async #post(body: object): Promise<Answer> {
    const { port, token } = this.#running
    const sent = request({
      ...{ host: '127.0.0.1', port, path: '/call', method: 'POST', agent: this.#agent },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
    sent.end(JSON.stringify(body))
    try {
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      return JSON.parse(await text(response)) as Answer
    } catch (thrown) {
      if (wasClosedIdle(sent, thrown)) return this.#post(body)
      throw thrown
    }
  }
}

/** The server closed a connection that was kept, as this question set out on it: it was never heard. Source: Node.js, `request.reusedSocket`. */
const wasClosedIdle = (sent: ClientRequest, thrown: unknown): boolean =>
  sent.reusedSocket && thrown instanceof Error && 'code' in thrown && thrown.code === 'ECONNRESET'
