import { WebSocket } from 'ws'
import type { Frame } from '../../../shared/bridge/channel.ts'
import type { Contract } from '../../../shared/bridge/contract.ts'
import { CLOSE_TOKEN_REFUSED, type Hello, type Welcome } from '../../../shared/bridge/hello.ts'
import { contract } from '../../../shared/contract/index.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { dataDirFrom } from './data-folder.ts'
import { findRunning } from './node-client.ts'
import { stopRequested } from './stop-request.ts'
import { printJson } from './terminal.ts'
import { usageError } from './usage-error.ts'

/**
 * Print what happens at the running Node, one JSON line an event, until this
 * process is asked to stop.
 *
 * @param names the events to print; none for all
 * @throws MirrorError 'not-running' | 'unauthorised', or 'channel-closed' when the Node ends first
 */
export async function watch(names: readonly string[], flags: { readonly data: string }): Promise<number> {
  for (const name of names) if (!isEvent(name)) throw usageError('eventUnknown', name)
  const dataDir = dataDirFrom(flags.data)
  const { port, token } = findRunning(dataDir)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { origin: `http://127.0.0.1:${port}` })
  const closed = untilClosed(socket, dataDir)
  socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token, session: null } satisfies Hello)))
  socket.on('message', (data) => printWanted(JSON.parse(String(data)) as Frame | Welcome, names))
  await Promise.race([closed, stopRequested()])
  socket.terminate()
  return 0
}

function printWanted(frame: Frame | Welcome, names: readonly string[]): void {
  if (frame.t !== 'event' || (names.length > 0 && !names.includes(frame.name))) return
  printJson({ event: frame.name, payload: frame.payload, atMs: frame.atMs })
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
