import type { FrameContent } from '../crypto/session/frame-cipher.ts'
import type { Parties } from '../crypto/session/handshake.ts'
import { stepsBetween } from '../crypto/session/handshake-steps.ts'
import { isRenewalDue } from '../crypto/session/session-age.ts'
import { beginSession, step } from '../crypto/session/session-machine.ts'
import type {
  EndReason,
  SessionInput,
  SessionOutput,
  SessionState,
  Step,
  Surroundings,
} from '../crypto/session/session-state.ts'
import type { Role } from '../crypto/session/transcript.ts'
import type { HandshakeTrail } from './peer-session-view.ts'
import type { MessageStream } from './transport.ts'

/** What may wait for the network in one session. Chosen here: as on the lanes. */
const MAX_QUEUED_BYTES = 4 * 1024 * 1024

/** Whom a session tells what happens in it. */
export interface PeerSessionEvents {
  opened(session: PeerSession): void
  said(session: PeerSession, content: FrameContent): void
  rekeyed(session: PeerSession): void
  ended(session: PeerSession, reason: EndReason): void
}
export interface PeerSessionOptions {
  readonly role: Role
  readonly parties: Parties
  readonly stream: MessageStream
  readonly events: PeerSessionEvents
  readonly surroundings: () => Surroundings
}

/** One session on its own stream: the machine, driven by what comes. It ends once, and its stream with it. */
export class PeerSession {
  readonly role: Role
  readonly #options: PeerSessionOptions
  #state: SessionState
  #sessionId: string | null = null
  #steps: HandshakeTrail['steps'] = []

  /** Nothing happens before `start`. */
  constructor(options: PeerSessionOptions) {
    this.#options = options
    this.role = options.role
    this.#state = { phase: 'ended', reason: 'closed' }
  }

  start(): void {
    const { parties, role, stream, surroundings } = this.#options
    this.#take(beginSession(role, parties, surroundings()))
    stream.onMessage((bytes) => this.#happen({ kind: 'received', bytes }))
    stream.onClose(() => this.#happen({ kind: 'end', reason: 'link-lost' }))
  }

  get phase(): SessionState['phase'] {
    return this.#state.phase
  }

  /** null until the handshake has come so far. */
  get sessionId(): string | null {
    return this.#sessionId
  }

  /** How it was opened, as far as it has come. */
  get handshake(): HandshakeTrail {
    return { role: this.role, steps: this.#steps }
  }

  get state(): SessionState {
    return this.#state
  }

  /** Whether so much waits for the network that the next content had better not be handed in. */
  get isFull(): boolean {
    return this.#options.stream.queuedBytes > MAX_QUEUED_BYTES
  }

  get isRenewalDue(): boolean {
    return isRenewalDue(this.#state, this.#options.surroundings().now)
  }

  /** Hand content to the stream, sealed. False where the session is not open, or was over its time. */
  say(content: FrameContent): boolean {
    this.#happen({ kind: 'say', content })
    return this.#state.phase === 'open'
  }

  tick(): void {
    this.#happen({ kind: 'tick' })
  }

  /** Say nothing more; what the other side still says is heard. */
  close(): void {
    this.#happen({ kind: 'close' })
  }

  end(reason: EndReason): void {
    this.#happen({ kind: 'end', reason })
  }

  #happen(input: SessionInput): void {
    this.#take(step(this.#state, input, this.#options.surroundings()))
  }

  /** Everything is written before anybody is told: whoever answers at once does not overtake. */
  #take({ state, outputs }: Step): void {
    const atMs = this.#options.surroundings().now.wallMs
    const steps = stepsBetween(this.#state.phase, state.phase).map((step) => ({ step, atMs }))
    if (steps.length > 0) this.#steps = [...this.#steps, ...steps]
    this.#state = state
    if ('sessionId' in state) this.#sessionId = state.sessionId
    for (const output of outputs) if (output.kind === 'write') this.#options.stream.send(output.bytes)
    for (const output of outputs) this.#tell(output)
  }

  #tell(output: SessionOutput): void {
    const { events, stream } = this.#options
    switch (output.kind) {
      case 'write':
        return
      case 'opened':
        events.opened(this)
        return
      case 'said':
        events.said(this, output.content)
        return
      case 'rekeyed':
        events.rekeyed(this)
        return
      case 'ended':
        stream.close()
        events.ended(this, output.reason)
    }
  }
}
