import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../../../shared/bridge/caller.ts'
import { MAX_FRAME_BYTES } from '../../../shared/bridge/channel.ts'
import type { Router } from '../../../shared/bridge/router.ts'
import { type ErrorBody, type ErrorCode, MirrorError } from '../../../shared/kernel/errors.ts'
import type { CallerSessions } from './caller-sessions.ts'
import { parseJson } from './parse-json.ts'

/** Calls under way at once. Chosen here: beyond what one person's scripts ask together; the rest may come again. */
const CALLS_UNDER_WAY_MAX = 64

export interface CallDoorDeps {
  readonly router: Router<Caller>
  readonly sessions: CallerSessions
  describe(error: MirrorError): ErrorBody
}

interface CallRequest {
  readonly method: string
  readonly input: unknown
  /** A session opened by POST /session; without one the call is a caller of its own, forgotten with the answer. */
  readonly session: string | null
}

/**
 * The door for scripts, one request a call: `{method, input, session?}` in,
 * `{output}` or `{error}` out. Who comes here has shown the token.
 */
export class CallDoor {
  readonly #deps: CallDoorDeps
  #underWay = 0

  constructor(deps: CallDoorDeps) {
    this.#deps = deps
  }

  async answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#underWay >= CALLS_UNDER_WAY_MAX) return this.refuse(response, 429, 'too-many-calls')
    this.#underWay += 1
    try {
      await this.#answer(request, response)
    } finally {
      this.#underWay -= 1
    }
  }

  /** Open a session for several calls, so that a Mirror unlocked by one is unlocked for the next. */
  openSession(response: ServerResponse): void {
    const { sessionId } = this.#deps.sessions.hold()
    this.#deps.sessions.release(sessionId) // it lingers from now, in case whoever asked dies
    sendJson(response, 200, { session: sessionId })
  }

  endSession(sessionId: string, response: ServerResponse): void {
    this.#deps.sessions.end(sessionId)
    sendJson(response, 200, {})
  }

  refuse(response: ServerResponse, status: number, code: ErrorCode): void {
    sendJson(response, status, { error: this.#deps.describe(new MirrorError(code)) })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isJson(request)) return this.refuse(response, 415, 'invalid-input')
    const body = await readBody(request)
    if (body === null) {
      response.setHeader('Connection', 'close')
      return this.refuse(response, 413, 'invalid-input')
    }
    const call = toCallRequest(parseJson(body))
    if (call === null) return this.refuse(response, 400, 'invalid-input')
    sendJson(response, 200, await this.#run(call))
  }

  async #run(call: CallRequest): Promise<object> {
    const { router, sessions } = this.#deps
    if (call.session !== null && !sessions.has(call.session)) {
      return { error: this.#deps.describe(new MirrorError('unauthorised', { field: 'session' })) }
    }
    const caller = sessions.hold(call.session)
    try {
      const frame = await router.answer({ id: 0, method: call.method, input: call.input }, caller)
      return frame.t === 'ok' ? { output: frame.output } : { error: frame.t === 'err' ? frame.error : null }
    } finally {
      if (call.session === null) sessions.end(caller.sessionId)
      else sessions.release(caller.sessionId)
    }
  }
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  })
  response.end(text)
}

/** A form of a foreign page cannot send this type, so it is asked for beside the token. */
function isJson(request: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/iu.test(request.headers['content-type'] ?? '')
}

/** @returns null when it is longer than a frame may be; the rest is then not read */
async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_FRAME_BYTES) return null
  const chunks: Buffer[] = []
  let sizeBytes = 0
  // The socket must survive a break, or the refusal would never be read.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes > MAX_FRAME_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function toCallRequest(value: unknown): CallRequest | null {
  if (typeof value !== 'object' || value === null) return null
  const { method, input, session } = value as Record<string, unknown>
  if (typeof method !== 'string') return null
  return { method, input, session: typeof session === 'string' ? session : null }
}
