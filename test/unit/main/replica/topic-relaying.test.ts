import protobuf from 'protobufjs'
import { describe, expect, test } from 'vitest'
import { SIGNATURE_DOMAINS, signedBytes } from '../../../../src/main/crypto/domains.ts'
import { MAX_TOPIC_MESSAGE_BYTES, TOPIC_MEMORY_MS } from '../../../../src/main/network/topic.ts'
import { fromHex } from '../../../../src/main/platform/bytes.ts'
import { MAX_PAYLOAD_BYTES } from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import { RATE_LIMITS } from '../../../../src/shared/kernel/rate-limits.ts'
import { ignore, reject } from '../../../../src/shared/kernel/verdict.ts'
import { EntryAuthor, idOf, type Sealed } from '../../../support/entry-author.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { among, type Sent } from '../../../support/replica-among.ts'

const [PEER, OTHER] = [testNodeId(31), testNodeId(32)]
const URGENT = { kind: 'node-profile', payload: Uint8Array.of(2) } as const

/** Number and wire type of a field that no version has yet. */
const UNKNOWN_FIELD = (100 << 3) | 2

const messageOf = ({ raw }: Pick<Sealed, 'raw'>): Uint8Array => wire.Envelope.encode(raw).finish()
const hopsSent = (frames: readonly Sent[]): (number | undefined)[] =>
  frames.flatMap(({ frame }) => (frame.entries?.entries ?? []).map(({ hops }) => hops ?? undefined))

/** An urgent entry with a field in its body that nobody here knows. */
function lengthened(
  author: EntryAuthor,
  { payloadBytes, moreBytes }: { readonly payloadBytes: number; readonly moreBytes: number },
): Sealed {
  const sealed = author.register({ ...URGENT, payload: new Uint8Array(payloadBytes) })
  const body = Uint8Array.from([
    ...sealed.raw.body,
    ...protobuf.Writer.create().uint32(UNKNOWN_FIELD).bytes(new Uint8Array(moreBytes)).finish(),
  ])
  const message = signedBytes(SIGNATURE_DOMAINS.envelopeByNode, fromHex(author.federationId), body)
  const raw = { ...sealed.raw, body, nodeSignature: author.signer.sign(message) }
  return { ...sealed, raw, id: idOf(raw) }
}

/** A replica for whose neighbours everything of this kind is urgent. */
async function urgently(more: Parameters<typeof among>[1] = {}) {
  const node = await among([PEER, OTHER], more)
  node.profile.way = 'alert'
  const { topic, refusals } = node.links
  return { ...node, topic, refusals, author: new EntryAuthor(2) }
}

describe('what is said on the topic', () => {
  test('is what goes ahead of everything, of its own and of others, and nothing else', async () => {
    const { author, profile, send, topic } = await urgently()
    const urgent = author.register(URGENT)
    await send(PEER, urgent)
    expect(topic.said).toEqual([messageOf(urgent)])
    for (const way of ['membership', 'later'] as const) {
      profile.way = way
      await send(PEER, new EntryAuthor(way.length).register(URGENT))
    }
    expect(topic.said).toHaveLength(1)
  })

  test('is what this Node publishes itself', async () => {
    const { replica, topic } = await urgently()
    await replica.publish(URGENT)
    expect(topic.said).toHaveLength(1)
  })

  test.each([
    ['which it is with the longest payload', 0, true],
    ['and goes by the lanes alone where it is, for what a later version says in its body', 1_500, false],
  ])('is never larger than a topic carries, %s', async (_, moreBytes, isSaid) => {
    const { author, send, sent, topic } = await urgently()
    const urgent = lengthened(author, { payloadBytes: MAX_PAYLOAD_BYTES, moreBytes })
    expect(messageOf(urgent).byteLength <= MAX_TOPIC_MESSAGE_BYTES).toBe(isSaid)
    await send(PEER, urgent)
    expect(topic.said).toHaveLength(Number(isSaid))
    expect(sent().map(({ to, lane, frame }) => [to, lane, frame.content])).toContainEqual([
      OTHER,
      'alert',
      'entries',
    ])
  })
})

