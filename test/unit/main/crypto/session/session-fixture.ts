import type { Parties } from '../../../../../src/main/crypto/session/handshake.ts'
import type { SessionChannel } from '../../../../../src/main/crypto/session/session-keys.ts'
import { SESSION_IDLE_MS } from '../../../../../src/main/crypto/session/session-limits.ts'
import { beginSession, step } from '../../../../../src/main/crypto/session/session-machine.ts'
import type {
  EndReason,
  RunningState,
  SessionInput,
  SessionState,
  Step,
  Surroundings,
} from '../../../../../src/main/crypto/session/session-state.ts'
import type { Role } from '../../../../../src/main/crypto/session/transcript.ts'
import { createSigner } from '../../../../../src/main/crypto/signing.ts'
import type { Random } from '../../../../../src/main/platform/random.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { testNodeId, testSeed } from '../../../../support/node-ids.ts'
import { SeededRandom } from '../../../../support/random.ts'

/** A type that belongs to what rides in a session. */
export const WORD = 16
export const text = (said: string): Uint8Array => new Uint8Array(Buffer.from(said, 'utf8'))

/** The n-th Node of a test, towards another. */
export const parties = (self: number, remote: number): Parties => ({
  federationId: testFederation(),
  self: testNodeId(self),
  remote: testNodeId(remote),
  signer: createSigner(testSeed(self)),
})

export interface SideOptions {
  readonly role: Role
  readonly parties: Parties
  readonly random?: Random
  readonly isSpent?: (sessionId: string) => boolean
}

/** One side of a session whose clocks a test moves and whose words it carries. */
export class Side {
  readonly heard: string[] = []
  readonly told: string[] = []
  readonly written: Uint8Array[] = []
  now = { wallMs: 1_000_000, monotonicMs: 5_000 }
  endedFor: EndReason | null = null
  state: SessionState
  readonly #surroundings: () => Surroundings

  constructor({ role, parties, random = new SeededRandom(role), isSpent = () => false }: SideOptions) {
    this.#surroundings = () => ({ now: this.now, random, idleTimeoutMs: SESSION_IDLE_MS, isSpent })
    this.state = { phase: 'ended', reason: 'closed' }
    this.#take(beginSession(role, parties, this.#surroundings()))
  }

  happen(input: SessionInput): void {
    this.#take(step(this.state, input, this.#surroundings()))
  }

  receive(...messages: readonly Uint8Array[]): void {
    for (const bytes of messages) this.happen({ kind: 'received', bytes })
  }

  say(said: string, channel: SessionChannel = 'control'): void {
    this.happen({ kind: 'say', content: { channel, type: WORD, bytes: text(said) } })
  }

  /** Both clocks go on. */
  pass(ms: number): void {
    this.now = { wallMs: this.now.wallMs + ms, monotonicMs: this.now.monotonicMs + ms }
  }

  /** Somebody sets the wall's clock. */
  setWall(byMs: number): void {
    this.now = { ...this.now, wallMs: this.now.wallMs + byMs }
  }

  /** What was written since last asked. */
  take(): Uint8Array[] {
    return this.written.splice(0)
  }

  /** The one message written since last asked. */
  takeOne(): Uint8Array {
    const [only, ...more] = this.take()
    if (only === undefined || more.length > 0) throw new Error('not exactly one message')
    return only
  }

  get running(): RunningState {
    if (!('sessionId' in this.state)) throw new Error(`not running but ${this.state.phase}`)
    return this.state
  }

  #take({ state, outputs }: Step): void {
    this.state = state
    for (const output of outputs) {
      if (output.kind === 'write') this.written.push(output.bytes)
      else if (output.kind === 'said') this.heard.push(Buffer.from(output.content.bytes).toString('utf8'))
      else this.told.push(output.kind)
      if (output.kind === 'ended') this.endedFor = output.reason
    }
  }
}

export interface Pair {
  readonly alice: Side
  readonly bob: Side
}

/** Two sides that have said nothing yet: Node 1 begins, Node 2 answers. */
export function strangers(options: { readonly seed?: string } = {}): Pair {
  const random = (who: string): Random => new SeededRandom(`${options.seed ?? ''}${who}`)
  return {
    alice: new Side({ role: 'initiator', parties: parties(1, 2), random: random('alice') }),
    bob: new Side({ role: 'responder', parties: parties(2, 1), random: random('bob') }),
  }
}

export interface OpenPair extends Pair {
  /** The three messages of the handshake, and the frame that confirms it. */
  readonly messages: readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
}

/** Two sides with an open session. */
export function opened(pair: Pair = strangers()): OpenPair {
  const { alice, bob } = pair
  const first = alice.takeOne()
  bob.receive(first)
  const second = bob.takeOne()
  alice.receive(second)
  const third = alice.takeOne()
  bob.receive(third)
  const fourth = bob.takeOne()
  alice.receive(fourth)
  return { ...pair, messages: [first, second, third, fourth] }
}

/** Carry everything both sides have written, until neither has more to say. */
export function settle({ alice, bob }: Pair): void {
  while (alice.written.length + bob.written.length > 0) {
    bob.receive(...alice.take())
    alice.receive(...bob.take())
  }
}
