import type { RawData, WebSocket } from 'ws'
import { CLOSE_TOKEN_REFUSED, type Hello, type Welcome } from '../../../shared/bridge/hello.ts'
import type { ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import { ConfirmationDesk } from '../../app/confirmation-desk.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import type { Timers } from '../../platform/timers.ts'
import type { Worlds } from '../../rehearsal/world-switch.ts'
import { limitCalls } from './call-limiter.ts'
import type { CallerSessions } from './caller-sessions.ts'
import { parseJson } from './parse-json.ts'
import type { TokenGate } from './token-gate.ts'
import { CLOSE_GOING_AWAY, CLOSE_POLICY, wsChannel } from './ws-channel.ts'

/** How long a socket may stay silent before it says hello. Chosen here: a page says it at once, a slow tunnel in a second or two. */
export const HELLO_TIMEOUT_MS = 10_000
/** Longest hello, in UTF-16 units: a token, a session id and their names, with room to spare. */
const HELLO_MAX_CHARS = 1_024
/** How often a socket is asked whether anybody is still there. Chosen here: below the minute after which tunnels drop silent connections. */
export const PING_PERIOD_MS = 30_000

export interface BridgeSocketsDeps {
  readonly worlds: Pick<Worlds, 'router' | 'onEvent'>
  readonly sessions: CallerSessions
  readonly gate: TokenGate
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  describe(error: MirrorError): ErrorBody
}

/**
 * The sockets of pages and scripts. A socket is nobody until its first message
 * is a hello with the token; until then it gets no event and no answer.
 */
export class BridgeSockets {
  readonly #deps: BridgeSocketsDeps
  readonly #welcomed = new Set<WebSocket>()

  constructor(deps: BridgeSocketsDeps) {
    this.#deps = deps
  }

  get count(): number {
    return this.#welcomed.size
  }

  /** Take over a socket that has just been opened. */
  accept(socket: WebSocket): void {
    const cancelTimeout = this.#deps.timers.after(HELLO_TIMEOUT_MS, () => socket.close(CLOSE_POLICY))
    socket.on('error', () => {}) // ws closes the socket itself: too large, not UTF-8, a broken frame
    socket.once('close', cancelTimeout)
    socket.once('message', (data, isBinary) => {
      cancelTimeout()
      const hello = readHello(data, isBinary)
      if (hello === null) socket.close(CLOSE_POLICY)
      else if (this.#deps.gate.judge(hello.token) === 'admitted') this.#welcome(socket, hello)
      else socket.close(CLOSE_TOKEN_REFUSED)
    })
  }

  closeAll(): void {
    for (const socket of this.#welcomed) socket.close(CLOSE_GOING_AWAY)
  }

  #welcome(socket: WebSocket, hello: Hello): void {
    const { sessions, worlds } = this.#deps
    const { sessionId } = sessions.hold(hello.session)
    const caller = { sessionId, confirmations: new ConfirmationDesk(this.#deps) }
    const welcome: Welcome = { t: 'welcome', session: sessionId }
    socket.send(JSON.stringify(welcome))
    const channel = limitCalls(wsChannel(socket), this.#deps)
    const stopServing = worlds.router.serve(channel, caller)
    const stopEvents = worlds.onEvent(caller, (name, payload, atMs) =>
      channel.send({ t: 'event', name, payload, atMs }),
    )
    const stopPinging = this.#keepAlive(socket)
    this.#welcomed.add(socket)
    channel.onClose(() => {
      this.#welcomed.delete(socket)
      stopPinging()
      stopEvents()
      stopServing()
      sessions.release(sessionId)
    })
  }

  /** Give up a socket whose other end has gone without a word, so that its session can end. */
  #keepAlive(socket: WebSocket): () => void {
    let answered = true
    socket.on('pong', () => {
      answered = true
    })
    return this.#deps.timers.every(PING_PERIOD_MS, () => {
      if (!answered) return socket.terminate()
      answered = false
      socket.ping()
    })
  }
}

function readHello(data: RawData, isBinary: boolean): Hello | null {
  const text = isBinary ? '' : String(data)
  const value = text.length > HELLO_MAX_CHARS ? null : parseJson(text)
  if (typeof value !== 'object' || value === null) return null
  const { t, token, session } = value as Record<string, unknown>
  if (t !== 'hello' || typeof token !== 'string') return null
  return { t, token, session: typeof session === 'string' ? session : null }
}
