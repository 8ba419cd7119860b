import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../support/until.ts'

interface Said {
  readonly id: string
  readonly addresses: readonly string[]
  readonly links: readonly { readonly nodeId: string; readonly address: string }[]
  readonly frames: number
}

const PATIENCE = { timeoutMs: 30_000 }
/** Names of this run alone: several may run on one machine. */
const RUN = `mw${process.pid % 100_000}`
const HOMES = ['west', 'east'] as const
const nameOf = (place: string): string => `${RUN}${place[0]}`
const ip = (...parameters: string[]): string => execFileSync('ip', parameters, { encoding: 'utf8' })

/** Whether this machine lets us make networks. */
const canMakeNetworks = ((): boolean => {
  try {
    ip('netns', 'add', nameOf('probe'))
    ip('netns', 'delete', nameOf('probe'))
    return true
  } catch {
    return false
  }
})()

/** Two homes that each reach the square between them and cannot reach each other: the square forwards nothing. */
function makeNetworks(): void {
  ip('netns', 'add', nameOf('square'))
  for (const [index, home] of HOMES.entries()) {
    const [inside, outside] = [`${nameOf(home)}i`, `${nameOf(home)}o`]
    ip('netns', 'add', nameOf(home))
    ip(
      'link',
      'add',
      inside,
      'netns',
      nameOf(home),
      'type',
      'veth',
      'peer',
      outside,
      'netns',
      nameOf('square'),
    )
    ip('-n', nameOf(home), 'address', 'add', `10.99.${index}.2/24`, 'dev', inside)
    ip('-n', nameOf('square'), 'address', 'add', `10.99.${index}.1/24`, 'dev', outside)
    ip('-n', nameOf(home), 'link', 'set', inside, 'up')
    ip('-n', nameOf('square'), 'link', 'set', outside, 'up')
  }
}

class RemoteNode {
  readonly #process: ChildProcess
  readonly #lines: Interface
  said: Said | null = null

  constructor(place: string, role: 'helper' | 'plain') {
    const command = ['netns', 'exec', nameOf(place), process.execPath, 'test/support/relay-process.ts', role]
    this.#process = spawn('ip', command, { stdio: ['pipe', 'pipe', 'inherit'] })
    if (this.#process.stdout === null) throw new Error('no output')
    this.#lines = createInterface({ input: this.#process.stdout })
    this.#lines.on('line', (line) => {
      this.said = JSON.parse(line) as Said
    })
  }

  link(addresses: readonly string[]): void {
    this.#process.stdin?.write(`${JSON.stringify(addresses)}\n`)
  }

  stop(): void {
    this.#process.stdin?.end()
    this.#process.kill()
  }
}

const nodes: RemoteNode[] = []
beforeAll(() => {
  if (canMakeNetworks) makeNetworks()
})
afterAll(() => {
  for (const node of nodes) node.stop()
  if (!canMakeNetworks) return
  for (const place of ['square', ...HOMES]) ip('netns', 'delete', nameOf(place))
})

function start(place: string, role: 'helper' | 'plain'): RemoteNode {
  const node = new RemoteNode(place, role)
  nodes.push(node)
  return node
}

test.skipIf(!canMakeNetworks)(
  'two homes that cannot reach each other link through a helper (skipped where no networks can be made: that takes root)',
  async () => {
    const [helper, west, east] = [start('square', 'helper'), start('west', 'plain'), start('east', 'plain')]
    const helperAt = (host: string): string[] =>
      (helper.said?.addresses ?? []).filter((address) => address.startsWith(`/ip4/${host}/`))
    const throughHelper = (): string[] =>
      (east.said?.addresses ?? []).filter((address) => address.includes('/p2p-circuit'))
    await until(() => helperAt('10.99.0.1').length > 0 && west.said && east.said, PATIENCE)
    west.link(helperAt('10.99.0.1'))
    east.link(helperAt('10.99.1.1'))
    await until(() => throughHelper().length > 0, PATIENCE)
    west.link(east.said?.addresses ?? [])
    await until(() => west.said?.links.some(({ nodeId }) => nodeId === east.said?.id), PATIENCE)
    const link = west.said?.links.find(({ nodeId }) => nodeId === east.said?.id)
    expect(link?.address).toContain('/p2p-circuit')
    await until(() => (east.said?.frames ?? 0) > 0, PATIENCE)
  },
)
