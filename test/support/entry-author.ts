import { issueCredential, mirrorIdOf } from '../../src/main/crypto/credential.ts'
import { sha256 } from '../../src/main/crypto/digests.ts'
import { nodeIdFromPublicKey } from '../../src/main/crypto/peer-id.ts'
import { createSigner, type Signer } from '../../src/main/crypto/signing.ts'
import { toHex } from '../../src/main/platform/bytes.ts'
import type { EntryKind, Epoch, MirrorSigner } from '../../src/main/replica/entry.ts'
import { type BodyFields, type RawEnvelope, sealEnvelope } from '../../src/main/replica/envelope-codec.ts'
import { encodeEpochOpened } from '../../src/main/replica/epoch-rules.ts'
import type { EntryId, FederationId, NodeId } from '../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from './clock.ts'
import { testFederation } from './fake-replica.ts'
import { testSeed } from './node-ids.ts'

/** An envelope as its author sealed it, and its name. */
export interface Sealed {
  readonly raw: RawEnvelope
  readonly id: EntryId
  readonly sequence: number
}

/** What to seal; what is left out is what an honest author would write next. */
export type Words = Partial<BodyFields> & {
  readonly kind: EntryKind
  readonly payload?: Uint8Array
  readonly mirror?: MirrorSigner
}

export const testEpoch = (n: number): Epoch => ({
  openedAtMs: TEST_START_MS + n,
  random: n.toString(16).padStart(32, '0'),
})

/** A Node with real keys that signs whatever a test wants, right or wrong. The same number is the same Node. */
export class EntryAuthor {
  readonly signer: Signer
  readonly nodeId: NodeId
  readonly federationId: FederationId
  readonly epoch: Epoch
  #head: Sealed | null = null
  #latestSequence = -1
  #atMs = TEST_START_MS

  constructor(n: number, options: { readonly federationId?: FederationId; readonly epoch?: Epoch } = {}) {
    this.signer = createSigner(testSeed(n))
    this.nodeId = nodeIdFromPublicKey(this.signer.publicKey)
    this.federationId = options.federationId ?? testFederation()
    this.epoch = options.epoch ?? testEpoch(0)
  }

  /** A Mirror of this Node, with a key of its own and a credential that is good from the start on. */
  mirror(
    name: string,
    lasting: { readonly sinceMs?: number; readonly untilMs?: number | null } = {},
  ): MirrorSigner {
    const signer = createSigner(sha256(Buffer.from(`mirror ${name} of ${this.nodeId}`)))
    const credential = issueCredential(
      {
        federationId: this.federationId,
        mirrorKey: signer.publicKey,
        name,
        sinceMs: lasting.sinceMs ?? 0,
        untilMs: lasting.untilMs ?? null,
      },
      this.signer,
    )
    return { mirrorId: mirrorIdOf(signer.publicKey), name, credential, sign: (bytes) => signer.sign(bytes) }
  }

  /** Seal exactly this, wherever it would stand. Nothing is remembered. */
  seal(words: Words): Sealed {
    const { mirror = null, ...fields } = words
    const body: BodyFields = {
      federationId: this.federationId,
      stream: 'log',
      epoch: this.epoch,
      sequence: 0,
      previous: null,
      time: { wallMs: this.#atMs, counter: 0 },
      slot: '',
      payload: new Uint8Array(),
      ...fields,
    }
    const raw = sealEnvelope(body, this.signer, mirror)
    return { raw, id: idOf(raw), sequence: body.sequence }
  }

  /** The next entry of this author's log; the first one opens the epoch. */
  append(words: Words): Sealed {
    const head = this.#head
    const place = { sequence: head === null ? 0 : head.sequence + 1, previous: head?.id ?? null }
    this.#atMs += 1
    this.#head = this.seal({ ...place, ...words })
    return this.#head
  }

  /** The first entry of the log. */
  open(previous: Parameters<typeof encodeEpochOpened>[0] = null): Sealed {
    return this.append({ kind: 'epoch-opened', payload: encodeEpochOpened(previous) })
  }

  /** The next entry of one of this author's registers. */
  register(words: Words): Sealed {
    this.#latestSequence += 1
    this.#atMs += 1
    return this.seal({ stream: 'latest', sequence: this.#latestSequence, ...words })
  }

  /** Go back to where the log was: what is appended next forks it. */
  rewind(to: Sealed): void {
    this.#head = to
  }

  /** Write from another time on. */
  setTime(atMs: number): void {
    this.#atMs = atMs
  }
}

export const idOf = (raw: Pick<RawEnvelope, 'body'>): EntryId => toHex(sha256(raw.body)) as EntryId
