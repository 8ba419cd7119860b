import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { MAX_FRAME_BYTES } from '../../../shared/bridge/channel.ts'
import type { ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import type { Seat } from '../../app/seat.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Random } from '../../platform/random.ts'
import type { Timers } from '../../platform/timers.ts'
import type { Worlds } from '../../rehearsal/world-switch.ts'
import { BridgeSockets } from './bridge-socket.ts'
import { CallDoor } from './call-door.ts'
import { CallerSessions } from './caller-sessions.ts'
import { listenOnLoopback } from './loopback-listener.ts'
import { SAFETY_HEADERS, servePageFile } from './page-files.ts'
import { guardRequest } from './request-guard.ts'
import { createToken, TokenGate, type TokenVerdict } from './token-gate.ts'

/** How long a request may take to arrive. Chosen here: it comes from the same machine, at worst through a slow tunnel. */
const REQUEST_TIMEOUT_MS = 60_000
const HEADERS_TIMEOUT_MS = 10_000
/** Connections at once on each address. Chosen here: far more than tabs and scripts need, far fewer than there are file handles. */
const CONNECTIONS_MAX = 512
const SESSION_PREFIX = '/session/'
const TOKEN_VERDICT_STATUS = { refused: 401, resting: 429 } as const

export interface LoopbackServerDeps {
  readonly worlds: Worlds
  readonly seat: Pick<Seat, 'metrics'>
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly logger: Logger
  /** An error with words in the language of this machine. */
  describe(error: MirrorError): ErrorBody
}

export interface LoopbackServerOptions {
  /** null: any free one. */
  readonly port: number | null
  /** The built page. */
  readonly pageDir: string
}

/**
 * The page, its bridge and the scripts' door on this machine's own addresses.
 *
 * Every request passes the guard before anything looks at its token, so a web
 * page elsewhere cannot even use up tries. The page's files need no token: the
 * token is in the fragment of the address, which a browser never sends.
 */
export class LoopbackServer implements Startable {
  /** For the page and for scripts: everything a contract method may do. */
  readonly token: string
  /** For reading figures and nothing else. */
  readonly metricsToken: string
  readonly #deps: LoopbackServerDeps
  readonly #options: LoopbackServerOptions
  readonly #gate: TokenGate
  readonly #metricsGate: TokenGate
  readonly #sessions: CallerSessions
  readonly #sockets: BridgeSockets
  readonly #door: CallDoor
  readonly #upgrades = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  })
  #servers: readonly Server[] = []
  #port = 0

  constructor(deps: LoopbackServerDeps, options: LoopbackServerOptions) {
    const { worlds, timers, random, clock, describe } = deps
    this.#deps = deps
    this.#options = options
    this.token = createToken(random)
    this.metricsToken = createToken(random)
    this.#gate = new TokenGate({ clock }, { token: this.token })
    this.#metricsGate = new TokenGate({ clock }, { token: this.metricsToken })
    this.#sessions = new CallerSessions({ timers, random, endCaller: (id) => worlds.endCaller(id) })
    const shared = { sessions: this.#sessions, describe }
    this.#sockets = new BridgeSockets({ ...shared, worlds, gate: this.#gate, clock, timers, random })
    this.#door = new CallDoor({ ...shared, router: worlds.router })
  }

  /** The port it listens on; 0 before `start`. */
  get port(): number {
    return this.#port
  }

  /** What a person opens. Whoever has it is taken for this person. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/#token=${this.token}`
  }

  /** @throws MirrorError 'port-in-use' */
  async start(): Promise<void> {
    const listening = await listenOnLoopback(() => this.#createServer(), this.#options.port)
    this.#servers = listening.servers
    this.#port = listening.port
  }

  async stop(): Promise<void> {
    this.#sockets.closeAll()
    for (const socket of this.#upgrades.clients) socket.terminate()
    this.#sessions.endAll()
    const servers = this.#servers
    this.#servers = []
    await Promise.all(servers.map(closeServer))
  }

  #createServer(): Server {
    const server = createServer({
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      insecureHTTPParser: false,
    })
    server.maxConnections = CONNECTIONS_MAX
    server.on('request', (request, response) => this.#answer(request, response))
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    return server
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(SAFETY_HEADERS)) response.setHeader(name, value)
    const refusal = guardRequest(request, { port: this.#port, originRequired: false })
    if (refusal !== null) return void this.#turnAway(refusal, response)
    this.#route(request, response).catch((thrown: unknown) => {
      this.#deps.logger.error('loopback request failed', {}, thrown)
      response.destroy()
    })
  }

  #turnAway(refusal: string, response: ServerResponse): void {
    this.#deps.logger.debug('loopback request turned away', { refusal })
    response.writeHead(403, { Connection: 'close' }).end()
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? '/'
    if (request.method === 'GET' && path === '/metrics') return this.#sendMetrics(request, response)
    if (request.method === 'GET' || request.method === 'HEAD') {
      return servePageFile(this.#options.pageDir, request, response)
    }
    if (!isDoor(request.method, path)) return void response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    if (!this.#admit(request, response, this.#gate)) return
    if (path === '/call') return this.#door.answerCall(request, response)
    if (path === '/session') return this.#door.openSession(response)
    this.#door.endSession(path.slice(SESSION_PREFIX.length), response)
  }

  /** Whether the Bearer token is the gate's; otherwise the refusal has been sent. */
  #admit(request: IncomingMessage, response: ServerResponse, gate: TokenGate): boolean {
    const bearer = /^Bearer ([\w-]{1,100})$/u.exec(request.headers.authorization ?? '')?.[1]
    const verdict: TokenVerdict = bearer === undefined ? 'refused' : gate.judge(bearer)
    if (verdict === 'admitted') return true
    response.setHeader('Connection', 'close')
    this.#door.refuse(response, TOKEN_VERDICT_STATUS[verdict], 'unauthorised')
    return false
  }

  async #sendMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#admit(request, response, this.#metricsGate)) return
    const text = await this.#deps.seat.metrics()
    response.writeHead(200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
    })
    response.end(text)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = guardRequest(request, { port: this.#port, originRequired: true })
    if (refusal !== null || request.url !== '/bridge') {
      this.#deps.logger.debug('loopback socket turned away', { refusal: refusal ?? 'path' })
      return void rejectUpgrade(socket)
    }
    this.#upgrades.handleUpgrade(request, socket, head, (opened) => this.#sockets.accept(opened))
  }
}

function isDoor(method: string | undefined, path: string): boolean {
  if (method === 'POST') return path === '/call' || path === '/session'
  return method === 'DELETE' && path.startsWith(SESSION_PREFIX)
}

/** Node has let go of this socket, so nobody else would hear of its errors. */
function rejectUpgrade(socket: Duplex): void {
  socket.on('error', () => {})
  socket.once('finish', () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
