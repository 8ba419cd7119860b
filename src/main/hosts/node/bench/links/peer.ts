import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { appDir } from '../../app-folder.ts'
import type { PeerAnswers, PeerCalls } from './peer-calls.ts'

const WORKER = 'bench-peer-worker'

/** Another process that takes part in a bench. */
export class Peer {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answer: { result?: unknown; failure?: string }) => void>()
  #calls = 0

  constructor() {
    const source = join(import.meta.dirname, `${WORKER}.ts`)
    const file = existsSync(source) ? source : join(appDir(), 'out/main', `${WORKER}.js`)
    this.#child = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.#child.on('message', ({ id, ...answer }: { id: number; result?: unknown; failure?: string }) => {
      this.#waiting.get(id)?.(answer)
      this.#waiting.delete(id)
    })
    this.#child.on('exit', () => {
      for (const settle of this.#waiting.values()) settle({ failure: 'the process has ended' })
    })
  }

  /** Have it do something. @throws Error with what went wrong there */
  async call<Name extends keyof PeerCalls>(name: Name, input: PeerCalls[Name]): Promise<PeerAnswers[Name]> {
    this.#calls += 1
    const id = this.#calls
    const answered = new Promise<{ result?: unknown; failure?: string }>((settle) => {
      this.#waiting.set(id, settle)
    })
    this.#child.send({ id, name, input })
    const { result, failure } = await answered
    if (failure !== undefined) throw new Error(`a process of the bench: ${failure}`)
    return result as PeerAnswers[Name]
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }
}

/** So many processes while the work lasts. */
export async function withPeers<T>(count: number, work: (peers: readonly Peer[]) => Promise<T>): Promise<T> {
  const peers = Array.from({ length: count }, () => new Peer())
  try {
    return await work(peers)
  } finally {
    await Promise.all(peers.map((peer) => peer.stop()))
  }
}
