import { MirrorError } from '../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { ignore, reject, type Verdict, type VerdictReason } from '../../shared/kernel/verdict.ts'
import { SHA256_BYTES, sha256 } from '../crypto/digests.ts'
import type { SessionChannel } from '../crypto/session/session-keys.ts'
import type { Signer } from '../crypto/signing.ts'
import type { PeerSessions, SessionMessage } from '../network/peer-sessions.ts'
import { plainBytes, toHex } from '../platform/bytes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Limits } from '../platform/limiter.ts'
import type { Logger } from '../platform/logger.ts'
import { Signal } from '../platform/signal.ts'
import { tryDecode } from '../wire/decode.ts'
import { MAX_PAYLOAD_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import type { EntryKind } from './entry.ts'
import { openPrivate, type PrivateContent, sealPrivate } from './private-envelope.ts'

/** Types of frames in a session. Source: proto/mirrorwell/v1/transfers.proto. */
const LETTER_FRAME = wire.PrivateFrame.PRIVATE_FRAME_ENVELOPE
const RECEIPT_FRAME = wire.PrivateFrame.PRIVATE_FRAME_RECEIPT
/** Largest encoded PrivateReceipt: a hash and its tag. */
const MAX_RECEIPT_BYTES = SHA256_BYTES + 2
/** Letters of one neighbour that may wait to be stored; more are dropped, and sent again by whoever gets no receipt. Chosen here: a long conversation caught up with. */
const MAX_WAITING = 256

/** What one neighbour told this Node alone. */
export interface PrivateLetter extends PrivateContent {
  readonly from: NodeId
}

/** Bytes of a kind that carries no signature. */
export interface PrivateFrame {
  readonly from: NodeId
  readonly type: number
  readonly bytes: Uint8Array
}

export interface PrivatePostDeps {
  readonly sessions: Pick<PeerSessions, 'send' | 'onMessage'>
  /** Signs as this Node. */
  readonly signer: Signer
  /** The application's clock: dates letters. */
  readonly clock: Clock
  readonly limits: Pick<Limits, 'theirs'>
  readonly logger: Logger
  federation(): FederationId
  /** Whether letters of a kind go between this Node and a neighbour; null: bare frames. */
  mayPass(nodeId: NodeId, kind: EntryKind | null): boolean
  /** Count what a neighbour should not have sent. */
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
}

/** Stores a letter, and says how it judged it. */
export type LetterTaker = (letter: PrivateLetter) => Promise<Verdict>
/** Takes bytes that carry no signature. */
export type FrameTaker = (frame: PrivateFrame) => Verdict

/**
 * What two Nodes say to each other in sealed sessions and nowhere else: letters,
 * each signed for the session that carries it and receipted once it is on disk
 * there, and bare frames. Keeps nothing: whoever must be heard sends again until
 * there is a receipt.
 */
export class PrivatePost implements Startable {
  readonly #deps: PrivatePostDeps
  readonly #letterTakers = new Map<EntryKind, LetterTaker>()
  readonly #frameTakers = new Map<number, FrameTaker>()
  readonly #receipts = new Signal<{ readonly from: NodeId; readonly payloadHash: string }>()
  readonly #queues = new Map<NodeId, { waiting: number; last: Promise<void> }>()
  #stop: () => void = () => {}

  constructor(deps: PrivatePostDeps) {
    this.#deps = deps
  }

  /** Register who takes what before. */
  async start(): Promise<void> {
    this.#stop = this.#deps.sessions.onMessage((message) => this.#hear(message))
  }

  /** Resolves once everything that has come is dealt with. */
  async stop(): Promise<void> {
    this.#stop()
    await Promise.all([...this.#queues.values()].map(({ last }) => last))
  }

  /**
   * Send a letter, signed for whatever session carries it, in the federation we
   * are in now. True once it is on its way; only a receipt says that it came.
   *
   * @throws MirrorError 'internal' where the payload is longer than a letter carries
   */
  async send(to: NodeId, letter: Pick<PrivateLetter, 'kind' | 'payload'>): Promise<boolean> {
    const { clock, federation, sessions, signer } = this.#deps
    if (letter.payload.length > MAX_PAYLOAD_BYTES) {
      throw new MirrorError('internal', { payloadBytes: letter.payload.length })
    }
    if (!this.#deps.mayPass(to, letter.kind)) return false
    const federationId = federation()
    return sessions.send(to, (sessionId) => ({
      channel: 'control',
      type: LETTER_FRAME,
      bytes: sealPrivate({ ...letter, atMs: clock.nowMs() }, { federationId, sessionId }, signer),
    }))
  }

  /** Send bytes as they are. True once they are on their way. Order is kept on each channel for itself. */
  async sendFrame(
    to: NodeId,
    { bytes, channel = 'control', type }: Omit<PrivateFrame, 'from'> & { readonly channel?: SessionChannel },
  ): Promise<boolean> {
    if (!this.#deps.mayPass(to, null)) return false
    return this.#deps.sessions.send(to, { channel, type, bytes })
  }

  /** Who takes letters of a kind. One neighbour's come one after the other, in the order in which they were sent. */
  onLetter(kind: EntryKind, take: LetterTaker): void {
    this.#letterTakers.set(kind, take)
  }

  /** Who takes frames of a type, until the returned function is called. */
  onFrame(type: number, take: FrameTaker): () => void {
    this.#frameTakers.set(type, take)
    return () => void this.#frameTakers.delete(type)
  }

  /** A neighbour has stored a letter with this payload. */
  onReceipt(
    listener: (receipt: { readonly from: NodeId; readonly payloadHash: string }) => void,
  ): () => void {
    return this.#receipts.listen(listener)
  }

  #hear(message: SessionMessage): void {
    if (!this.#admits(message)) return
    if (message.type === LETTER_FRAME) this.#queueLetter(message)
    else if (message.type === RECEIPT_FRAME) this.#count(message.from, this.#takeReceipt(message))
    else this.#count(message.from, this.#takeFrame(message))
  }

  #takeFrame(message: SessionMessage): Verdict {
    if (!this.#deps.mayPass(message.from, null)) return ignore('isolated')
    return this.#frameTakers.get(message.type)?.(message) ?? ignore('kind-unknown')
  }

  /** What is beyond the limits is passed over; it was not stored, so it comes again. */
  #admits({ from, type }: SessionMessage): boolean {
    const { countRefusal, limits } = this.#deps
    const reached = limits.theirs.take(from, type === LETTER_FRAME ? 'letters' : 'frames')
    if (reached?.isNews) countRefusal(from, 'rate-exceeded')
    return reached === null
  }

  #takeReceipt({ bytes, from }: SessionMessage): Verdict {
    const receipt = tryDecode(wire.PrivateReceipt, bytes, MAX_RECEIPT_BYTES)
    if (receipt?.payloadHash.length !== SHA256_BYTES) return reject('malformed')
    this.#receipts.emit({ from, payloadHash: toHex(receipt.payloadHash) })
    return { action: 'accept' }
  }

  /** One too many is no fault: it gets no receipt, so it comes again. */
  #queueLetter(message: SessionMessage): void {
    const queue = this.#queues.get(message.from) ?? { waiting: 0, last: Promise.resolve() }
    if (queue.waiting >= MAX_WAITING) return
    const federationId = this.#deps.federation()
    queue.waiting += 1
    queue.last = queue.last.then(async () => {
      await this.#takeLetter(message, federationId)
      queue.waiting -= 1
      if (queue.waiting === 0) this.#queues.delete(message.from)
    })
    this.#queues.set(message.from, queue)
  }

  /**
   * A letter belongs to the federation it came in; one that waited while this Node went to another is dropped. One that
   * could not be stored is no fault of its sender's, who sends it again.
   */
  async #takeLetter({ bytes, from, sessionId }: SessionMessage, federationId: FederationId): Promise<void> {
    const { federation, logger } = this.#deps
    if (federation() !== federationId) return
    try {
      const content = openPrivate(bytes, { federationId, author: from, sessionId })
      if (typeof content === 'string') this.#count(from, reject(content))
      else await this.#judge({ ...content, from })
    } catch (thrown) {
      logger.error('letter-unstored', { from, code: MirrorError.from(thrown).code }, thrown)
    }
  }

  async #judge(letter: PrivateLetter): Promise<void> {
    const verdict = await this.#take(letter)
    this.#count(letter.from, verdict)
    if (isStored(verdict)) await this.#receipt(letter)
  }

  async #take(letter: PrivateLetter): Promise<Verdict> {
    if (!this.#deps.mayPass(letter.from, letter.kind)) return ignore('isolated')
    return (await this.#letterTakers.get(letter.kind)?.(letter)) ?? ignore('kind-unknown')
  }

  async #receipt({ from, payload }: PrivateLetter): Promise<void> {
    const bytes = plainBytes(wire.PrivateReceipt.encode({ payloadHash: sha256(payload) }).finish())
    await this.#deps.sessions.send(from, { channel: 'control', type: RECEIPT_FRAME, bytes })
  }

  #count(from: NodeId, verdict: Verdict): void {
    if (verdict.action === 'reject') this.#deps.countRefusal(from, verdict.reason)
  }
}

/** What is here already was stored before: its receipt may have got lost. */
const isStored = (verdict: Verdict): boolean =>
  verdict.action === 'accept' || (verdict.action === 'ignore' && verdict.reason === 'already-known')
