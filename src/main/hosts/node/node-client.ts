import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { ERROR_CODES, type ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import { parseJson } from './parse-json.ts'
import { type RunningNode, readRunningFile } from './running-file.ts'

interface Answer {
  readonly output?: unknown
  readonly error?: ErrorBody
  readonly session?: string
}

interface Request {
  readonly method: 'POST' | 'DELETE'
  readonly path: string
  readonly body?: object
}

/** The running Node of a folder. @throws MirrorError 'not-running' with `dataDir` where none ever said it was */
export function findRunning(dataDir: string): RunningNode {
  const running = readRunningFile(dataDir)
  if (running === null) throw new MirrorError('not-running', { dataDir })
  return running
}

/** Asks the running Node of a folder, as a script. */
export class NodeClient {
  readonly #running: RunningNode
  readonly #dataDir: string
  #session: string | null = null

  constructor(dataDir: string) {
    this.#dataDir = dataDir
    this.#running = findRunning(dataDir)
  }

  /** @throws MirrorError as the Node answers, or 'not-running' */
  async call(method: string, input: unknown): Promise<unknown> {
    const body = this.#session === null ? { method, input } : { method, input, session: this.#session }
    return (await this.#ask({ method: 'POST', path: '/call', body })).output
  }

  /** Do several calls as one caller, so that a Mirror unlocked by one is unlocked for the next, and for no longer. */
  async inSession<T>(work: () => Promise<T>): Promise<T> {
    const { session = '' } = await this.#ask({ method: 'POST', path: '/session' })
    this.#session = session
    try {
      return await work()
    } finally {
      this.#session = null
      await this.#ask({ method: 'DELETE', path: `/session/${session}` }).catch(() => {}) // it ends by itself
    }
  }

  async #ask(asked: Request): Promise<Answer> {
    const answer = parseAnswer(await this.#send(asked))
    if (answer === null) throw this.#notRunning()
    if (answer.error !== undefined) throw new MirrorError(answer.error.code, answer.error.details)
    return answer
  }

  /** @returns the body of the answer, whatever its status */
  async #send(asked: Request): Promise<string> {
    const { port, token } = this.#running
    const sent = request({
      host: '127.0.0.1',
      port,
      path: asked.path,
      method: asked.method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
    sent.end(asked.body === undefined ? '' : JSON.stringify(asked.body))
    try {
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      return await text(response)
    } catch (thrown) {
      throw this.#notRunning(thrown)
    }
  }

  /** Nobody answers at the port, or somebody else does: what the folder says is left over. */
  #notRunning(cause?: unknown): MirrorError {
    return new MirrorError('not-running', { dataDir: this.#dataDir }, cause)
  }
}

function parseAnswer(body: string): Answer | null {
  const value = parseJson(body)
  if (typeof value !== 'object' || value === null) return null
  const { error } = value as Answer
  return error === undefined || ERROR_CODES.includes(error.code) ? value : null
}
