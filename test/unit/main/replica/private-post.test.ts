import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../../src/main/crypto/digests.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../../../src/main/crypto/domains.ts'
import type { FrameContent } from '../../../../src/main/crypto/session/frame-cipher.ts'
import type { Signer } from '../../../../src/main/crypto/signing.ts'
import type { SessionMessage } from '../../../../src/main/network/peer-sessions.ts'
import { fromHex, toHex } from '../../../../src/main/platform/bytes.ts'
import { silentLogger } from '../../../../src/main/platform/logger.ts'
import { Signal } from '../../../../src/main/platform/signal.ts'
import type { sealEnvelope } from '../../../../src/main/replica/envelope-codec.ts'
import { MAX_LETTER_BYTES, openPrivate, sealPrivate } from '../../../../src/main/replica/private-envelope.ts'
import { type PrivateLetter, PrivatePost } from '../../../../src/main/replica/private-post.ts'
import { MAX_PAYLOAD_BYTES } from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../../src/shared/kernel/verdict.ts'
import { TestClock } from '../../../support/clock.ts'
import { EntryAuthor, testEpoch } from '../../../support/entry-author.ts'
import { failureOf } from '../../../support/failure.ts'
import { testFederation } from '../../../support/fake-replica.ts'
import { fuzz } from '../../../support/fuzz.ts'
import { testLimits } from '../../../support/limits.ts'
import { idle } from '../../../support/test-timers.ts'
import { content, Wire } from '../network/peer-session-fixture.ts'

const SESSION = '00000000-0000-4000-8000-000000000001'
const OTHER_SESSION = '00000000-0000-4000-8000-000000000002'
const LETTER = 16
const RECEIPT = 17
const HELLO = Uint8Array.of(1, 2, 3)

/** A post whose sessions are a list: what is sent is kept, what is heard is handed in. */
function post(self = new EntryAuthor(1)) {
  const messages = new Signal<SessionMessage>()
  const sent: { to: NodeId; content: FrameContent }[] = []
  const refusals: string[] = []
  const letters: PrivateLetter[] = []
  const verdicts: Verdict[] = []
  const clock = new TestClock()
  let federation = testFederation()
  let isShut = false
  let held: ((content: (sessionId: string) => FrameContent) => void) | null = null
  const made = new PrivatePost({
    sessions: {
      send: async (to, said) => {
        if (held !== null && typeof said === 'function') {
          held(said)
          return true
        }
        sent.push({ to, content: typeof said === 'function' ? said(SESSION) : said })
        return true
      },
      onMessage: (listener) => messages.listen(listener),
    },
    signer: self.signer,
    clock,
    limits: testLimits(clock),
    logger: silentLogger,
    federation: () => federation,
    mayPass: (_, kind) => !isShut || kind === 'appeal',
    countRefusal: (_, reason) => void refusals.push(reason),
  })
  made.onLetter('transfer', async (letter) => {
    letters.push(letter)
    return verdicts.shift() ?? ACCEPT
  })
  return {
    ...{ post: made, sent, refusals, letters, verdicts, clock },
    /** From now on no session opens; what would be made for one is handed on. */
    holdBack(take: NonNullable<typeof held>) {
      held = take
    },
    /** From now on nothing but answers to being set apart passes. */
    shut() {
      isShut = true
    },
    moveTo(name: string) {
      federation = testFederation(name)
    },
    /** Hand in so many of a type at once. */
    async hearMany(count: number, { type, bytes }: { type: number; bytes: Uint8Array }) {
      for (let n = 0; n < count; n += 1) {
        messages.emit({ type, bytes, from: peer.nodeId, channel: 'control', sessionId: SESSION })
      }
      await idle()
    },
    /** Hand in what a neighbour said, and wait until it is dealt with. */
    async hear(message: Partial<SessionMessage> & Pick<SessionMessage, 'from' | 'bytes'>) {
      messages.emit({ type: LETTER, channel: 'control', sessionId: SESSION, ...message })
      await idle()
    },
  }
}

const peer = new EntryAuthor(2)
const sealed = (
  changed: { sessionId?: string; federation?: string; author?: EntryAuthor } = {},
): Uint8Array =>
  sealPrivate(
    { kind: 'transfer', payload: HELLO, atMs: 5 },
    { federationId: testFederation(changed.federation), sessionId: changed.sessionId ?? SESSION },
    (changed.author ?? peer).signer,
  )

