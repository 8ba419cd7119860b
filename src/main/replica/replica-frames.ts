import { plainBytes } from '../platform/bytes.ts'
import { MAX_RECEIPT_IDS } from '../wire/limits.ts'
import type { wire } from '../wire/messages.ts'
import type { Travelling } from './entry-store.ts'
import type { RawEnvelope } from './envelope-codec.ts'

const ID_BYTES = 32

/** Hops beyond which a relay's claim is not believed. Chosen here: no path in a federation of some thousand Nodes is longer. */
const MAX_HOPS = 64
/** Entries of one frame that are looked at. Chosen here: the smallest sound envelope has 216 bytes, so no honest frame holds more. */
const MAX_ENTRIES = 320

type FrameFields = ConstructorParameters<typeof wire.LaneFrame>[0]
export type EntriesFrame = NonNullable<NonNullable<FrameFields>['entries']>
type RelayedEntry = NonNullable<EntriesFrame['entries']>[number]

/** An entry as the next Node gets it: one hop further. */
export function toRelayed(travelling: Pick<Travelling, 'raw' | 'hops'>): RelayedEntry {
  return { envelope: travelling.raw, hops: Math.min(travelling.hops + 1, MAX_HOPS) }
}

/** The envelopes of a frame; a place without one is left out. */
export function fromEntries(frame: EntriesFrame): { raw: RawEnvelope; hops: number }[] {
  const entries = (frame.entries ?? []).slice(0, MAX_ENTRIES)
  return entries.filter(({ envelope }) => envelope).map(fromRelayed)
}

/** An entry as it came; one without an envelope has nothing in it, and is judged as that. */
export function fromRelayed({ envelope, hops }: RelayedEntry): { raw: RawEnvelope; hops: number } {
  const raw = {
    body: plainBytes(envelope?.body ?? new Uint8Array(0)),
    payload: plainBytes(envelope?.payload ?? new Uint8Array(0)),
    nodeSignature: plainBytes(envelope?.nodeSignature ?? new Uint8Array(0)),
    mirrorSignature: plainBytes(envelope?.mirrorSignature ?? new Uint8Array(0)),
  }
  return { raw, hops: Math.min(Math.max(1, hops ?? 1), MAX_HOPS) }
}

/** The ids of a receipts frame that are ids, as hex. */
export function fromReceipts(ids: readonly Uint8Array[]): string[] {
  return ids
    .slice(0, MAX_RECEIPT_IDS)
    .filter((id) => id.length === ID_BYTES)
    .map((id) => Buffer.from(id).toString('hex'))
}
