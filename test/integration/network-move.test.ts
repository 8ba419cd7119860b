import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { MachineWatch } from '../../src/main/app/machine-watch.ts'
import { steadyClock, systemClock } from '../../src/main/platform/clock.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { type NetworkNode, startNetworkNode } from '../support/network-node.ts'
import { testSeed } from '../support/node-ids.ts'
import { until } from '../support/until.ts'

/** What a person is promised in another network. Source: docs/protocol.md, "Dialling". */
const BACK_WITHIN_MS = 5_000
const [OLD, NEW] = ['127.0.0.2', '127.0.0.3'] as const

/**
 * The way of a Node that moves, to one that stays. Since all of 127.0.0.0/8 is this
 * machine, the other end sees where it comes from. What was open before a move goes
 * mute and is never closed, as with a cable that was pulled out.
 */
class Way {
  from: string = OLD
  readonly #port: number
  readonly #server: Server
  readonly #open = new Set<Socket>()

  constructor(port: number) {
    this.#port = port
    this.#server = createServer((near) => this.#carry(near))
  }

  /** Where whoever stays is dialled from the other side. */
  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `/ip4/127.0.0.1/tcp/${(this.#server.address() as AddressInfo).port}`
  }

  move(): void {
    this.from = NEW
    for (const socket of this.#open) {
      socket.unpipe()
      socket.pause()
    }
  }

  close(): void {
    for (const socket of this.#open) socket.destroy()
    this.#server.close()
  }

  #carry(near: Socket): void {
    const far = connect({ host: '127.0.0.1', port: this.#port, localAddress: this.from })
    for (const socket of [near, far]) {
      this.#open.add(socket)
      socket.on('error', () => {})
    }
    near.pipe(far).pipe(near)
  }
}

async function start(seed: number): Promise<NetworkNode> {
  const node = await startNetworkNode({ seed: testSeed(seed) })
  onTestFinished(() => node.stop())
  return node
}

/** As both hosts watch their machine, with addresses that a test sets. */
async function watched({ neighbourhood }: NetworkNode, address: () => string): Promise<void> {
  const timers = new ClockTimers(systemClock)
  const watch = new MachineWatch({
    ...{ timers, clock: systemClock, steadyClock },
    interfaces: () => ({ line: [{ address: address(), internal: false }] }),
    wake: () => neighbourhood.wake(),
  })
  await watch.start()
  onTestFinished(() => watch.stop())
  onTestFinished(() => timers.stop())
}

const portOf = (address: string | undefined): number => Number(/\/tcp\/(\d+)/u.exec(address ?? '')?.[1])
const mark = (n: number) => ({ receipts: { ids: [new Uint8Array(32).fill(n)] } })

test.for([
  ['the smaller', 1, 2],
  ['the larger', 2, 1],
] as const)(
  'a Node that gets another address, as %s of two, is linked and heard again within five seconds',
  async ([_, movingSeed, stayingSeed]) => {
    const [moving, staying] = [await start(movingSeed), await start(stayingSeed)]
    const way = new Way(portOf(staying.neighbourhood.addresses()[0]))
    onTestFinished(() => way.close())
    await watched(moving, () => way.from)
    moving.neighbourhood.setTargets([{ nodeId: staying.id, addresses: [await way.open()], keep: true }])
    const seenFrom = (): string | undefined => staying.neighbourhood.neighbours()[0]?.address
    await until(() => moving.ups.length === 1 && seenFrom()?.includes(OLD))

    const movedAtMs = performance.now()
    way.move()
    moving.neighbourhood.send(staying.id, 'sync', mark(1)) // into the void
    await until(() => seenFrom()?.includes(NEW) && moving.ups.length === 2, { timeoutMs: 30_000 })
    moving.neighbourhood.send(staying.id, 'alert', mark(2))
    await until(() => staying.frames.some(({ lane }) => lane === 'alert'))
    const backMs = performance.now() - movedAtMs
    console.log(`heard ${Math.round(backMs)} ms after a change of address`)
    expect(backMs).toBeLessThan(BACK_WITHIN_MS)
    expect(moving.neighbourhood.neighbours()).toHaveLength(1)
    expect(staying.neighbourhood.neighbours()).toHaveLength(1)
  },
)