/** The same letter with something else in its body, under its old signature or a true one. */
function altered(
  body: Partial<Parameters<typeof wire.Body.encode>[0]>,
  signer: Signer | null = null,
): Uint8Array {
  const envelope = wire.Envelope.decode(sealed())
  const changed = wire.Body.encode({ ...wire.Body.decode(envelope.body), ...body }).finish()
  const signed = signedBytes(SIGNATURE_DOMAINS.envelopeByNode, fromHex(testFederation()), changed)
  const nodeSignature = signer?.sign(signed) ?? envelope.nodeSignature
  return wire.Envelope.encode({ body: changed, payload: envelope.payload, nodeSignature }).finish()
}

describe('a letter', () => {
  test('comes as it was sent, in its session, and is receipted once it is stored', async () => {
    const node = post()
    await node.post.start()
    await node.hear({ from: peer.nodeId, bytes: sealed() })
    expect(node.letters).toEqual([{ kind: 'transfer', payload: HELLO, atMs: 5, from: peer.nodeId }])
    const [receipt] = node.sent
    expect(receipt).toMatchObject({ to: peer.nodeId, content: { type: RECEIPT, channel: 'control' } })
    const { payloadHash } = wire.PrivateReceipt.decode(receipt?.content.bytes ?? new Uint8Array())
    expect(toHex(payloadHash)).toBe(toHex(sha256(HELLO)))
  })

  test('names the session that carries it', async () => {
    const node = post(peer)
    expect(await node.post.send(new EntryAuthor(1).nodeId, { kind: 'transfer', payload: HELLO })).toBe(true)
    const bytes = node.sent[0]?.content.bytes ?? new Uint8Array()
    const place = { federationId: testFederation(), author: peer.nodeId }
    expect(openPrivate(bytes, { ...place, sessionId: SESSION })).toMatchObject({ payload: HELLO })
    expect(openPrivate(bytes, { ...place, sessionId: OTHER_SESSION })).toBe('stale')
  })

  test.each([
    [ACCEPT, 1, []],
    [ignore('already-known'), 1, []],
    [ignore('chain-broken'), 0, []],
    [reject('content-invalid'), 0, ['content-invalid']],
  ])('judged %j gets %i receipts, and counts %j', async (verdict, receipts, refusals) => {
    const node = post()
    await node.post.start()
    node.verdicts.push(verdict)
    await node.hear({ from: peer.nodeId, bytes: sealed() })
    expect([node.sent.length, node.refusals]).toEqual([receipts, refusals])
  })

  test('that nobody takes, or that could not be stored, gets no receipt and costs its sender nothing', async () => {
    const node = post()
    await node.post.start()
    await node.hear({
      from: peer.nodeId,
      bytes: sealPrivate({ kind: 'seed', payload: HELLO, atMs: 1 }, HERE, peer.signer),
    })
    node.post.onLetter('transfer', () => Promise.reject(new Error('the disk is full')))
    await node.hear({ from: peer.nodeId, bytes: sealed() })
    expect([node.sent, node.refusals]).toEqual([[], []])
  })

  test('waits for the one before it', async () => {
    const node = post()
    await node.post.start()
    const order: string[] = []
    let finish = (): void => {}
    node.post.onLetter('transfer', async ({ atMs }) => {
      order.push(`begin ${atMs}`)
      if (atMs === 1) await new Promise<void>((resolve) => (finish = resolve))
      order.push(`end ${atMs}`)
      return ACCEPT
    })
    for (const atMs of [1, 2]) {
      await node.hear({
        from: peer.nodeId,
        bytes: sealPrivate({ kind: 'transfer', payload: HELLO, atMs }, HERE, peer.signer),
      })
    }
    finish()
    await idle()
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2'])
  })

  test('longer than a payload may be is a mistake of this Node’s', async () => {
    const payload = new Uint8Array(MAX_PAYLOAD_BYTES + 1)
    expect(await failureOf(post().post.send(peer.nodeId, { kind: 'transfer', payload }))).toMatchObject({
      code: 'internal',
    })
  })
})

const HERE = { federationId: testFederation(), sessionId: SESSION } as const

