import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServedNode } from './served-node.ts'

/** The first Mirror of every Node here, and her PIN. */
export const ANNA = { name: 'Anna', pin: '2468' } as const

/** What opens every vault here. */
export const PASSPHRASE = 'granar i mars och april'

/** A file system in memory, where commits cost nothing. Source: Linux, Documentation/filesystems/tmpfs.rst. */
const MEMORY_DIR = '/dev/shm'

export interface VillageOptions {
  /** Keep the folders in memory where the system can: for tests of many hours, not of crashes. */
  readonly inMemory?: boolean
}

/** Where one Node lives: its secrets, and its data folder, which `serve` makes. */
export interface Home {
  readonly name: string
  readonly data: string
  /** The file with the PIN of its first Mirror. */
  readonly pinFile: string
  /** Where its 24 words go. */
  readonly words: string
  /** What every start of it needs. */
  readonly flags: readonly string[]
  /** The command inside which it runs, if any. */
  readonly within?: readonly string[]
}

/** Served Nodes on this machine and their folders; all end with `close`. */
export class Village {
  readonly #options: VillageOptions
  readonly #folders: string[] = []
  readonly #nodes: ServedNode[] = []

  constructor(options: VillageOptions = {}) {
    this.#options = options
  }

  async home(name: string): Promise<Home> {
    const root = this.#options.inMemory && existsSync(MEMORY_DIR) ? MEMORY_DIR : tmpdir()
    const folder = await mkdtemp(join(root, 'mirrorwell-village-'))
    this.#folders.push(folder)
    const [passphrase, pin, words] = ['passphrase', 'pin', 'words'].map((file) => join(folder, file))
    if (!passphrase || !pin || !words) throw new Error('three files were named')
    await writeFile(passphrase, `${PASSPHRASE}\n`, { mode: 0o600 })
    await writeFile(pin, `${ANNA.pin}\n`, { mode: 0o600 })
    const secrets = ['--mirror', ANNA.name, '--pin-file', pin, '--passphrase-file', passphrase]
    const network = ['--listen', '/ip4/127.0.0.1/tcp/0', '--lan', 'off']
    const flags = ['--name', name, ...secrets, ...network]
    return { name, data: join(folder, 'data'), pinFile: pin, words, flags }
  }

  async serve(home: Home, ...flags: readonly string[]): Promise<ServedNode> {
    const node = await ServedNode.start(home.data, [...home.flags, ...flags], home.within)
    this.#nodes.push(node)
    return node
  }

  /** Found a test federation, and join the others to it one by one. */
  async federation(...homes: readonly Home[]): Promise<ServedNode[]> {
    const [first, ...others] = homes
    if (first === undefined) throw new Error('a federation has a founder')
    const founder = await this.serve(first, '--new-federation', 'test')
    const nodes = [founder]
    for (const other of others) {
      const { invite } = await founder.bridge.invites.create({})
      nodes.push(await this.serve(other, '--join', invite))
    }
    await Promise.all(nodes.map((node) => linked(node, nodes.length - 1)))
    return nodes
  }

  /** A copy of a Node's data as it lies there now, for a machine that was set back or copied. */
  async copyOf(home: Home): Promise<Home> {
    const copy = await this.home(home.name)
    await cp(home.data, copy.data, { recursive: true })
    return copy
  }

  async close(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.kill()))
    await Promise.all(this.#folders.map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

/** Resolves once a Node has links with so many members. */
export function linked(node: ServedNode, count: number): Promise<void> {
  return node.until('node.changed', async () => (await node.bridge.node.status({})).neighbours >= count)
}
