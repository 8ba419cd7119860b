import { describe, expect, test } from 'vitest'
import { agree, createEphemeral } from '../../../../../src/main/crypto/session/key-agreement.ts'
import { MAX_HANDSHAKE_BYTES } from '../../../../../src/main/crypto/session/session-limits.ts'
import type { EndReason } from '../../../../../src/main/crypto/session/session-state.ts'
import type { Signer } from '../../../../../src/main/crypto/signing.ts'
import { WEAK_PUBLIC_KEYS } from '../../../../../src/main/hosts/node/known-answers.ts'
import { fromHex, plainBytes } from '../../../../../src/main/platform/bytes.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { OTHER_FEDERATION } from '../../../../support/network-node.ts'
import { testNodeId } from '../../../../support/node-ids.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { opened, parties, Side, settle, strangers } from './session-fixture.ts'

type Fields = Parameters<typeof wire.SessionMessage.encode>[0]
const encode = (fields: Fields): Uint8Array => plainBytes(wire.SessionMessage.encode(fields).finish())
const decode = (bytes: Uint8Array) => wire.SessionMessage.decode(bytes)

interface SessionFrame {
  readonly channel: number
  readonly type: number
  readonly sealed: Uint8Array
}

/** The same message, one of its fields changed. */
function altered(bytes: Uint8Array, change: (message: ReturnType<typeof decode>) => void): Uint8Array {
  const message = decode(bytes)
  change(message)
  return encode(message)
}
const flip = (bytes: Uint8Array, at = 0): Uint8Array =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

/** A Node that names somebody else as itself, signing with its own key all the same. */
const posing = (signer: Signer, publicKey: Uint8Array): Signer => ({
  publicKey,
  sign: (bytes) => signer.sign(bytes),
})

