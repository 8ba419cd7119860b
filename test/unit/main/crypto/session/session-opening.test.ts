import { describe, expect, test } from 'vitest'
import frozen from '../../../../../proto/session-transcript.json' with { type: 'json' }
import { SIGNATURE_DOMAINS } from '../../../../../src/main/crypto/domains.ts'
import { SESSION_DOMAINS } from '../../../../../src/main/crypto/session/transcript.ts'
import { KNOWN_INPUTS, runKnownSession } from '../../../../../src/main/hosts/node/known-session.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { opened, parties, Side, settle, strangers } from './session-fixture.ts'
import { readTranscript } from './session-oracle.ts'

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u

describe('the handshake', () => {
  test('opens one session of one id at both ends after three messages and a confirmation', () => {
    const { alice, bob } = opened()
    expect([alice.told, bob.told]).toEqual([['opened'], ['opened']])
    expect(alice.running.sessionId).toMatch(UUID_V4)
    expect(alice.running.sessionId).toBe(bob.running.sessionId)
  })

  test('names nobody in its first message, and nobody in the clear in any', () => {
    const { messages } = opened()
    const keys = [parties(1, 2), parties(2, 1)].map(({ signer }) => Buffer.from(signer.publicKey))
    for (const message of messages) {
      expect(keys.map((key) => Buffer.from(message).includes(key))).toEqual([false, false])
    }
    const { handshake } = wire.SessionMessage.decode(messages[0])
    expect(Object.keys(handshake ?? {}).sort()).toEqual(['ephemeral', 'nonce', 'version'])
  })

  test('lets the initiator say nothing before the responder has confirmed the keys', () => {
    const { alice, bob } = strangers()
    bob.receive(alice.takeOne())
    alice.receive(bob.takeOne())
    const third = alice.takeOne()
    alice.say('too early')
    expect(alice.written).toEqual([])
    bob.receive(third)
    alice.receive(bob.takeOne())
    alice.say('now')
    bob.receive(alice.takeOne())
    expect(bob.heard).toEqual(['now'])
  })

  test('draws keys and id anew each time', () => {
    const [one, other] = [opened(strangers({ seed: '1' })), opened(strangers({ seed: '2' }))]
    expect(one.alice.running.sessionId).not.toBe(other.alice.running.sessionId)
    one.alice.say('hello')
    other.bob.receive(one.alice.takeOne())
    expect(other.bob.endedFor).toBe('seal-invalid')
  })

  test('says farewell both ways, and what was under way before it is heard', () => {
    const pair = opened()
    const { alice, bob } = pair
    bob.say('on its way')
    alice.happen({ kind: 'close' })
    alice.say('after the farewell')
    settle(pair)
    expect(alice.heard).toEqual(['on its way'])
    expect(bob.heard).toEqual([])
    expect([alice.endedFor, bob.endedFor]).toEqual(['closed', 'closed-by-peer'])
  })

  test('uses no domain that anything else signs under', () => {
    const others: readonly string[] = Object.values(SIGNATURE_DOMAINS)
    const own = Object.values(SESSION_DOMAINS).map((domain) => `${domain}\0`)
    for (const domain of own) expect(others.filter((other) => `${other}\0`.startsWith(domain))).toEqual([])
    expect(new Set(own).size).toBe(own.length)
  })
})

describe('the frozen transcript', () => {
  test('comes out of the fixed inputs, byte for byte', () => {
    expect(frozen.inputs).toMatchObject(KNOWN_INPUTS)
    expect(runKnownSession()).toEqual({
      messages: frozen.messages,
      heard: Array(4).fill(KNOWN_INPUTS.content),
    })
  })

  test('is what a second implementation on another curve library reads', () => {
    expect(readTranscript(frozen.inputs, frozen.messages)).toEqual(frozen.derived)
  })

  test('is not read where one bit of any message is another', () => {
    frozen.messages.forEach((message, at) => {
      const flipped = `${message.slice(0, -1)}${(Number.parseInt(message.slice(-1), 16) ^ 1).toString(16)}`
      const tampered = frozen.messages.with(at, flipped)
      expect(() => readTranscript(frozen.inputs, tampered)).toThrow()
    })
  })
})

test('a Node does not open a session with itself', () => {
  for (const role of ['initiator', 'responder'] as const) {
    expect(new Side({ role, parties: parties(1, 1) }).endedFor).toBe('reflected')
  }
})