describe('what the topic brings', () => {
  test('is stored, acknowledged on the alert lane, sent on by lanes, and may go on by the topic', async () => {
    const { author, entries, sent, topic } = await urgently()
    const sealed = author.register(URGENT)
    expect(await topic.hear(PEER, messageOf(sealed))).toBe('accept')
    const frames = sent()
    expect(entries.has(sealed.id)).toBe(true)
    expect(frames.map(({ to, lane, frame }) => [to, lane, frame.content])).toEqual([
      [OTHER, 'alert', 'entries'],
      [PEER, 'alert', 'receipts'],
    ])
  })

  test('gives bulk a rest where it is an alert and new, and only then', async () => {
    const { author, links, profile, topic } = await urgently()
    const message = messageOf(author.register(URGENT))
    for (let n = 0; n < 2; n++) await topic.hear(PEER, message)
    await topic.hear(PEER, Uint8Array.of(1, 2, 3))
    profile.way = 'membership'
    await topic.hear(PEER, messageOf(new EntryAuthor(3).register(URGENT)))
    expect(links.rests).toBe(1)
  })

  test('has come two hops at least, or one from its author', async () => {
    const { author, sent, topic } = await urgently()
    await topic.hear(PEER, messageOf(author.register(URGENT)))
    expect(hopsSent(sent())).toEqual([3])
    const neighbour = new EntryAuthor(31)
    await topic.hear(neighbour.nodeId, messageOf(neighbour.register(URGENT)))
    expect(hopsSent(sent())).toEqual([2])
  })

  test.each(['membership', 'later'] as const)(
    'is stored and goes no further by it where it is for %s',
    async (way) => {
      const { author, entries, profile, topic } = await urgently()
      profile.way = way
      const sealed = author.register(URGENT)
      expect(await topic.hear(PEER, messageOf(sealed))).toBe('ignore')
      expect(entries.has(sealed.id)).toBe(true)
    },
  )

  test('goes on where a lane was quicker, for as long as the topic remembers', async () => {
    const { author, realClock, send, topic } = await urgently()
    const sealed = author.register(URGENT)
    await send(OTHER, sealed)
    expect(await topic.hear(PEER, messageOf(sealed))).toBe('accept')
    realClock.advance(TOPIC_MEMORY_MS)
    expect(await topic.hear(PEER, messageOf(sealed)), 'said again later').toBe('ignore')
  })

  test('is counted: what was new, and copies', async () => {
    const { author, replica, send, topic } = await urgently()
    await topic.hear(PEER, messageOf(author.register(URGENT)))
    const known = author.register(URGENT)
    await send(OTHER, known)
    await topic.hear(PEER, messageOf(known))
    await topic.hear(PEER, Uint8Array.of(0xff))
    expect(replica.topic.counts).toEqual({ first: 1, copies: 1 })
  })

  test('goes on where a lane brings it at the same time', async () => {
    const { author, send, topic } = await urgently()
    const sealed = author.register(URGENT)
    const [, verdict] = await Promise.all([send(OTHER, sealed), topic.hear(PEER, messageOf(sealed))])
    expect(verdict).toBe('accept')
  })

  test('goes no further where a known entry has another signature around it', async () => {
    const { author, refusals, send, topic } = await urgently()
    const sealed = author.register(URGENT)
    await send(OTHER, sealed)
    const forged = { raw: { ...sealed.raw, nodeSignature: new Uint8Array(64) } }
    expect(await topic.hear(PEER, messageOf(forged))).toBe('ignore')
    expect(refusals).toEqual([])
  })

  test.each([
    ['forged', (raw: Sealed['raw']) => ({ ...raw, nodeSignature: new Uint8Array(64) }), 'signature-invalid'],
    ['empty', () => ({ body: new Uint8Array(), payload: new Uint8Array() }), 'version-unknown'],
  ] as const)('is refused at the cost of who brought it: %s', async (_, spoil, reason) => {
    const { author, entries, refusals, topic } = await urgently()
    const sealed = author.register(URGENT)
    const verdict = await topic.hear(PEER, wire.Envelope.encode(spoil(sealed.raw)).finish())
    expect(entries.has(sealed.id)).toBe(false)
    if (reason === 'version-unknown') return expect([verdict, refusals]).toEqual(['ignore', []])
    expect([verdict, refusals]).toEqual(['reject', [{ nodeId: PEER, reason }]])
  })

  test.each([
    ['malformed', Uint8Array.of(0xff, 0xff)],
    ['too-large', new Uint8Array(16 * 1024 + 1)],
  ] as const)('is refused where it is %s', async (reason, bytes) => {
    const { refusals, topic } = await urgently()
    expect(await topic.hear(PEER, bytes)).toBe('reject')
    expect(refusals).toEqual([{ nodeId: PEER, reason }])
  })

  test.each([
    [reject('content-invalid'), 'reject'],
    [reject('mirror-revoked'), 'ignore'],
    [ignore('stale'), 'ignore'],
  ] as const)('judged as %j it is answered with %s', async (verdict, answer) => {
    const { author, profile, topic } = await urgently()
    profile.verdict = verdict
    expect(await topic.hear(PEER, messageOf(author.register(URGENT)))).toBe(answer)
  })

  test('is looked at within the limit, and more of it is nobody’s fault', async () => {
    const { entries, refusals, topic } = await urgently()
    const { count, periodsAtOnce } = RATE_LIMITS.topic
    const junk = Uint8Array.of(0xff)
    for (let n = 0; n < count * periodsAtOnce; n++) await topic.hear(PEER, junk)
    refusals.length = 0
    const sealed = new EntryAuthor(2).register(URGENT)
    expect(await topic.hear(PEER, messageOf(sealed))).toBe('ignore')
    expect([entries.has(sealed.id), refusals]).toEqual([false, [{ nodeId: PEER, reason: 'rate-exceeded' }]])
    expect(await topic.hear(OTHER, messageOf(sealed)), 'others have measures of their own').toBe('accept')
  })
})

describe('who takes part', () => {
  test('a member that everything is exchanged with, until it is gone', async () => {
    const { exchange, nodeId, topic } = await urgently()
    exchange.meet(nodeId, PEER)
    expect([...topic.members]).toEqual([PEER])
    exchange.part(nodeId, PEER)
    expect([...topic.members]).toEqual([])
  })

  test.each([
    ['no member', { isMember: () => false }],
    ['set apart here', { mayPass: (_: unknown, kind: unknown) => kind === 'node-profile' }],
  ])('nobody who is %s', async (_, more) => {
    const { author, entries, exchange, nodeId, topic } = await urgently(more)
    exchange.meet(nodeId, PEER)
    const sealed = author.register(URGENT)
    expect(await topic.hear(PEER, messageOf(sealed))).toBe('ignore')
    expect([[...topic.members], entries.has(sealed.id)]).toEqual([[], false])
  })

  test('whoever is set apart meanwhile takes part no more', async () => {
    const { exchange, nodeId, replica, topic } = await urgently()
    exchange.meet(nodeId, PEER)
    replica.breakOff(PEER)
    expect([...topic.members]).toEqual([])
  })
})
