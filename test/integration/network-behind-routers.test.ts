import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { until } from '../support/until.ts'

interface Said {
  readonly id: string
  readonly addresses: readonly string[]
  readonly links: readonly { readonly nodeId: string; readonly address: string }[]
  readonly frames: number
  readonly sent: number
  readonly downs: readonly unknown[]
  readonly outside: string
}

const PATIENCE = { timeoutMs: 60_000 }
/** Names of this run alone: several may run on one machine. */
const RUN = `mw${process.pid % 100_000}`
const nameOf = (place: string): string => `${RUN}${place}`
const ip = (...parameters: string[]): string => execFileSync('ip', parameters, { encoding: 'utf8' })
const inside = (place: string, ...command: string[]): void =>
  void ip('netns', 'exec', nameOf(place), ...command)

/** Whether this machine lets us make networks. */
const canMakeNetworks = ((): boolean => {
  try {
    ip('netns', 'add', nameOf('p'))
    ip('netns', 'delete', nameOf('p'))
    return true
  } catch {
    return false
  }
})()
const canTranslate =
  canMakeNetworks &&
  ((): boolean => {
    try {
      execFileSync('nft', ['--version'])
      return true
    } catch {
      return false
    }
  })()

const places: string[] = []
const nodes: RemoteNode[] = []
afterEach(() => {
  for (const node of nodes.splice(0)) node.stop()
  for (const place of places.splice(0)) ip('netns', 'delete', nameOf(place))
})

function makePlace(place: string): void {
  ip('netns', 'add', nameOf(place))
  ip('-n', nameOf(place), 'link', 'set', 'lo', 'up')
  places.push(place)
}

/** A line between two places; each end has the address, and the first its way to everywhere else through the second. */
function join(first: string, second: string, net: string): void {
  const [near, far] = [`${RUN}${first}${second}`, `${RUN}${second}${first}`]
  const kind = ['type', 'veth', 'peer', far, 'netns', nameOf(second)]
  ip('link', 'add', near, 'netns', nameOf(first), ...kind)
  ip('-n', nameOf(first), 'address', 'add', `${net}.2/24`, 'dev', near)
  ip('-n', nameOf(second), 'address', 'add', `${net}.1/24`, 'dev', far)
  ip('-n', nameOf(first), 'link', 'set', near, 'up')
  ip('-n', nameOf(second), 'link', 'set', far, 'up')
  ip('-n', nameOf(first), 'route', 'add', 'default', 'via', `${net}.1`)
}

