import { FederationId } from '../../../shared/kernel/ids.ts'
import { nodeIdFromPublicKey } from '../../crypto/peer-id.ts'
import type { Parties } from '../../crypto/session/handshake.ts'
import { SESSION_CHANNELS } from '../../crypto/session/session-keys.ts'
import { REKEY_AGE_MS, SESSION_IDLE_MS } from '../../crypto/session/session-limits.ts'
import { beginSession, step } from '../../crypto/session/session-machine.ts'
import { FIRST_FREE_TYPE } from '../../crypto/session/session-signals.ts'
import type { SessionInput, SessionState, Step, Surroundings } from '../../crypto/session/session-state.ts'
import type { Role } from '../../crypto/session/transcript.ts'
import { createSigner } from '../../crypto/signing.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Random } from '../../platform/random.ts'

/** Everything that chance or a clock would decide, decided. Source: proto/session-transcript.json. */
export const KNOWN_INPUTS = {
  federationId: `7e${'f0'.repeat(31)}`,
  initiator: { identitySeed: '01'.repeat(32), ephemeralSeed: '11'.repeat(32), nonce: 'a1'.repeat(32) },
  responder: { identitySeed: '02'.repeat(32), ephemeralSeed: '22'.repeat(32), nonce: 'b2'.repeat(32) },
  sessionId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  content: 'hello',
} as const

/** One side of a session that nothing is left to chance in. */
class FixedSide {
  readonly said: string[] = []
  #state: SessionState
  #now = { wallMs: 0, monotonicMs: 0 }
  readonly #random: Random
  readonly #written: Uint8Array[] = []

  constructor(role: Role) {
    const own = KNOWN_INPUTS[role]
    const drawn = [own.ephemeralSeed, own.nonce].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))
    this.#random = {
      bytes: () => drawn.shift() ?? new Uint8Array(),
      int: () => 0,
      uuid: () => KNOWN_INPUTS.sessionId,
    }
    this.#state = { phase: 'ended', reason: 'closed' }
    this.#take(beginSession(role, partiesOf(role), this.#surroundings()))
  }

  happen(input: SessionInput): void {
    this.#take(step(this.#state, input, this.#surroundings()))
  }

  /** The messages written since last asked. */
  written(): readonly Uint8Array[] {
    return this.#written.splice(0)
  }

  pass(ms: number): void {
    this.#now = { wallMs: this.#now.wallMs + ms, monotonicMs: this.#now.monotonicMs + ms }
  }

  #take({ state, outputs }: Step): void {
    this.#state = state
    for (const output of outputs) {
      if (output.kind === 'write') this.#written.push(output.bytes)
      if (output.kind === 'said') this.said.push(Buffer.from(output.content.bytes).toString('utf8'))
    }
  }

  #surroundings(): Surroundings {
    return { now: this.#now, random: this.#random, idleTimeoutMs: SESSION_IDLE_MS, isSpent: () => false }
  }
}

/**
 * A whole session between two Nodes with nothing left to chance: the handshake,
 * a word on every channel, a change of keys, a word under the new ones, the
 * farewells. Messages as hex, in the order in which they travel.
 */
export function runKnownSession(): {
  readonly messages: readonly string[]
  readonly heard: readonly string[]
} {
  const [initiator, responder] = [new FixedSide('initiator'), new FixedSide('responder')]
  const travelled: string[] = []
  const carry = (from: FixedSide, to: FixedSide): void => {
    for (const bytes of from.written()) {
      travelled.push(toHex(bytes))
      to.happen({ kind: 'received', bytes })
    }
  }
  carry(initiator, responder)
  carry(responder, initiator)
  carry(initiator, responder)
  carry(responder, initiator)
  for (const channel of SESSION_CHANNELS) say(initiator, channel)
  carry(initiator, responder)
  initiator.pass(REKEY_AGE_MS)
  say(initiator, 'control')
  carry(initiator, responder)
  responder.happen({ kind: 'close' })
  carry(responder, initiator)
  carry(initiator, responder)
  return { messages: travelled, heard: responder.said }
}

function say(side: FixedSide, channel: (typeof SESSION_CHANNELS)[number]): void {
  const bytes = new Uint8Array(Buffer.from(KNOWN_INPUTS.content, 'utf8'))
  side.happen({ kind: 'say', content: { channel, type: FIRST_FREE_TYPE, bytes } })
}

function partiesOf(role: Role): Parties {
  const signer = (side: Role) =>
    createSigner(new Uint8Array(Buffer.from(KNOWN_INPUTS[side].identitySeed, 'hex')))
  const nodeOf = (side: Role) => nodeIdFromPublicKey(signer(side).publicKey)
  const other = role === 'initiator' ? 'responder' : 'initiator'
  const federationId = FederationId.parse(KNOWN_INPUTS.federationId)
  return { federationId, self: nodeOf(role), remote: nodeOf(other), signer: signer(role) }
}