describe('what should not have come', () => {
  const logEntry = peer.seal({ kind: 'transfer', payload: HELLO }).raw

  test.each<[string, Partial<SessionMessage> & { bytes: Uint8Array }, string]>([
    ['signed for another session', { bytes: sealed({ sessionId: OTHER_SESSION }) }, 'stale'],
    ['replayed into another session', { bytes: sealed(), sessionId: OTHER_SESSION }, 'stale'],
    ['written by somebody else', { bytes: sealed({ author: new EntryAuthor(3) }) }, 'signature-invalid'],
    ['from another federation', { bytes: sealed({ federation: 'elsewhere' }) }, 'federation-wrong'],
    ['changed on the way', { bytes: altered({ kind: wire.Kind.KIND_SEED }) }, 'signature-invalid'],
    ['of a later version', { bytes: altered({ version: 9 }) }, 'version-unknown'],
    ['with a place in a log', { bytes: altered({ sequence: 1 }, peer.signer) }, 'malformed'],
    ['with a credential', { bytes: altered({ credential: HELLO }, peer.signer) }, 'malformed'],
    ['with another payload', { bytes: altered({ payloadHash: sha256() }, peer.signer) }, 'malformed'],
    [
      'of a kind that is none',
      { bytes: altered({ kind: wire.Kind.KIND_UNSPECIFIED }, peer.signer) },
      'kind-unknown',
    ],
    ['an entry of a log', { bytes: wire.Envelope.encode(logEntry).finish() }, 'malformed'],
    ['truncated', { bytes: sealed().subarray(0, 60) }, 'malformed'],
    ['nothing', { bytes: new Uint8Array() }, 'version-unknown'],
    ['oversized', { bytes: new Uint8Array(MAX_LETTER_BYTES + 1) }, 'too-large'],
    ['a receipt of too few bytes', { type: RECEIPT, bytes: new Uint8Array(4) }, 'malformed'],
    ['an oversized receipt', { type: RECEIPT, bytes: new Uint8Array(4_000) }, 'malformed'],
  ])('is counted, and nothing else: %s', async (_, message, reason) => {
    const node = post()
    await node.post.start()
    await node.hear({ from: peer.nodeId, ...message })
    expect([node.refusals, node.letters, node.sent]).toEqual([[reason], [], []])
  })

  test.each<[string, Parameters<typeof sealEnvelope>[0]['stream']]>([
    ['log', 'log'],
    ['latest', 'latest'],
  ])('a register or log entry is no letter even with a session named: %s', (_, stream) => {
    const { raw } = peer.seal({ kind: 'transfer', payload: HELLO, stream, epoch: testEpoch(0) })
    const body = { ...wire.Body.decode(raw.body), session: new Uint8Array(16) }
    const bytes = wire.Envelope.encode({ ...raw, body: wire.Body.encode(body).finish() }).finish()
    expect(openPrivate(bytes, { ...HERE, author: peer.nodeId })).toBe('malformed')
  })

  test('never throws, whatever the bytes', async () => {
    const place = { ...HERE, author: peer.nodeId }
    const result = await fuzz(
      {
        name: 'letters',
        samples: [sealed(), sealed({ author: new EntryAuthor(3) })],
        inputs: 800,
        run: (bytes) => typeof openPrivate(bytes, place) !== 'string',
      },
      5,
    )
    expect(result.findings).toEqual([])
  })
})

describe('letters that wait', () => {
  /** The first one's storing takes as long as the test wants. */
  async function busy() {
    const node = post()
    await node.post.start()
    let finish = (): void => {}
    const taken: number[] = []
    node.post.onLetter('transfer', async () => {
      taken.push(taken.length)
      if (taken.length === 1) await new Promise<void>((resolve) => (finish = resolve))
      return ACCEPT
    })
    await node.hearMany(1, { type: LETTER, bytes: sealed() })
    return { ...node, taken, finish: () => finish() }
  }

  test('are dropped, and held against nobody, where this Node has gone to another federation', async () => {
    const node = await busy()
    await node.hearMany(1, { type: LETTER, bytes: sealed() })
    node.moveTo('elsewhere')
    node.finish()
    await node.post.stop()
    expect([node.taken.length, node.refusals]).toEqual([1, []])
  })

  test('are dealt with before the post has stopped', async () => {
    const node = await busy()
    await node.hearMany(1, { type: LETTER, bytes: sealed() })
    let hasStopped = false
    const stopping = node.post.stop().then(() => (hasStopped = true))
    await idle()
    expect(hasStopped).toBe(false)
    node.finish()
    await stopping
    expect(node.taken).toHaveLength(2)
  })

  test('are no more than 256, and one more is no fault of its sender’s', async () => {
    const node = await busy()
    await node.hearMany(299, { type: LETTER, bytes: sealed() })
    node.finish()
    await node.post.stop()
    expect([node.taken.length, node.refusals]).toEqual([256, []])
  })

  test('were sent in the federation this Node was in, whenever a session opens for them', async () => {
    const node = post(peer)
    let seal: ((sessionId: string) => FrameContent) | null = null
    node.holdBack((content) => (seal = content))
    await node.post.send(new EntryAuthor(1).nodeId, { kind: 'transfer', payload: HELLO })
    node.moveTo('elsewhere')
    const { bytes } = (seal as unknown as (sessionId: string) => FrameContent)(SESSION)
    expect(openPrivate(bytes, { ...HERE, author: peer.nodeId })).toMatchObject({ payload: HELLO })
  })
})