/** Points of small order of the Montgomery curve. Source: https://cr.yp.to/ecdh.html, "validate public keys". */
const SMALL_ORDER_POINTS = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ecff${'ff'.repeat(29)}7f`,
  `edff${'ff'.repeat(29)}7f`,
  `eeff${'ff'.repeat(29)}7f`,
].map(fromHex)

/** Node 1 begins with Node 2, and somebody else with these parties answers. */
function answeredBy(other: ConstructorParameters<typeof Side>[0]['parties']): Side {
  const { alice } = strangers()
  const answering = new Side({ role: 'responder', parties: other })
  answering.receive(alice.takeOne())
  alice.receive(answering.takeOne())
  return alice
}

describe('identities', () => {
  test('misbinding: an honest third Node cannot be passed off as the one that was called', () => {
    // Node 3 answers as itself, believing it was called; Node 1 called Node 2.
    expect(answeredBy({ ...parties(3, 1), self: testNodeId(2) }).endedFor).toBe('identity-wrong')
  })

  test('misbinding: a signature from another session does not fit, nor does its MAC', () => {
    const [one, other] = [opened(strangers({ seed: '1' })), strangers({ seed: '2' })]
    other.bob.receive(other.alice.takeOne())
    const [, theirs] = one.messages
    const swapped = altered(other.bob.takeOne(), (message) => {
      const sealed = decode(theirs).handshakeAck?.sealed
      if (message.handshakeAck && sealed) message.handshakeAck.sealed = sealed
    })
    other.alice.receive(swapped)
    expect(other.alice.endedFor).toBe('seal-invalid')
  })

  test('unknown key share: each side knows with whom it shares the keys, or there are none', () => {
    // Node 3 relays between Node 1, who means Node 3, and Node 2, who is told it is Node 3 that calls.
    const alice = new Side({ role: 'initiator', parties: parties(1, 3) })
    const bob = new Side({ role: 'responder', parties: parties(2, 3) })
    bob.receive(alice.takeOne())
    alice.receive(bob.takeOne())
    expect(alice.endedFor).toBe('seal-invalid')
    expect(bob.told).toEqual([])
  })

  test('unknown key share: claiming a key without holding it fails at the signature', () => {
    const honest = parties(2, 1)
    const thief = { ...honest, signer: posing(parties(3, 1).signer, honest.signer.publicKey) }
    expect(answeredBy(thief).endedFor).toBe('signature-invalid')
    const { bob } = strangers()
    const caller = parties(1, 2)
    const alice = new Side({
      role: 'initiator',
      parties: { ...caller, signer: posing(parties(3, 2).signer, caller.signer.publicKey) },
    })
    bob.receive(alice.takeOne())
    alice.receive(bob.takeOne())
    bob.receive(alice.takeOne())
    expect(bob.endedFor).toBe('signature-invalid')
  })

  test('the initiator is who the link says, or nobody', () => {
    const bob = new Side({ role: 'responder', parties: parties(2, 1) })
    const alice = new Side({ role: 'initiator', parties: { ...parties(3, 2), self: testNodeId(1) } })
    bob.receive(alice.takeOne())
    alice.receive(bob.takeOne())
    bob.receive(alice.takeOne())
    expect(bob.endedFor).toBe('identity-wrong')
  })

  test.each(WEAK_PUBLIC_KEYS)(
    'small-order identity %s is refused before its signature is looked at',
    (weak) => {
      const honest = parties(2, 1)
      expect(answeredBy({ ...honest, signer: posing(honest.signer, fromHex(weak)) }).endedFor).toBe(
        'key-weak',
      )
    },
  )

  test('Nodes of two federations never agree on a key', () => {
    expect(answeredBy({ ...parties(2, 1), federationId: OTHER_FEDERATION }).endedFor).toBe('seal-invalid')
  })
})

describe('reflection', () => {
  test('a message handed back to its sender is not the one that comes next', () => {
    const { alice, bob } = strangers()
    const first = alice.takeOne()
    alice.receive(first)
    expect(alice.endedFor).toBe('unexpected')
    bob.receive(first)
    bob.receive(bob.takeOne())
    expect(bob.endedFor).toBe('unexpected')
  })

  test("an answer with the initiator's own ephemeral key is refused", () => {
    const { alice, bob } = strangers()
    const first = alice.takeOne()
    const own = decode(first).handshake?.ephemeral
    bob.receive(first)
    alice.receive(
      altered(bob.takeOne(), ({ handshakeAck }) => {
        if (handshakeAck && own) handshakeAck.ephemeral = own
      }),
    )
    expect(alice.endedFor).toBe('reflected')
  })

  test('a Node is not answered by its own identity', () => {
    expect(answeredBy({ ...parties(1, 2), self: testNodeId(2), remote: testNodeId(1) }).endedFor).toBe(
      'reflected',
    )
  })

  test("a frame handed back is not the other side's", () => {
    const { alice } = opened()
    alice.say('hello', 'bulk')
    alice.receive(alice.takeOne())
    expect(alice.endedFor).toBe('seal-invalid')
  })
})

describe('zero shared secret', () => {
  test.each(SMALL_ORDER_POINTS)(
    'a first message with a key of small order (%#) comes to nothing',
    (point) => {
      const { alice, bob } = strangers()
      bob.receive(
        altered(alice.takeOne(), ({ handshake }) => {
          if (handshake) handshake.ephemeral = point
        }),
      )
      expect(bob.endedFor).toBe('secret-zero')
      expect(bob.written).toEqual([])
    },
  )

  test.each(SMALL_ORDER_POINTS)(
    'a second message with a key of small order (%#) comes to nothing',
    (point) => {
      const { alice, bob } = strangers()
      bob.receive(alice.takeOne())
      alice.receive(
        altered(bob.takeOne(), ({ handshakeAck }) => {
          if (handshakeAck) handshakeAck.ephemeral = point
        }),
      )
      expect(alice.endedFor).toBe('secret-zero')
    },
  )

  test('keys of another length agree on nothing', () => {
    const { privateKey } = createEphemeral(new SeededRandom().bytes(32))
    for (const length of [0, 31, 33]) expect(agree(privateKey, new Uint8Array(length).fill(9))).toBeNull()
  })
})

describe('replay', () => {
  test('a whole handshake said again to the same Node opens nothing', () => {
    const { messages } = opened()
    const again = new Side({
      role: 'responder',
      parties: parties(2, 1),
      random: new SeededRandom('another day'),
    })
    again.receive(messages[0])
    again.receive(messages[2])
    expect(again.endedFor).toBe('seal-invalid')
  })

  test('an answer from another session opens nothing', () => {
    const { messages } = opened()
    const alice = new Side({
      role: 'initiator',
      parties: parties(1, 2),
      random: new SeededRandom('another day'),
    })
    alice.receive(messages[1])
    expect(alice.endedFor).toBe('seal-invalid')
  })

  test('resurrection: the id of a session that is over is not taken a second time', () => {
    const spent = opened().alice.running.sessionId
    const { bob } = strangers()
    const alice = new Side({
      role: 'initiator',
      parties: parties(1, 2),
      random: new SeededRandom('alice'),
      isSpent: (sessionId) => sessionId === spent,
    })
    bob.receive(alice.takeOne())
    alice.receive(bob.takeOne())
    expect(alice.endedFor).toBe('session-spent')
  })

  test('resurrection: a session that is over says and hears nothing, whatever comes', () => {
    const { alice, bob, messages } = opened()
    bob.say('late')
    const late = bob.take()
    alice.happen({ kind: 'end', reason: 'link-lost' })
    alice.receive(...late, ...messages)
    alice.say('hello')
    alice.happen({ kind: 'close' })
    alice.happen({ kind: 'tick' })
    expect([alice.written, alice.heard, alice.told]).toEqual([[], [], ['opened', 'ended']])
  })

  test('resurrection: the secrets of a session that is over are overwritten', () => {
    const { alice } = opened()
    const { confirmation, in: incoming, out } = alice.running
    alice.happen({ kind: 'end', reason: 'closed' })
    const rests = [
      confirmation,
      ...[incoming, out].flatMap(({ keys }) => Object.values(keys).map(({ iv }) => iv)),
    ]
    expect(rests).toHaveLength(7)
    for (const rest of rests) expect(rest.every((byte) => byte === 0)).toBe(true)
  })

  test('double confirm: a third message said twice ends the session', () => {
    const { bob, messages } = opened()
    bob.receive(messages[2])
    expect(bob.endedFor).toBe('unexpected')
  })

  test("double confirm: the responder's confirmation said twice ends it too", () => {
    const { alice, messages } = opened()
    alice.receive(messages[3])
    expect(alice.endedFor).toBe('sequence-replayed')
  })
})

describe('bytes on the way', () => {
  test('truncation: no message of the handshake is taken short of any byte', () => {
    const { messages } = opened()
    const waiting = strangers().alice.state
    for (let length = 0; length < messages[1].length; length += 1) {
      const { alice } = strangers()
      alice.state = waiting
      alice.receive(messages[1].subarray(0, length))
      expect(alice.told).toEqual(['ended'])
    }
    for (let length = 0; length < messages[2].length; length += 13) {
      const { alice, bob } = strangers()
      bob.receive(alice.takeOne(), messages[2].subarray(0, length))
      expect(bob.told).toEqual(['ended'])
    }
  })

  test('truncation: a link that is cut is told apart from a farewell', () => {
    const { alice } = opened()
    alice.happen({ kind: 'end', reason: 'link-lost' })
    expect(alice.endedFor).toBe('link-lost')
  })

  test.each([0, 1, 4, 8, 12, 15])('tag truncation: a tag of %i bytes is none', (tagBytes) => {
    const { alice, bob } = opened()
    alice.say('hello', 'bulk')
    bob.receive(
      altered(alice.takeOne(), ({ frame }) => {
        if (frame?.sealed) frame.sealed = frame.sealed.subarray(0, frame.sealed.length - 16 + tagBytes)
      }),
    )
    expect(bob.endedFor === 'seal-invalid' || bob.endedFor === 'malformed').toBe(true)
    expect(bob.heard).toEqual([])
  })

  test('every field of a frame is authenticated', () => {
    const changes: ((frame: SessionFrame) => Partial<SessionFrame>)[] = [
      () => ({ channel: 2 }),
      () => ({ type: 17 }),
      ({ sealed }) => ({ sealed: flip(sealed) }),
      ({ sealed }) => ({ sealed: flip(sealed, sealed.length - 1) }),
      ({ sealed }) => ({ sealed: Buffer.concat([sealed, Buffer.of(0)]) }),
    ]
    const reasons = changes.map((change) => {
      const { alice, bob } = opened()
      alice.say('hello', 'bulk')
      bob.receive(
        altered(alice.takeOne(), ({ frame }) => frame && Object.assign(frame, change(frame as SessionFrame))),
      )
      return bob.endedFor
    })
    expect(reasons).toEqual(changes.map(() => 'seal-invalid'))
  })

  test('every byte of the first two messages changes the keys', () => {
    const { messages } = opened()
    const [first] = messages
    for (let at = 0; at < first.length; at += 1) {
      const { alice, bob } = strangers()
      alice.take()
      bob.receive(flip(first, at))
      const [second] = bob.take()
      if (second !== undefined) alice.receive(second)
      expect(alice.told).not.toContain('opened')
      expect(alice.endedFor ?? bob.endedFor).not.toBeNull()
    }
  })

  test('unknown fields are passed over where both saw them, and found out where one did not', () => {
    const more = Buffer.from([0x7a, 0x01, 0x00]) // field 15, one byte
    const pair = strangers()
    pair.bob.receive(Buffer.concat([pair.alice.takeOne(), more]))
    pair.alice.receive(pair.bob.takeOne())
    expect(pair.alice.endedFor).toBe('seal-invalid') // the responder heard another first message
    const { alice, bob } = opened()
    alice.say('hello')
    bob.receive(Buffer.concat([alice.takeOne(), more]))
    expect(bob.heard).toEqual(['hello']) // outside the seal, and without meaning
  })

  test('re-encoding: what is hashed is what travelled, in whatever order its fields stood', () => {
    const { alice, bob } = strangers()
    const first = alice.takeOne()
    const { handshake } = decode(first)
    const reordered = Buffer.concat([
      Buffer.from([0x0a, 70, 0x1a, 32]),
      handshake?.nonce ?? [],
      Buffer.from([0x12, 32]),
      handshake?.ephemeral ?? [],
      Buffer.from([0x08, 1]),
    ] as Uint8Array[])
    expect(encode(decode(reordered))).toEqual(first)
    bob.receive(reordered)
    alice.receive(bob.takeOne())
    expect(alice.endedFor).toBe('seal-invalid')
  })

  test.each<[string, Fields, EndReason]>([
    ['of nothing', {}, 'malformed'],
    [
      'of two kinds, the last of a later step,',
      { handshake: {}, handshakeConfirm: { sealed: new Uint8Array(40) } },
      'unexpected',
    ],
    [
      'with a short key',
      { handshake: { version: 1, ephemeral: new Uint8Array(31), nonce: new Uint8Array(32) } },
      'malformed',
    ],
    [
      'with a long nonce',
      { handshake: { version: 1, ephemeral: new Uint8Array(32).fill(9), nonce: new Uint8Array(33) } },
      'malformed',
    ],
    ['of a later step', { frame: { channel: 1, type: 16, sealed: new Uint8Array(16) } }, 'unexpected'],
  ])('a first message %s is refused', (_what, fields, reason) => {
    const { bob } = strangers()
    bob.receive(encode(fields))
    expect(bob.endedFor).toBe(reason)
  })

  test('an id that is no UUID v4 is refused', () => {
    const { alice, bob } = strangers()
    bob.receive(alice.takeOne())
    alice.receive(
      altered(bob.takeOne(), ({ handshakeAck }) => {
        if (handshakeAck) handshakeAck.sessionId = new Uint8Array(16)
      }),
    )
    expect(alice.endedFor).toBe('malformed')
  })

  test('oversize: nothing above 4 KiB is looked at before the session is open', () => {
    const { bob } = strangers()
    const nonce = new Uint8Array(MAX_HANDSHAKE_BYTES)
    bob.receive(encode({ handshake: { version: 1, nonce } }))
    expect(bob.endedFor).toBe('too-large')
  })
})

describe('downgrade by the version byte', () => {
  test.each([0, 2, 255])('version %i is told that it is not spoken, and nothing is begun', (version) => {
    const { alice, bob } = strangers()
    bob.receive(
      altered(alice.takeOne(), ({ handshake }) => {
        if (handshake) handshake.version = version
      }),
    )
    expect(bob.endedFor).toBe('version-unknown')
    alice.receive(bob.takeOne())
    expect(alice.endedFor).toBe('refused-version-unknown')
  })

  test('another spelling of the same version is found out by the hashes', () => {
    const { alice, bob } = strangers()
    const first = alice.takeOne()
    expect([...first.subarray(0, 4)]).toEqual([0x0a, first.length - 2, 0x08, 1])
    const respelled = Buffer.concat([Buffer.of(0x0a, first.length - 1, 0x08, 0x81, 0x00), first.subarray(4)])
    expect(decode(respelled).handshake?.version).toBe(1)
    bob.receive(respelled)
    alice.receive(bob.takeOne())
    expect(alice.endedFor).toBe('seal-invalid')
  })
})

describe('frames in order', () => {
  const three = (channel: 'control' | 'bulk' = 'bulk') => {
    const pair = opened()
    for (const word of ['one', 'two', 'three']) pair.alice.say(word, channel)
    return { ...pair, frames: pair.alice.take() as [Uint8Array, Uint8Array, Uint8Array] }
  }

  test('sequence gap: a frame that is ahead of its turn ends the session', () => {
    const { bob, frames } = three()
    bob.receive(frames[0], frames[2])
    expect([bob.endedFor, bob.heard]).toEqual(['sequence-gap', ['one']])
  })

  test('sequence duplicate: a frame that comes twice ends the session', () => {
    const { bob, frames } = three()
    bob.receive(frames[0], frames[0])
    expect([bob.endedFor, bob.heard]).toEqual(['sequence-replayed', ['one']])
  })

  test('sequence old: a frame from long ago ends the session', () => {
    const { bob, frames } = three()
    bob.receive(...frames, frames[0])
    expect([bob.endedFor, bob.heard]).toEqual(['sequence-replayed', ['one', 'two', 'three']])
  })

  test('sequence changed: a later frame under the number that is due does not open', () => {
    const { bob, frames } = three()
    bob.receive(
      altered(frames[1], ({ frame }) => {
        if (frame) frame.sequence = 0
      }),
    )
    expect(bob.endedFor).toBe('seal-invalid')
  })

  test('a number beyond what is counted exactly is no number', () => {
    const { bob, frames } = three()
    bob.receive(
      altered(frames[0], ({ frame }) => {
        if (frame) frame.sequence = 2 ** 53
      }),
    )
    expect(bob.endedFor).toBe('malformed')
  })

  test('a signal that the session does not know ends it', () => {
    const { alice, bob } = opened()
    alice.happen({ kind: 'say', content: { channel: 'control', type: 9, bytes: new Uint8Array() } })
    bob.receive(alice.takeOne())
    expect(bob.endedFor).toBe('unexpected')
  })

  test('the same types on other channels belong to what rides in the session', () => {
    const pair = opened()
    pair.alice.happen({
      kind: 'say',
      content: { channel: 'bulk', type: 3, bytes: Buffer.from('not a farewell') },
    })
    settle(pair)
    expect(pair.bob.heard).toEqual(['not a farewell'])
  })
})
