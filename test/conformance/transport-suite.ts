import { afterEach, describe, expect, test } from 'vitest'
import type { Link, MessageStream, OpenedStream, Transport } from '../../src/main/network/transport.ts'
import { MAX_FRAME_BYTES } from '../../src/main/wire/limits.ts'
import { until } from '../support/until.ts'

const PROTOCOL = '/mirrorwell/test/echo/1.0.0'
const OTHER_PROTOCOL = '/mirrorwell/test/other/1.0.0'
const soon = (): AbortSignal => AbortSignal.timeout(8_000)

export interface TransportSuiteOptions {
  readonly name: string
  /** A transport, not started, that can reach every other one this made. */
  readonly create: () => Promise<Transport>
  readonly security: Link['security']
}

interface Peer {
  readonly transport: Transport
  readonly links: Link[]
  readonly streams: OpenedStream[]
}

/** What every transport promises, whatever carries it. */
export function transportSuite({ name, create, security }: TransportSuiteOptions): void {
  describe(`transport: ${name}`, () => {
    const running: Transport[] = []
    afterEach(async () => {
      await Promise.all(running.splice(0).map((transport) => transport.stop()))
    })

    async function start(protocols: readonly string[] = [PROTOCOL]): Promise<Peer> {
      const peer: Peer = { transport: await create(), links: [], streams: [] }
      peer.transport.onLink((link) => {
        peer.links.push(link)
        link.onStream((opened) => peer.streams.push(opened))
      })
      await peer.transport.accept(protocols)
      await peer.transport.start()
      running.push(peer.transport)
      return peer
    }

    async function linked(): Promise<{ a: Peer; b: Peer; link: Link }> {
      const [a, b] = [await start(), await start()]
      const link = await a.transport.dial(b.transport.addresses(), soon())
      await until(() => b.links.length === 1)
      return { a, b, link }
    }

    async function piped(): Promise<{
      a: Peer
      b: Peer
      link: Link
      near: MessageStream
      far: MessageStream
    }> {
      const { a, b, link } = await linked()
      const near = await link.open(PROTOCOL, soon())
      near.send(Uint8Array.of(0))
      await until(() => b.streams.length === 1)
      const far = b.streams[0]?.stream
      if (!far) throw new Error('no stream')
      return { a, b, link, near, far }
    }

    const collect = (stream: MessageStream): Uint8Array[] => {
      const messages: Uint8Array[] = []
      stream.onMessage((message) => messages.push(message))
      return messages
    }

    test('tells both ends who the other is and what guards the link', async () => {
      const { a, b, link } = await linked()
      expect(link).toMatchObject({ remote: b.transport.nodeId, direction: 'outbound', security })
      expect(b.links[0]).toMatchObject({ remote: a.transport.nodeId, direction: 'inbound', security })
      expect(a.links).toEqual([link])
    })

    test('has an address that names the Node', async () => {
      const { transport } = await start()
      expect(transport.addresses().length).toBeGreaterThan(0)
      for (const address of transport.addresses()) expect(address).toMatch(`/p2p/${transport.nodeId}`)
    })

    test('gives an existing link back as it is', async () => {
      const { a, b, link } = await linked()
      expect(await a.transport.dial(b.transport.addresses(), soon())).toBe(link)
    })

    test('carries messages both ways, in order, whole', async () => {
      const { near, far } = await piped()
      const [there, back] = [collect(far), collect(near)]
      for (let n = 1; n < 200; n++) near.send(new Uint8Array(n * 7).fill(n))
      far.send(Uint8Array.of(42))
      await until(() => there.length === 200 && back.length === 1)
      expect(there.slice(1).map((message) => [message.length, message[0]])).toEqual(
        Array.from({ length: 199 }, (_, index) => [(index + 1) * 7, index + 1]),
      )
      expect(back).toEqual([Uint8Array.of(42)])
    })

    test('carries an empty message and one of the longest', async () => {
      const { near, far } = await piped()
      const got = collect(far)
      const longest = Uint8Array.from({ length: MAX_FRAME_BYTES }, (_, index) => index % 251)
      near.send(new Uint8Array())
      near.send(longest)
      await until(() => got.length === 3)
      expect(got[1]?.byteLength).toBe(0)
      expect(Buffer.compare(got[2] ?? new Uint8Array(), longest)).toBe(0)
    })

    test('closes a stream on which a longer message comes, and delivers none of it', async () => {
      const { near, far } = await piped()
      const got = collect(far)
      let closedBoth = 0
      near.onClose(() => closedBoth++)
      far.onClose(() => closedBoth++)
      near.send(new Uint8Array(MAX_FRAME_BYTES + 1))
      await until(() => closedBoth === 2)
      expect(got).toEqual([Uint8Array.of(0)])
    })

    test('keeps early messages for the first listener', async () => {
      const { near, far } = await piped()
      near.send(Uint8Array.of(1))
      near.send(Uint8Array.of(2))
      const answers = collect(near)
      far.onMessage((message) => far.send(message))
      await until(() => answers.length === 3)
      expect(answers.map(([first]) => first)).toEqual([0, 1, 2])
    })

    test('refuses a protocol that the other side does not accept', async () => {
      const { b, link } = await linked()
      await expect(link.open(OTHER_PROTOCOL, soon())).rejects.toThrow()
      await b.transport.accept([OTHER_PROTOCOL])
      await expect(link.open(PROTOCOL, soon())).rejects.toThrow()
      const stream = await link.open(OTHER_PROTOCOL, soon())
      stream.send(Uint8Array.of(1))
      await until(() => b.streams.some(({ protocol }) => protocol === OTHER_PROTOCOL))
    })

    test('tells both ends when a stream closes, after what was handed over', async () => {
      const { near, far } = await piped()
      const got = collect(far)
      const closed: string[] = []
      near.onClose(() => closed.push('near'))
      far.onClose(() => closed.push(`far after ${got.length}`))
      near.send(Uint8Array.of(9))
      near.close()
      near.close()
      near.send(Uint8Array.of(10))
      await until(() => closed.length === 2)
      expect(closed).toEqual(['near', 'far after 2'])
    })

    test('tells both ends and their streams when a link closes, also those who ask later', async () => {
      const { b, link, near, far } = await piped()
      const closed = new Set<string>()
      near.onClose(() => closed.add('near'))
      far.onClose(() => closed.add('far'))
      b.links[0]?.onClose(() => closed.add('link'))
      await link.close()
      await until(() => closed.size === 3)
      let late = 0
      link.onClose(() => late++)
      far.onClose(() => late++)
      expect(late).toBe(2)
      await expect(link.open(PROTOCOL, soon())).rejects.toThrow()
    })

    test('links again as soon as a link has closed on this side', async () => {
      const { a, b, link } = await linked()
      void link.close()
      const again = await a.transport.dial(b.transport.addresses(), soon())
      expect(again).not.toBe(link)
      expect(again.remote).toBe(b.transport.nodeId)
    })

    test('refuses an answerer that is not the Node named in the address', async () => {
      const [a, b, other] = [await start(), await start(), await start()]
      const [address = ''] = b.transport.addresses()
      const misnamed = address.replace(b.transport.nodeId, other.transport.nodeId)
      await other.transport.stop()
      await expect(a.transport.dial([misnamed], soon())).rejects.toThrow()
      expect(b.links.filter((link) => link.remote === other.transport.nodeId)).toEqual([])
    })

    test('rejects a dial that nobody answers, one given up, and an address that is none', async () => {
      const [a, b] = [await start(), await start()]
      const addresses = b.transport.addresses()
      await b.transport.stop()
      await expect(a.transport.dial(addresses, soon())).rejects.toThrow()
      await expect(a.transport.dial(addresses, AbortSignal.abort())).rejects.toThrow()
      await expect(a.transport.dial(['somewhere'], soon())).rejects.toThrow()
    })

    test('leaves a usable link when both dial at once', async () => {
      const [a, b] = [await start(), await start()]
      const [near] = await Promise.all([
        a.transport.dial(b.transport.addresses(), soon()),
        b.transport.dial(a.transport.addresses(), soon()),
      ])
      const stream = await near.open(PROTOCOL, soon())
      stream.send(Uint8Array.of(7))
      await until(() => b.streams.length === 1)
      const opened = b.streams[0]
      const got = opened ? collect(opened.stream) : []
      await until(() => got.length === 1)
      expect(got).toEqual([Uint8Array.of(7)])
    })

    test('stops: every link closes at both ends, nobody gets in any more, and stopping twice is fine', async () => {
      const { a, b, link } = await linked()
      let closed = 0
      link.onClose(() => closed++)
      b.links[0]?.onClose(() => closed++)
      const addresses = b.transport.addresses()
      await b.transport.stop()
      await b.transport.stop()
      await until(() => closed === 2)
      await expect(a.transport.dial(addresses, soon())).rejects.toThrow()
    })
  })
}
