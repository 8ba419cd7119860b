import { describe, expect, test } from 'vitest'
import { SimulatedNetwork } from '../../../../src/main/network/simulated-network.ts'
import { SimulatedTransport } from '../../../../src/main/network/simulated-transport.ts'
import type { Link } from '../../../../src/main/network/transport.ts'
import { SeededRandom } from '../../../../src/main/rehearsal/seeded-random.ts'
import { VirtualTime } from '../../../../src/main/rehearsal/virtual-time.ts'
import { TEST_START_MS } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const PROTOCOL = '/mirrorwell/test/echo/1.0.0'
const [A, B] = [testNodeId(1), testNodeId(2)]

/** Two transports with a link between them, and all that A hears. */
async function pair() {
  const time = new VirtualTime(TEST_START_MS)
  const network = new SimulatedNetwork(
    { clock: time.clock, timers: time.createTimers(time.clock), random: new SeededRandom(1) },
    { delayMs: { min: 10, max: 10 } },
  )
  const [a, b] = [new SimulatedTransport(network, A), new SimulatedTransport(network, B)]
  for (const transport of [a, b]) {
    await transport.accept([PROTOCOL])
    await transport.start()
  }
  const answers: string[] = []
  b.onLink((link) => link.onStream(({ stream }) => stream.onMessage((message) => stream.send(message))))
  const dial = (signal = new AbortController().signal): Promise<Link> => a.dial(b.addresses(), signal)
  const link = await time.passFor(dial())
  const stream = await time.passFor(link.open(PROTOCOL, new AbortController().signal))
  stream.onMessage((message) => void answers.push(Buffer.from(message).toString()))
  const say = (word: string): void => stream.send(Buffer.from(word))
  return { time, network, a, b, link, stream, say, answers, dial }
}

describe('a simulated network', () => {
  test('comes to a link after one round trip', async () => {
    const { time, b, a, network } = await pair()
    network.reset(A, B)
    const before = time.clock.nowMs()
    await time.passFor(a.dial(b.addresses(), new AbortController().signal))
    expect(time.clock.nowMs() - before).toBe(20)
  })

  test('a cut in one direction lets questions through and no answers, and nobody is told', async () => {
    const { time, network, link, say, answers } = await pair()
    let closed = false
    link.onClose(() => {
      closed = true
    })
    const spoken: string[] = []
    network.onSpoken(({ from }) => void spoken.push(from))
    network.block({ from: B, to: A })
    say('are you there')
    await time.advance(60_000)
    expect({ answers, closed, spoken }).toEqual({ answers: [], closed: false, spoken: [A, B] })
    network.heal()
    await time.advance(60_000)
    expect(answers).toEqual(['are you there'])
  })

  test('nobody is reached through a cut, and whoever dials gives up', async () => {
    const { time, network, dial } = await pair()
    network.reset(A, B)
    network.block({ from: B, to: A })
    const giveUp = new AbortController()
    const dialled = dial(giveUp.signal)
    dialled.catch(() => {})
    await time.advance(5_000)
    giveUp.abort()
    await expect(dialled).rejects.toThrow('given up')
    network.heal()
    expect((await time.passFor(dial())).remote).toBe(B)
  })

  test('a link that breaks loses what was under way, at both ends', async () => {
    const { time, network, link, say, answers, dial } = await pair()
    say('lost')
    network.reset(A, B)
    await time.advance(1_000)
    expect(answers).toEqual([])
    expect(network.links()).toEqual([])
    expect(await time.passFor(dial())).not.toBe(link)
  })

  test('tells what is still queued on a narrow line, and when it is not', async () => {
    const { time, network, stream } = await pair()
    network.shape({ delayMs: { min: 10, max: 10 }, bytesPerSecond: 1_000 }, { from: A, to: B })
    const ahead: number[] = []
    network.onSpoken(({ aheadBytes, from }) => void (from === A && ahead.push(aheadBytes)))
    let idle = 0
    stream.onIdle(() => {
      idle += 1
    })
    stream.send(new Uint8Array(500))
    stream.send(new Uint8Array(100))
    expect([stream.queuedBytes, idle]).toEqual([600, 0])
    await time.advance(600)
    expect([stream.queuedBytes, idle]).toEqual([0, 1])
    expect(ahead).toEqual([0, 500])
  })

  test('a Node that has left while it was dialled is not reached', async () => {
    const { time, network, b, dial } = await pair()
    network.reset(A, B)
    const dialled = dial()
    dialled.catch(() => {})
    await b.stop()
    await time.advance(100)
    await expect(dialled).rejects.toThrow()
  })
})
