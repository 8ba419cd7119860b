import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Where every Node here listens. */
const PORT = 4001
/** What `tbf` lets through at once; the wait before it drops. Source: Linux, tc-tbf(8). */
const BURST = '16kb'
const LATENCY = '400ms'

export interface LongLinesOptions {
  readonly names: readonly string[]
  /** Each way, between two names in the order of the list, as `"a b"`. */
  readonly delaysMs: Readonly<Record<string, number>>
  /** What each Node can send and receive. */
  readonly rate: string
}

/** Why namespaces cannot be made here; null where they can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s'
  if (process.getuid?.() !== 0) return 'network namespaces take root'
  const name = `mw${process.pid}try`
  try {
    run('ip', 'netns', 'add', name)
    run('ip', 'netns', 'del', name)
    return null
  } catch (thrown) {
    return `no network namespace can be made: ${String(thrown).split('\n')[0]}`
  }
}

interface Place {
  readonly name: string
  readonly namespace: string
  /** Where others are told that it is; in its own network, and in the hub. */
  readonly shown: string
  readonly net: string
}

/**
 * Networks of one Node each, with nothing between them but a relay that is slow, and
 * can be cut. A Node says that it is at an address which in the other networks leads
 * to the relay. Everything made here is removed by `close`.
 */
export class LongLines {
  readonly #hub = `mw${process.pid}hub`
  readonly #places: readonly Place[]
  readonly #options: LongLinesOptions
  readonly #folder = mkdtempSync(join(tmpdir(), 'mirrorwell-lines-'))
  readonly #children: ChildProcess[] = []
  readonly #servers: Server[] = []
  #relay: { readonly child: ChildProcess; readonly lines: AsyncIterator<string> } | null = null

  constructor(options: LongLinesOptions) {
    this.#options = options
    this.#places = options.names.map((name, index) => ({
      name,
      namespace: `mw${process.pid}n${index}`,
      shown: `10.77.0.${index + 1}`,
      net: `10.78.${index + 1}`,
    }))
  }

  async open(): Promise<void> {
    run('ip', 'netns', 'add', this.#hub)
    this.#in(this.#hub, 'ip', 'link', 'set', 'lo', 'up')
    this.#in(this.#hub, 'sh', '-c', 'echo 0 > /proc/sys/net/ipv4/ip_forward')
    for (const place of this.#places) this.#lay(place)
    const nodes = this.#places.map(({ name, shown, net }) => ({
      name,
      shown,
      real: `${net}.2`,
      from: `${net}.`,
    }))
    const config = JSON.stringify({ nodes, delaysMs: this.#options.delaysMs, port: PORT })
    this.#relay = await this.#start(this.#hub, 'slow-relay.mjs', config)
  }

  /** What `serve` is told, and inside which command it runs. */
  listenFlags(name: string): readonly string[] {
    const { shown, net } = this.#place(name)
    const at = [shown, `${net}.2`].flatMap((address) => ['--listen', `/ip4/${address}/tcp/${PORT}`])
    return [...at, '--lan', 'off']
  }

  within(name: string): readonly string[] {
    return ['ip', 'netns', 'exec', this.#place(name).namespace]
  }

  /** A free port of this machine that leads to the same port of a Node's own loopback. */
  async openDoor(name: string): Promise<number> {
    const path = join(this.#folder, `${name}.sock`)
    const server = createServer((incoming) => {
      const outgoing = connect(path)
      incoming.pipe(outgoing).pipe(incoming)
      incoming.on('error', () => outgoing.destroy())
      outgoing.on('error', () => incoming.destroy())
    })
    this.#servers.push(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
    await this.#start(this.#place(name).namespace, 'loopback-door.mjs', path, String(address.port))
    return address.port
  }

  async cut(a: string, b: string): Promise<void> {
    await this.#order(`cut ${a} ${b}`)
  }

  async heal(a: string, b: string): Promise<void> {
    await this.#order(`heal ${a} ${b}`)
  }

  /** Bytes of TCP that the relay has carried between any two, both ways. */
  async bytes(): Promise<number> {
    const carried = await this.#order('bytes')
    return Object.values(carried).reduce((sum, bytes) => sum + bytes, 0)
  }

  /** Give a Node another address, as another network would: what it had is gone at once. */
  move(name: string): void {
    const { namespace, net } = this.#place(name)
    const [inside] = devicesOf(namespace)
    this.#in(namespace, 'ip', 'addr', 'del', `${net}.2/24`, 'dev', inside)
    this.#in(namespace, 'ip', 'addr', 'add', `${net}.3/24`, 'dev', inside)
    this.#in(namespace, 'ip', 'route', 'replace', '10.77.0.0/24', 'via', `${net}.1`, 'dev', inside)
  }

  async close(): Promise<void> {
    for (const server of this.#servers) server.close()
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    for (const name of [this.#hub, ...this.#places.map(({ namespace }) => namespace)]) {
      try {
        run('ip', 'netns', 'del', name)
      } catch {
        // was never made
      }
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #lay({ namespace, net, shown }: Place): void {
    const [inside, outside] = devicesOf(namespace)
    run('ip', 'netns', 'add', namespace)
    run(
      'ip',
      'link',
      'add',
      inside,
      'netns',
      namespace,
      'type',
      'veth',
      'peer',
      'name',
      outside,
      'netns',
      this.#hub,
    )
    for (const [where, device, end] of [
      [namespace, inside, 2],
      [this.#hub, outside, 1],
    ] as const) {
      this.#in(where, 'ip', 'addr', 'add', `${net}.${end}/24`, 'dev', device)
      this.#in(where, 'ip', 'link', 'set', device, 'up')
      this.#in(
        where,
        ...['tc', 'qdisc', 'add', 'dev', device, 'root', 'tbf'],
        ...['rate', this.#options.rate, 'burst', BURST, 'latency', LATENCY],
      )
      this.#in(where, 'ip', 'addr', 'add', `${shown}/32`, 'dev', 'lo')
    }
    this.#in(namespace, 'ip', 'link', 'set', 'lo', 'up')
    this.#in(namespace, 'ip', 'route', 'add', '10.77.0.0/24', 'via', `${net}.1`, 'dev', inside)
  }

  #in(namespace: string, ...command: readonly string[]): void {
    run('ip', 'netns', 'exec', namespace, ...command)
  }

  #place(name: string): Place {
    const place = this.#places.find((one) => one.name === name)
    if (place === undefined) throw new Error(`no network of ${name}`)
    return place
  }

  async #order(order: string): Promise<Record<string, number>> {
    if (this.#relay === null) throw new Error('the relay does not run')
    this.#relay.child.stdin?.write(`${order}\n`)
    const { value } = await this.#relay.lines.next()
    return JSON.parse(value) as Record<string, number>
  }

  async #start(namespace: string, script: string, ...args: readonly string[]) {
    const command = ['netns', 'exec', namespace, process.execPath, join(import.meta.dirname, script), ...args]
    const child = spawn('ip', command, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#children.push(child)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const { value } = await lines.next()
    if (value !== 'ready') throw new Error(`${script} did not get ready`)
    return { child, lines }
  }
}

const devicesOf = (namespace: string): readonly [inside: string, outside: string] => [
  `${namespace}i`,
  `${namespace}o`,
]

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}
