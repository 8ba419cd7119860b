import { randomBytes, randomUUID } from 'node:crypto'
import { FederationId } from '../../../../../shared/kernel/ids.ts'
import { nodeIdFromPublicKey } from '../../../../crypto/peer-id.ts'
import { SESSION_IDLE_MS } from '../../../../crypto/session/session-limits.ts'
import { beginSession, step } from '../../../../crypto/session/session-machine.ts'
import type {
  SessionInput,
  SessionState,
  Step,
  Surroundings,
} from '../../../../crypto/session/session-state.ts'
import type { Role } from '../../../../crypto/session/transcript.ts'
import { createSigner } from '../../../../crypto/signing.ts'

const FEDERATION = FederationId.parse(`7e${'be'.repeat(31)}`)
const signers = { initiator: createSigner(randomBytes(32)), responder: createSigner(randomBytes(32)) }
const ids = {
  initiator: nodeIdFromPublicKey(signers.initiator.publicKey),
  responder: nodeIdFromPublicKey(signers.responder.publicKey),
}
const surroundings: Surroundings = {
  now: { wallMs: 0, monotonicMs: 0 },
  random: { bytes: (count) => new Uint8Array(randomBytes(count)), int: () => 0, uuid: () => randomUUID() },
  idleTimeoutMs: SESSION_IDLE_MS,
  isSpent: () => false,
}

/** One side of a session, driven by hand. */
export class SessionSide {
  #state: SessionState
  #written: Uint8Array[] = []

  constructor(role: Role) {
    const other = role === 'initiator' ? 'responder' : 'initiator'
    const parties = { federationId: FEDERATION, self: ids[role], remote: ids[other], signer: signers[role] }
    const begun = beginSession(role, parties, surroundings)
    this.#state = begun.state
    this.#keep(begun)
  }

  get isOpen(): boolean {
    return this.#state.phase === 'open'
  }

  happen(input: SessionInput): void {
    const next = step(this.#state, input, surroundings)
    this.#state = next.state
    this.#keep(next)
  }

  /** The messages written since last asked. */
  written(): readonly Uint8Array[] {
    const written = this.#written
    this.#written = []
    return written
  }

  #keep({ outputs }: Step): void {
    for (const output of outputs) if (output.kind === 'write') this.#written.push(output.bytes)
  }
}

/** Both sides of an open session, with every message of the handshake made and read. */
export function openSession(): Readonly<Record<Role, SessionSide>> {
  const sides = { initiator: new SessionSide('initiator'), responder: new SessionSide('responder') }
  for (const from of ['initiator', 'responder', 'initiator', 'responder'] as const) {
    const to = from === 'initiator' ? sides.responder : sides.initiator
    for (const bytes of sides[from].written()) to.happen({ kind: 'received', bytes })
  }
  if (!sides.initiator.isOpen || !sides.responder.isOpen) throw new TypeError('the session did not open')
  return sides
}
