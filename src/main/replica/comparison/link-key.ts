import type { NodeId } from '../../../shared/kernel/ids.ts'
import { equalBytes, fromHex, toHex } from '../../platform/bytes.ts'
import type { SyncContent } from '../sync-frames.ts'
import { comparisonKey, FINGERPRINT_BYTES, NONCE_BYTES } from './fingerprint.ts'
import type { ItemSet } from './item-set.ts'
import type { KeyedTotal } from './keyed-items.ts'

export type CheckFields = NonNullable<SyncContent['check']>

export interface LinkKeyInput {
  readonly self: NodeId
  readonly other: NodeId
  readonly nonce: Uint8Array
  readonly items: ItemSet
}

/** What two neighbours compare fingerprints by: a key of both their making, and what we hold under it. */
export class LinkKey {
  readonly #input: LinkKeyInput
  #theirNonce: Uint8Array | null = null
  #keyed: { readonly key: Uint8Array; readonly total: KeyedTotal } | null = null
  /** Whether the other side is known to know our nonce. */
  #isKnownThere = false

  constructor(input: LinkKeyInput) {
    this.#input = input
  }

  /** null while the other side's nonce is not known. */
  get key(): Uint8Array | null {
    return this.#keyed?.key ?? null
  }

  /** Whether taking this in makes a new key, which costs a look at everything. */
  isNew({ nonce }: CheckFields): boolean {
    return isNonce(nonce) && (this.#theirNonce === null || !equalBytes(this.#theirNonce, nonce))
  }

  /** Take in what the other side shows of itself. @returns false where it is no check */
  learn(check: CheckFields): boolean {
    const { nonce, fingerprint } = check
    if (nonce?.length && !isNonce(nonce)) return false
    if (fingerprint?.length && fingerprint.length !== FINGERPRINT_BYTES) return false
    if (isNonce(nonce) && this.isNew(check)) {
      this.close()
      this.#theirNonce = Uint8Array.from(nonce)
      const { self, other, items } = this.#input
      const ours = { nodeId: self, nonce: this.#input.nonce }
      const key = comparisonKey(ours, { nodeId: other, nonce: this.#theirNonce })
      this.#keyed = { key, total: items.keep(key) }
    }
    if (fingerprint?.length && this.#keyed !== null) this.#isKnownThere = true
    return true
  }

  /** Everything we hold at this moment in one fingerprint, as hex; null while there is no key. */
  fingerprint(): string | null {
    this.#input.items.refresh()
    return this.#keyed?.total.fingerprint() ?? null
  }

  /** A check as it is sent: with the nonce until the other side knows it, with a fingerprint as soon as there is a key. */
  check(fingerprint: string | null, answer: boolean): SyncContent {
    return {
      check: {
        ...(!this.#isKnownThere && { nonce: this.#input.nonce }),
        ...(fingerprint !== null && { fingerprint: fromHex(fingerprint) }),
        ...(answer && { answer }),
      },
    }
  }

  close(): void {
    if (this.#keyed !== null) this.#input.items.drop(this.#keyed.total)
    this.#keyed = null
    this.#isKnownThere = false
  }
}

/** The fingerprint in a check, as hex; null where there is none. */
export const fingerprintIn = ({ fingerprint }: CheckFields): string | null =>
  fingerprint?.length ? toHex(fingerprint) : null

const isNonce = (nonce: Uint8Array | null | undefined): nonce is Uint8Array => nonce?.length === NONCE_BYTES
