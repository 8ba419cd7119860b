import { once } from 'node:events'
import type { CDPSession } from 'playwright'
import WebSocket from 'ws'

/** One thing the browser told, and the target it is about: '' for the browser itself. */
interface Told {
  readonly method: string
  readonly params: object
  readonly sessionId?: string
}

interface Answer {
  readonly id: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** As much of a DevTools session as the stand-in uses, with playwright's types. */
export interface DevtoolsSession {
  readonly send: CDPSession['send']
  readonly on: CDPSession['on']
}

type Listener = (params: object) => void

/** A connection to a browser by the DevTools protocol; a session for each target in it. */
export class Devtools {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  readonly #listeners = new Map<string, Listener[]>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))))
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the browser has gone'))
    })
  }

  static async connect(url: string): Promise<Devtools> {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    return new Devtools(socket)
  }

  session(sessionId = ''): DevtoolsSession {
    const send = (method: string, params: object = {}): Promise<unknown> =>
      this.#send({ method, params, ...(sessionId === '' ? {} : { sessionId }) })
    const on = (method: string, listener: Listener): void => {
      const key = `${sessionId} ${method}`
      this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener])
    }
    return { send, on } as unknown as DevtoolsSession
  }

  close(): void {
    this.#socket.close()
  }

  #send(request: Told): Promise<unknown> {
    const id = ++this.#lastId
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(id, waiting)
    this.#socket.send(JSON.stringify({ id, ...request }))
    return waiting.promise
  }

  #receive(message: Answer | Told): void {
    if ('method' in message) {
      const key = `${message.sessionId ?? ''} ${message.method}`
      for (const listener of this.#listeners.get(key) ?? []) listener(message.params)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.result)
    else waiting?.reject(new Error(message.error.message))
  }
}
