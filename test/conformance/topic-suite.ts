import { afterEach, describe, expect, test } from 'vitest'
import type { TopicVerdict } from '../../src/main/network/topic.ts'
import type { Link, Transport } from '../../src/main/network/transport.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { until } from '../support/until.ts'

const NAME = '/mirrorwell/test/topic/1.0.0'
/** Meshes come about within some heartbeats, and the cores are busy. */
const SUITE_TIMEOUT_MS = 30_000
const soon = (): AbortSignal => AbortSignal.timeout(8_000)
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')
const bytes = (words: string): Uint8Array => Buffer.from(words, 'utf8')

interface Speaker {
  readonly transport: Transport
  readonly heard: { readonly from: NodeId; readonly words: string }[]
  verdict: TopicVerdict
}

export interface TopicSuiteOptions {
  readonly name: string
  /** A transport, not started, that can reach every other one this made. */
  readonly create: () => Promise<Transport>
}

/** What every topic promises, whatever carries it. */
export function topicSuite({ name, create }: TopicSuiteOptions): void {
  describe(`topic: ${name}`, { timeout: SUITE_TIMEOUT_MS }, () => {
    const running: Speaker[] = []
    afterEach(async () => {
      const speakers = running.splice(0)
      await Promise.all(speakers.map(({ transport }) => transport.topic.stop()))
      await Promise.all(speakers.map(({ transport }) => transport.stop()))
    })

    async function speaker(): Promise<Speaker> {
      const made: Speaker = { transport: await create(), heard: [], verdict: 'accept' }
      made.transport.onLink((link) => link.admit())
      made.transport.topic.onMessage(async ({ from, bytes: message }) => {
        made.heard.push({ from, words: text(message) })
        return made.verdict
      })
      await made.transport.accept([])
      await made.transport.start()
      running.push(made)
      return made
    }

    async function link(a: Speaker, b: Speaker): Promise<Link> {
      return a.transport.dial(b.transport.addresses(), soon())
    }

    const letIn = (a: Speaker, b: Speaker): void => {
      a.transport.topic.letIn(b.transport.nodeId)
      b.transport.topic.letIn(a.transport.nodeId)
    }

    async function friends(a: Speaker, b: Speaker): Promise<void> {
      await link(a, b)
      letIn(a, b)
    }

    /** A row in which each knows the next; what one says goes round until it is heard at the end. */
    async function row(length: number): Promise<Speaker[]> {
      const speakers = await Promise.all(Array.from({ length }, () => speaker()))
      await Promise.all(speakers.map(({ transport }) => transport.topic.start(NAME)))
      for (const [index, next] of speakers.slice(1).entries()) {
        const one = speakers[index]
        if (one) await friends(one, next)
      }
      await settled(speakers)
      return speakers
    }

    /** Streams stand once something said at each end is heard by the next one. */
    async function settled(speakers: readonly Speaker[]): Promise<void> {
      const pairs = speakers.slice(1).flatMap((next, index) => {
        const one = speakers[index]
        return one
          ? ([
              [one, next],
              [next, one],
            ] as const)
          : []
      })
      for (const [one, next] of pairs) await until(() => reaches(one, next))
      for (const one of speakers) one.heard.length = 0
    }

    let asked = 0
    function reaches(one: Speaker, next: Speaker): boolean {
      const { nodeId, topic } = one.transport
      topic.publish(bytes(`are you there, asks ${nodeId} for the ${asked++}th time`))
      return next.heard.some(({ from, words }) => from === nodeId && words.includes(`asks ${nodeId} `))
    }

    /** At once, or as soon as something is said. */
    async function refused(over: Link): Promise<void> {
      const stream = await over.open(NAME, soon()).catch(() => null)
      stream?.send(bytes('anybody there'))
      await new Promise<void>((resolve) => (stream === null ? resolve() : void stream.onClose(resolve)))
    }

    const heardBy = (one: Speaker, words: string): number =>
      one.heard.filter((message) => message.words === words).length

    test('carries what one says past those who find it good', async () => {
      const [a, b, c] = (await row(3)) as [Speaker, Speaker, Speaker]
      a.transport.topic.publish(bytes('water is rising'))
      await until(() => heardBy(c, 'water is rising') === 1)
      expect(c.heard.find(({ words }) => words === 'water is rising')?.from).toBe(b.transport.nodeId)
    })

    test.each(['ignore', 'reject'] as const)('what is answered with %s goes no further', async (verdict) => {
      const [a, b, c] = (await row(3)) as [Speaker, Speaker, Speaker]
      b.verdict = verdict
      a.transport.topic.publish(bytes('junk'))
      await until(() => heardBy(b, 'junk') === 1)
      b.verdict = 'accept'
      a.transport.topic.publish(bytes('afterwards'))
      await until(() => heardBy(c, 'afterwards') === 1)
      expect(heardBy(c, 'junk')).toBe(0)
    })

    test('the same message is judged once', async () => {
      const [a, b, c] = (await row(3)) as [Speaker, Speaker, Speaker]
      a.transport.topic.publish(bytes('once'))
      c.transport.topic.publish(bytes('once'))
      await until(() => heardBy(b, 'once') > 0)
      a.transport.topic.publish(bytes('behind it'))
      c.transport.topic.publish(bytes('behind that'))
      await until(() => heardBy(b, 'behind it') === 1 && heardBy(b, 'behind that') === 1)
      expect(heardBy(b, 'once')).toBe(1)
    })

    test('whoever brought three bad messages is listened to no more', async () => {
      const [a, b] = (await row(2)) as [Speaker, Speaker]
      b.verdict = 'reject'
      for (const words of ['one', 'two', 'three']) {
        a.transport.topic.publish(bytes(words))
        await until(() => heardBy(b, words) === 1)
      }
      a.transport.topic.publish(bytes('four'))
      b.transport.topic.publish(bytes('back'))
      await until(() => heardBy(a, 'back') === 1)
      expect(heardBy(b, 'four')).toBe(0)
    })

    test('neither hears nor serves whom it has not let in', async () => {
      const [a, b, c] = (await row(3)) as [Speaker, Speaker, Speaker]
      const stranger = await speaker()
      await stranger.transport.topic.start(NAME)
      const toB = await link(stranger, b)
      stranger.transport.topic.letIn(b.transport.nodeId)
      await refused(toB)
      stranger.transport.topic.publish(bytes('let me in'))
      a.transport.topic.publish(bytes('for members'))
      await until(() => heardBy(c, 'for members') === 1)
      expect([heardBy(b, 'let me in'), heardBy(stranger, 'for members')]).toEqual([0, 0])
    })

    test('whoever was shut out hears no more, and may be let in again', async () => {
      const [a, b] = (await row(2)) as [Speaker, Speaker]
      b.transport.topic.shutOut(a.transport.nodeId)
      b.transport.topic.publish(bytes('without you'))
      b.transport.topic.letIn(a.transport.nodeId)
      await settled([a, b])
      expect(heardBy(a, 'without you')).toBe(0)
    })

    test('goes on when it began at one end before the other', async () => {
      const [a, b] = await Promise.all([speaker(), speaker()])
      await a.transport.topic.start(NAME)
      await friends(a, b)
      await b.transport.topic.start(NAME)
      await settled([a, b])
    })

    test('is served by nobody who takes no part', async () => {
      const [a, b] = (await row(2)) as [Speaker, Speaker]
      await b.transport.topic.stop()
      const again = await link(a, b)
      await refused(again)
      await b.transport.topic.start(NAME)
      await settled([a, b])
    })
  })
}
