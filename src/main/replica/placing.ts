import type { EntryId } from '../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../shared/kernel/verdict.ts'
import { toHex } from '../platform/bytes.ts'
import { tryDecode } from '../wire/decode.ts'
import { MAX_BODY_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import type { StoredEntry } from './entry.ts'
import type { EntryStore } from './entry-store.ts'
import type { RawEnvelope } from './envelope-codec.ts'
import { compareEpochs } from './epoch-order.ts'
import type { EpochStore } from './epoch-store.ts'
import type { HoldingStore } from './holding-store.ts'

/** Registers of one author and kind. Chosen here: more things than a community measures, few enough that one author cannot fill our disk or cursors with names. */
const MAX_REGISTERS = 100

export interface PlacingDeps {
  readonly entries: EntryStore
  readonly epochs: EpochStore
  readonly holding: Pick<HoldingStore, 'forkedAt' | 'addEquivocation'>
}

/**
 * Whether an entry fits where it says it belongs. Entries may come in any
 * order: a gap is no fault, a contradiction is. Runs in the transaction that
 * stores, because another entry may have taken the place in between. What does
 * not fit is its author's doing, signed; whoever passed it on is not to blame.
 * Source: docs/protocol.md, "Logs and registers".
 */
export function judgePlace(entry: StoredEntry, raw: RawEnvelope, deps: PlacingDeps): Verdict {
  return entry.stream === 'log' ? judgeInLog(entry, raw, deps) : judgeInRegister(entry, deps)
}

function judgeInLog(entry: StoredEntry, raw: RawEnvelope, deps: PlacingDeps): Verdict {
  const { author, epoch, sequence } = entry
  const present = deps.entries.idAt(author, epoch, sequence)
  if (present === entry.id) return ignore('already-known')
  const closedAt = deps.epochs.closedAt(author, epoch)
  if (closedAt !== null && sequence > closedAt) return ignore('epoch-closed')
  const forkedAt = deps.holding.forkedAt(entry)
  const isVoid = forkedAt !== null && sequence >= forkedAt
  // One proof is enough: an author who forks again and again would fill the disk with them.
  if (present !== null && !isVoid) deps.holding.addEquivocation(entry, raw, present)
  if (present !== null || isVoid) return ignore('equivocation')
  if ((sequence === 0) !== (entry.kind === 'epoch-opened')) return ignore('chain-broken')
  return isChained(entry, deps.entries) ? ACCEPT : ignore('chain-broken')
}

/** Both neighbours in the log, where they are held, must agree with this entry. */
function isChained(entry: StoredEntry, entries: EntryStore): boolean {
  const { author, epoch, sequence } = entry
  const before = sequence === 0 ? null : entries.idAt(author, epoch, sequence - 1)
  if (before !== null && before !== entry.previous) return false
  const after = entries.bodyAt(author, epoch, sequence + 1)
  return after === null || previousIn(after) === entry.id
}

function previousIn(body: Uint8Array): EntryId | null {
  const decoded = tryDecode(wire.Body, body, MAX_BODY_BYTES)
  return decoded === null ? null : (toHex(decoded.previous) as EntryId)
}

function judgeInRegister(entry: StoredEntry, deps: PlacingDeps): Verdict {
  const newest = deps.entries.latestOf(entry.author, entry.kind, entry.slot)
  if (newest === null) {
    return deps.entries.registersOf(entry.author, entry.kind) < MAX_REGISTERS
      ? ACCEPT
      : reject('rate-exceeded')
  }
  if (newest.id === entry.id) return ignore('already-known')
  const order = compareEpochs(entry.epoch, newest.epoch) || entry.sequence - newest.sequence
  if (order === 0) return ignore('equivocation')
  return order > 0 ? ACCEPT : ignore('superseded')
}
