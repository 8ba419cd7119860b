import { WebSocket } from 'ws'
import type { Frame } from '../../../shared/bridge/channel.ts'
import type { Contract } from '../../../shared/bridge/contract.ts'
import { CLOSE_TOKEN_REFUSED, type Hello, type Welcome } from '../../../shared/bridge/hello.ts'
import { contract } from '../../../shared/contract/index.ts'
import type { NodeStatus } from '../../../shared/contract/node.ts'
import { type ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { COMMAND_WORDS } from './command-words.ts'
import { dataDirFrom } from './data-folder.ts'
import { findRunning, NodeClient } from './node-client.ts'
import { stopRequested } from './stop-request.ts'
import { printError, printJson } from './terminal.ts'
import { usageError } from './usage-error.ts'
import { describeError } from './words.ts'

export interface WatchFlags {
  /** Folders of running Nodes, at least one. */
  readonly data: readonly string[]
  readonly json?: boolean
}

/** Which of several Nodes a line is from: empty where only one is watched. */
interface Whose {
  readonly node?: NodeId | null
  /** The folder, for a Node that has no name yet. */
  readonly name?: string
}

/**
 * Print what happens at one running Node or several, one JSON line an event,
 * until this process is asked to stop. Of several, each line says at which; one
 * that ends is told, and the others go on.
 *
 * @param names the events to print; none for all
 * @returns 0 when stopped, 1 once the last of several has ended
 * @throws MirrorError 'not-running' | 'unauthorised' of the only one, or 'channel-closed' when it ends first
 */
export async function watch(
  names: readonly string[],
  flags: WatchFlags,
  language: Language,
): Promise<number> {
  for (const name of names) if (!isEvent(name)) throw usageError('eventUnknown', name)
  const folders = [...new Set(flags.data.map(dataDirFrom))]
  const stop = new AbortController()
  const stopped = stopRequested().then(() => 0)
  const watching = folders.map((dataDir) => new Watching(dataDir, { names, signal: stop.signal }))
  const [only] = watching
  const ended =
    only !== undefined && watching.length === 1
      ? only.untilEnd({})
      : Promise.all(watching.map((one) => tellEnd(one, { flags, language }))).then(() => 1)
  const exitCode = await Promise.race([ended, stopped])
  stop.abort()
  return exitCode
}

/** One Node of several, from its name to its end, which leaves the others alone. */
async function tellEnd(
  watching: Watching,
  { flags, language }: { readonly flags: WatchFlags; readonly language: Language },
): Promise<void> {
  let whose: Whose = { node: null, name: watching.dataDir }
  try {
    whose = await watching.askWhose()
    await watching.untilEnd(whose)
  } catch (thrown) {
    if (watching.isStopped) return
    const error = describeEnd(thrown, language)
    if (flags.json) printJson({ error, ...whose })
    else printError(`mirrorwell: ${whose.name}: ${error.code}: ${error.message}`)
  }
}

/** A link that was lost is no matter of trying again: who watches has come to the end of that Node. */
function describeEnd(thrown: unknown, language: Language): ErrorBody {
  const error = describeError(thrown, language)
  return error.code === 'channel-closed' ? { ...error, message: COMMAND_WORDS.watchEnded[language] } : error
}

/** What happens at the running Node of a folder. */
class Watching {
  readonly dataDir: string
  readonly #names: readonly string[]
  readonly #signal: AbortSignal

  constructor(dataDir: string, options: { readonly names: readonly string[]; readonly signal: AbortSignal }) {
    this.dataDir = dataDir
    this.#names = options.names
    this.#signal = options.signal
  }

  get isStopped(): boolean {
    return this.#signal.aborted
  }

  /** @throws MirrorError 'not-running' | 'unauthorised' */
  async askWhose(): Promise<Whose> {
    try {
      const status = await new NodeClient(this.dataDir).call('node.status', {})
      const { nodeId, name } = status as NodeStatus
      return { node: nodeId, name }
    } catch (thrown) {
      const { code } = MirrorError.from(thrown)
      if (code !== 'node-absent' && code !== 'node-locked') throw thrown
      return { node: null, name: this.dataDir } // it runs, and nobody has opened it yet
    }
  }

  /** Print until the Node ends the watching: it rejects with why, and never resolves. */
  async untilEnd(whose: Whose): Promise<never> {
    const { port, token } = findRunning(this.dataDir)
    const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { origin: `http://127.0.0.1:${port}` })
    socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token, session: null } satisfies Hello)))
    socket.on('message', (data) => this.#printWanted(JSON.parse(String(data)) as Frame | Welcome, whose))
    this.#signal.addEventListener('abort', () => socket.terminate())
    return await untilClosed(socket, this.dataDir)
  }

  #printWanted(frame: Frame | Welcome, whose: Whose): void {
    if (frame.t !== 'event' || (this.#names.length > 0 && !this.#names.includes(frame.name))) return
    printJson({ event: frame.name, payload: frame.payload, atMs: frame.atMs, ...whose })
  }
}

/** Rejects when the Node ends the watching; never resolves. */
function untilClosed(socket: WebSocket, dataDir: string): Promise<never> {
  return new Promise((_, reject) => {
    socket.on('error', (cause) => reject(new MirrorError('not-running', { dataDir }, cause)))
    socket.on('close', (code) =>
      reject(new MirrorError(code === CLOSE_TOKEN_REFUSED ? 'unauthorised' : 'channel-closed')),
    )
  })
}

function isEvent(name: string): boolean {
  const features: Contract = contract
  const [feature = '', member = ''] = name.split('.')
  const specs = Object.hasOwn(features, feature) ? features[feature] : undefined
  return specs !== undefined && Object.hasOwn(specs, member) && specs[member]?.kind === 'event'
}