const forward = (place: string): void => inside(place, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward')

/** A router as in most homes: everything goes out under its address, and only answers come in. */
function translate(place: string, outwards: string): void {
  const rules = [
    `table ip home {`,
    `chain out { type nat hook postrouting priority 100; oifname "${outwards}" masquerade; }`,
    `chain in { type filter hook input priority 0; policy drop; ct state established,related accept; }`,
    `chain through { type filter hook forward priority 0; policy drop; ct state established,related accept; iifname != "${outwards}" accept; }`,
    `}`,
  ]
  inside(place, 'nft', `${rules.join('\n')}\n`)
  forward(place)
}

class RemoteNode {
  readonly #process: ChildProcess
  said: Said | null = null

  constructor(place: string, role: 'helper' | 'plain') {
    const command = ['netns', 'exec', nameOf(place), process.execPath, 'test/support/relay-process.ts', role]
    this.#process = spawn('ip', command, { stdio: ['pipe', 'pipe', 'inherit'] })
    if (this.#process.stdout === null) throw new Error('no output')
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.said = JSON.parse(line) as Said
    })
  }

  tell(order: object): void {
    this.#process.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  /** Its addresses that begin so. */
  at(start: string): readonly string[] {
    const addresses = this.said?.addresses ?? []
    return addresses.filter((address) => address.startsWith(start) && !address.includes('/p2p-circuit'))
  }

  get throughHelper(): readonly string[] {
    return (this.said?.addresses ?? []).filter((address) => address.includes('/p2p-circuit'))
  }

  linkWith(other: RemoteNode): string | undefined {
    return this.said?.links.find(({ nodeId }) => nodeId === other.said?.id)?.address
  }

  stop(): void {
    this.#process.stdin?.end()
    this.#process.kill()
  }
}

function start(place: string, role: 'helper' | 'plain'): RemoteNode {
  const node = new RemoteNode(place, role)
  nodes.push(node)
  return node
}

test.skipIf(!canMakeNetworks)(
  'two homes that cannot reach each other link through a helper (skipped where no networks can be made: that takes root)',
  async () => {
    for (const place of ['s', 'w', 'e']) makePlace(place)
    join('w', 's', '10.99.0')
    join('e', 's', '10.99.1') // the square forwards nothing
    const [helper, west, east] = [start('s', 'helper'), start('w', 'plain'), start('e', 'plain')]
    await until(() => helper.at('/ip4/10.99.0.1/').length > 0 && west.said && east.said, PATIENCE)
    west.tell({ link: helper.at('/ip4/10.99.0.1/') })
    east.tell({ link: helper.at('/ip4/10.99.1.1/') })
    await until(() => east.throughHelper.length > 0, PATIENCE)
    west.tell({ link: east.said?.addresses ?? [] })
    await until(() => west.linkWith(east), PATIENCE)
    expect(west.linkWith(east)).toContain('/p2p-circuit')
    await until(() => (east.said?.frames ?? 0) > 0, PATIENCE)
  },
  240_000,
)

test.skipIf(!canTranslate)(
  'a home behind a router, called through a helper, calls back straight, and nothing is lost (skipped without root or nftables)',
  async () => {
    for (const place of ['s', 'r', 'w', 'e']) makePlace(place)
    join('w', 'r', '192.168.7')
    join('r', 's', '198.51.100')
    join('e', 's', '203.0.113')
    translate('r', `${RUN}rs`)
    forward('s')
    const [helper, west, east] = [start('s', 'helper'), start('w', 'plain'), start('e', 'plain')]
    await until(() => helper.at('/ip4/198.51.100.1/').length > 0 && west.said && east.said, PATIENCE)
    west.tell({ link: helper.at('/ip4/198.51.100.1/') })
    east.tell({ link: helper.at('/ip4/203.0.113.1/') })
    await until(() => west.said?.outside === 'no' && east.said?.outside === 'yes', PATIENCE)
    await until(() => west.throughHelper.length > 0, PATIENCE)
    expect(east.throughHelper).toEqual([])
    east.tell({ link: west.said?.addresses ?? [] })
    await until(() => east.linkWith(west), PATIENCE)
    expect(east.linkWith(west)).toContain('/p2p-circuit')
    east.tell({ talk: west.said?.id })
    await until(() => (east.said?.sent ?? 0) > 20, PATIENCE)
    west.tell({ know: { nodeId: east.said?.id, addresses: east.at('/ip4/203.0.113.2/') } })
    await until(() => east.linkWith(west)?.includes('/p2p-circuit') === false, PATIENCE)
    const sentBefore = east.said?.sent ?? 0
    await until(() => (east.said?.sent ?? 0) > sentBefore + 400, PATIENCE) // beyond the time the old link is read
    east.tell({ talk: null })
    const openedWith = 1 // what `link` sends
    await until(() => west.said?.frames === (east.said?.sent ?? 0) + openedWith, PATIENCE)
    expect(east.linkWith(west)).toMatch(/^\/ip4\/198\.51\.100\.2\//u)
    expect([...(east.said?.downs ?? []), ...(west.said?.downs ?? [])]).toEqual([])
  },
  240_000,
)

test.skipIf(!canTranslate)(
  'two homes behind routers that let nobody in meet in the middle (skipped without root or nftables)',
  async () => {
    for (const place of ['s', 'r', 'q', 'w', 'e']) makePlace(place)
    join('w', 'r', '192.168.7')
    join('r', 's', '198.51.100')
    join('e', 'q', '192.168.8')
    join('q', 's', '203.0.113')
    translate('r', `${RUN}rs`)
    translate('q', `${RUN}qs`)
    forward('s')
    const [helper, west, east] = [start('s', 'helper'), start('w', 'plain'), start('e', 'plain')]
    await until(() => helper.at('/ip4/198.51.100.1/').length > 0 && west.said && east.said, PATIENCE)
    west.tell({ link: helper.at('/ip4/198.51.100.1/') })
    east.tell({ link: helper.at('/ip4/203.0.113.1/') })
    await until(() => west.said?.outside === 'no' && east.said?.outside === 'no', PATIENCE)
    await until(() => west.throughHelper.length > 0, PATIENCE)
    east.tell({ link: west.said?.addresses ?? [] })
    await until(() => east.linkWith(west), PATIENCE)
    expect(east.linkWith(west)).toContain('/p2p-circuit')
    west.tell({ know: { nodeId: east.said?.id, addresses: east.at('/ip4/192.168.8.2/') } })
    east.tell({ know: { nodeId: west.said?.id, addresses: west.at('/ip4/192.168.7.2/') } })
    await until(() => east.linkWith(west)?.includes('/p2p-circuit') === false, PATIENCE)
    expect(east.linkWith(west)).toMatch(/^\/ip4\/198\.51\.100\.2\//u)
    await until(() => west.linkWith(east)?.startsWith('/ip4/203.0.113.2/'), PATIENCE)
    expect([...(east.said?.downs ?? []), ...(west.said?.downs ?? [])]).toEqual([])
  },
  240_000,
)
