import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { readRunningFile } from '../../src/main/hosts/node/running-file.ts'
import type { Bridge, MirrorwellEvent } from '../../src/shared/contract/index.ts'
import type { FederationId, NodeId } from '../../src/shared/kernel/ids.ts'
import { NodeFace } from './node-face.ts'

const ROOT = join(import.meta.dirname, '../..')
const LAUNCHER = join(ROOT, 'src/main/hosts/node/launcher.mjs')
const COMMAND = join(ROOT, 'out/main/mirrorwell.js')

/** First line of `serve --json`. */
interface Ready {
  readonly event: 'ready'
  readonly peerId: NodeId
  readonly federationId: FederationId
  readonly addresses: readonly string[]
}

interface Home {
  readonly data: string
  readonly ready: Ready
  /** All that the process wrote there, once it has ended. */
  readonly stderr: Promise<string>
}

/** Of a process that ended unasked. */
const STDERR_TOLD_CHARS = 8_000

let built: Promise<unknown> | null = null

/** Build what is served, where that has not been done since the sources changed. */
export function ensureBuilt(): Promise<unknown> {
  built ??= once(spawn(process.execPath, [LAUNCHER, '--build-only'], { stdio: 'inherit' }), 'exit')
  return built
}

/** A `mirrorwell serve` in a process of its own, as it is built, and this test as one of its callers. */
export class ServedNode {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #data: string
  readonly #faces: NodeFace[] = []
  readonly #ready: Ready
  #isToEnd = false

  private constructor(child: ChildProcess, home: Home) {
    this.#child = child
    this.#data = home.data
    this.#ready = home.ready
    this.#exited = isOver(child) ? Promise.resolve() : once(child, 'exit')
    void this.#exited.then(() => this.#tellUnasked(home.stderr))
  }

  /**
   * Where it is to run `within` another command, that one has to become it, so that signals reach it.
   *
   * @throws with what the process said where it does not get ready
   */
  static async start(
    data: string,
    flags: readonly string[],
    within: readonly string[] = [],
  ): Promise<ServedNode> {
    await ensureBuilt()
    const args = [COMMAND, 'serve', '--data', data, ...flags, '--json']
    const [command = process.execPath, ...rest] = [...within, process.execPath]
    const child = spawn(command, [...rest, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const stderr = text(child.stderr)
    const { value: line = '' } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
    if (!line.startsWith('{"event":"ready"')) throw new Error(`not ready: ${line} ${await stderr}`)
    const node = new ServedNode(child, { data, ready: JSON.parse(line) as Ready, stderr })
    await node.#enter()
    return node
  }

  get id(): NodeId {
    return this.#ready.peerId
  }

  get federationId(): FederationId {
    return this.#ready.federationId
  }

  get addresses(): readonly string[] {
    return this.#ready.addresses
  }

  get databasePath(): string {
    return join(this.#data, 'mirrorwell.db')
  }

  /** A caller with nobody unlocked. */
  get bridge(): Bridge {
    return this.#first.bridge
  }

  /** As `NodeFace.until`. */
  until(event: MirrorwellEvent, holds: () => Promise<boolean>): Promise<void> {
    return this.#first.until(event, holds)
  }

  /** A caller for whom a Mirror is unlocked. */
  async as(mirror: string, pin: string): Promise<Bridge> {
    const face = await this.#first.unlocked(mirror, pin)
    this.#faces.push(face)
    return face.bridge
  }

  /** Stop the process where it stands, as sleep does, or let it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal)
  }

  /** Ask the process to end, and wait until it has. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  /** End the process at once, wherever it is. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#isToEnd = true
    this.#child.kill(signal)
    await this.#exited
    for (const face of this.#faces) face.close()
  }

  /** Nothing but this tells why its callers were left alone. */
  async #tellUnasked(stderr: Promise<string>): Promise<void> {
    if (this.#isToEnd) return
    const { exitCode, signalCode } = this.#child
    console.error(
      `a Node ended unasked: ${exitCode ?? signalCode}\n${(await stderr).slice(-STDERR_TOLD_CHARS)}`,
    )
  }

  get #first(): NodeFace {
    const [face] = this.#faces
    if (face === undefined) throw new Error('nobody has called yet')
    return face
  }

  async #enter(): Promise<void> {
    const running = readRunningFile(this.#data)
    if (running === null) throw new Error('a ready Node is to be found in its folder')
    this.#faces.push(await NodeFace.open(running))
  }
}

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null
