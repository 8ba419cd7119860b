import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Verdict, VerdictReason } from '../../shared/kernel/verdict.ts'
import { sha256 } from '../crypto/digests.ts'
import { publicKeyFromNodeId } from '../crypto/peer-id.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import {
  MAX_TOPIC_MESSAGE_BYTES,
  TOPIC_MEMORY_MS,
  type TopicMessage,
  type TopicVerdict,
} from '../network/topic.ts'
import { equalBytes, toHex } from '../platform/bytes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Limits } from '../platform/limiter.ts'
import { tryDecode } from '../wire/decode.ts'
import { MAX_BODY_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import type { EntryKind, Relay, StoredEntry } from './entry.ts'
import type { RawEnvelope } from './envelope-codec.ts'
import type { Arrival, Taken } from './intake.ts'
import { fromRelayed } from './replica-frames.ts'

export interface TopicRelayingDeps {
  readonly neighbourhood: Pick<Neighbourhood, 'topic' | 'countRefusal' | 'restBulk'>
  readonly realClock: Clock
  readonly limits: Limits
  isMember(nodeId: NodeId): boolean
  mayPass(nodeId: NodeId, kind: EntryKind | null): boolean
  /** As from a lane: judged, stored, shown, passed on by lanes, and answered to whoever brought it. */
  take(arrival: Arrival & { readonly via: NodeId }): Promise<Taken>
}

/** What the topic has brought since it was listened to, as far as it was looked at. */
interface TopicCounts {
  /** Entries that were new here. */
  readonly first: number
  /** Those that were here already, and cost nobody anything. */
  readonly copies: number
}

/**
 * The second way of what is urgent. Whatever this Node passes on ahead of
 * everything it says on the topic too, whichever way it came; and nothing that
 * comes by the topic goes on before it has been judged like any entry.
 */
export class TopicRelaying {
  readonly #deps: TopicRelayingDeps
  /** Hashes of what was said here lately, with the moment, the oldest first. */
  readonly #saidAtMs = new Map<string, number>()
  #counts: TopicCounts = { first: 0, copies: 0 }

  constructor(deps: TopicRelayingDeps) {
    this.#deps = deps
  }

  get counts(): TopicCounts {
    return this.#counts
  }

  /** Begin to listen. @returns a function that ends it */
  start(): () => void {
    return this.#deps.neighbourhood.topic.onMessage((message) => this.#judge(message))
  }

  /** Speak with a neighbour that everything is exchanged with. Whoever is set apart here has the alert lane alone. */
  letIn(nodeId: NodeId): void {
    if (this.#isHeard(nodeId)) this.#deps.neighbourhood.topic.letIn(nodeId)
  }

  shutOut(nodeId: NodeId): void {
    this.#deps.neighbourhood.topic.shutOut(nodeId)
  }

  /** Say on the topic what goes ahead of everything. */
  relay(entry: { readonly stored: StoredEntry; readonly raw: RawEnvelope; readonly relay: Relay }): void {
    if (entry.relay !== 'alert') return
    const message = wire.Envelope.encode(entry.raw).finish()
    if (message.byteLength > MAX_TOPIC_MESSAGE_BYTES) return
    this.#note(message)
    this.#deps.neighbourhood.topic.publish(message)
  }

  async #judge({ from, bytes }: TopicMessage): Promise<TopicVerdict> {
    if (!this.#isHeard(from) || !this.#mayBring(from)) return 'ignore'
    const raw = readMessage(bytes)
    if (typeof raw === 'string') return this.#refuse(from, raw)
    const { relay, stored, verdict } = await this.#deps.take({ raw, hops: leastHops(raw, from), via: from })
    this.#count(stored !== null, isKnown(verdict))
    if (stored !== null && relay === 'alert') this.#deps.neighbourhood.restBulk()
    if (stored !== null) return relay === 'alert' ? 'accept' : 'ignore'
    if (isKnown(verdict)) return this.#wasSaid(bytes) ? 'accept' : 'ignore'
    return isItsFault(verdict) ? 'reject' : 'ignore'
  }

  #count(isNew: boolean, isCopy: boolean): void {
    const { copies, first } = this.#counts
    this.#counts = { first: first + Number(isNew), copies: copies + Number(isCopy) }
  }

  #isHeard(nodeId: NodeId): boolean {
    return this.#deps.isMember(nodeId) && this.#deps.mayPass(nodeId, null)
  }

  /** What is beyond the limit is looked at by nobody here: if it was worth it, a lane brings it. */
  #mayBring(from: NodeId): boolean {
    const reached = this.#deps.limits.theirs.take(from, 'topic')
    if (reached?.isNews) this.#deps.neighbourhood.countRefusal(from, 'rate-exceeded')
    return reached === null
  }

  #refuse(from: NodeId, reason: VerdictReason): TopicVerdict {
    this.#deps.neighbourhood.countRefusal(from, reason)
    return 'reject'
  }

  #note(message: Uint8Array): void {
    this.#forget()
    this.#saidAtMs.set(hashOf(message), this.#deps.realClock.nowMs())
  }

  /**
   * Whether the very same bytes were found good here a moment ago. A lane was
   * quicker then, and they may go on; other bytes around a known entry, or an
   * old alert said again, may not.
   */
  #wasSaid(message: Uint8Array): boolean {
    this.#forget()
    return this.#saidAtMs.has(hashOf(message))
  }

  #forget(): void {
    const beforeMs = this.#deps.realClock.nowMs() - TOPIC_MEMORY_MS
    for (const [hash, atMs] of this.#saidAtMs) {
      if (atMs > beforeMs) return
      this.#saidAtMs.delete(hash)
    }
  }
}

const hashOf = (message: Uint8Array): string => toHex(sha256(message))

function readMessage(bytes: Uint8Array): RawEnvelope | VerdictReason {
  if (bytes.byteLength > MAX_TOPIC_MESSAGE_BYTES) return 'too-large'
  const envelope = tryDecode(wire.Envelope, bytes, MAX_TOPIC_MESSAGE_BYTES)
  return envelope === null ? 'malformed' : fromRelayed({ envelope }).raw
}

/** Nobody counts them on the way here: one where the author itself brought it, otherwise at least two. */
function leastHops({ body }: RawEnvelope, from: NodeId): number {
  const author = tryDecode(wire.Body, body, MAX_BODY_BYTES)?.author
  const key = publicKeyFromNodeId(from)
  return author && key && equalBytes(author, key) ? 1 : 2
}

const isKnown = (verdict: Verdict): boolean =>
  verdict.action === 'ignore' && verdict.reason === 'already-known'

/** An honest Node may not have heard of a revocation yet; everything else that is refused it should have refused itself. */
const isItsFault = (verdict: Verdict): boolean =>
  verdict.action === 'reject' && verdict.reason !== 'mirror-revoked'