describe('a neighbour who says too much', () => {
  test.each([
    { what: 'letters', type: LETTER, bytes: () => sealed(), atOnce: 300, inASecond: 20 },
    { what: 'frames', type: 18, bytes: () => HELLO, atOnce: 2_500, inASecond: 2_500 },
  ])('is heard as far as it goes, and counted once a second: $what', async ({ type, bytes, ...may }) => {
    const node = post()
    await node.post.start()
    let taken = 0
    node.post.onLetter('transfer', async () => {
      taken += 1
      return ACCEPT
    })
    node.post.onFrame(18, () => {
      taken += 1
      return ACCEPT
    })
    const given = { type, bytes: bytes() }
    for (let heard = 0; heard < may.atOnce + 100; heard += 100) {
      await node.hearMany(100, given)
    }
    expect([taken, node.refusals]).toEqual([may.atOnce, ['rate-exceeded']])
    node.clock.advance(1_000)
    for (let heard = 0; heard < may.inASecond + 100; heard += 100) await node.hearMany(100, given)
    expect([taken, node.refusals.length]).toEqual([may.atOnce + may.inASecond, 2])
  })

  test('does not take the turn of another', async () => {
    const node = post()
    await node.post.start()
    await node.hearMany(400, { type: LETTER, bytes: sealed() })
    const before = node.letters.length
    const other = new EntryAuthor(3)
    await node.hear({ from: other.nodeId, bytes: sealed({ author: other }) })
    expect(node.letters).toHaveLength(before + 1)
  })
})

describe('receipts and frames', () => {
  test('a receipt is told of with its payload’s hash', async () => {
    const node = post()
    await node.post.start()
    const told: unknown[] = []
    node.post.onReceipt((receipt) => void told.push(receipt))
    const payloadHash = sha256(HELLO)
    await node.hear({
      from: peer.nodeId,
      type: RECEIPT,
      bytes: wire.PrivateReceipt.encode({ payloadHash }).finish(),
    })
    expect(told).toEqual([{ from: peer.nodeId, payloadHash: toHex(payloadHash) }])
  })

  test('a frame goes to who takes its type, until they take none any more', async () => {
    const node = post()
    await node.post.start()
    const taken: Uint8Array[] = []
    const stop = node.post.onFrame(18, ({ bytes }) => {
      taken.push(bytes)
      return reject('malformed')
    })
    await node.hear({ from: peer.nodeId, type: 18, bytes: HELLO })
    stop()
    await node.hear({ from: peer.nodeId, type: 18, bytes: HELLO })
    expect([taken, node.refusals]).toEqual([[HELLO], ['malformed']])
  })

  test('nothing but answers passes to and from a neighbour that is set apart, and that is no fault', async () => {
    const node = post()
    const taken: unknown[] = []
    await node.post.start()
    node.post.onFrame(18, (frame) => {
      taken.push(frame)
      return ACCEPT
    })
    node.shut()
    await node.hear({ from: peer.nodeId, bytes: sealed() })
    await node.hear({ from: peer.nodeId, type: 18, bytes: HELLO })
    expect([node.letters, taken, node.refusals, node.sent]).toEqual([[], [], [], []])
    expect(await node.post.send(peer.nodeId, { kind: 'transfer', payload: HELLO })).toBe(false)
    expect(await node.post.sendFrame(peer.nodeId, { type: 18, bytes: HELLO })).toBe(false)
    expect(await node.post.send(peer.nodeId, { kind: 'appeal', payload: HELLO })).toBe(true)
    await node.post.stop()
  })

  test('nothing is heard after the end', async () => {
    const node = post()
    await node.post.start()
    await node.post.stop()
    await node.hear({ from: peer.nodeId, bytes: sealed() })
    expect(node.letters).toEqual([])
  })
})

describe('over real sessions', () => {
  test('content that names its session is made when that is open, and made anew for the next', async () => {
    const wireBetween = new Wire()
    const { large, small } = await wireBetween.pair()
    const naming = (sessionId: string) => content(sessionId)
    await Promise.all([small.sessions.send(large.id, naming), small.sessions.send(large.id, naming)])
    await idle()
    for (const end of [small, large]) end.down.emit({ nodeId: end === small ? large.id : small.id })
    await small.sessions.send(large.id, naming)
    await idle()
    const said = large.heard.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
    expect(said).toEqual(large.heard.map(({ sessionId }) => sessionId))
    expect([said.length, new Set(said).size]).toEqual([3, 2])
  })
})
