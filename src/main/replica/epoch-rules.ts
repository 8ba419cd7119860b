import { ACCEPT, reject } from '../../shared/kernel/verdict.ts'
import { toHex } from '../platform/bytes.ts'
import { isCount, tryDecode } from '../wire/decode.ts'
import { MAX_PAYLOAD_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import type { Epoch, KindRules } from './entry.ts'
import type { Head } from './entry-store.ts'
import { decodeEpoch, encodeEpoch } from './envelope-codec.ts'
import { compareEpochs } from './epoch-order.ts'
import type { EpochStore } from './epoch-store.ts'

const HASH_BYTES = 32

/** What the first entry of an epoch says of the one before. */
export interface EpochOpening {
  /** null for a first epoch, or where a Mirror confirmed that none is known. */
  readonly previous: Epoch | null
  readonly lastSequence: number
}

export function encodeEpochOpened(last: Head | null): Uint8Array {
  if (last === null || last.headId === null) return wire.EpochOpened.encode({}).finish()
  return wire.EpochOpened.encode({
    previous: encodeEpoch(last.epoch),
    lastSequence: last.nextSequence - 1,
    lastId: Buffer.from(last.headId, 'hex'),
  }).finish()
}

export function decodeEpochOpened(payload: Uint8Array): EpochOpening | null {
  const opened = tryDecode(wire.EpochOpened, payload, MAX_PAYLOAD_BYTES)
  if (opened === null) return null
  if (!opened.previous) return { previous: null, lastSequence: -1 }
  const previous = decodeEpoch(opened.previous)
  if (previous === null || !isCount(opened.lastSequence) || toHex(opened.lastId).length !== HASH_BYTES * 2)
    return null
  return { previous, lastSequence: opened.lastSequence }
}

/** Rules of the entry that opens an epoch: old entries up to the head it names stay, later ones are refused. */
export function epochRules(deps: { readonly epochs: EpochStore }): KindRules {
  return {
    kind: 'epoch-opened',
    stream: 'log',
    act: false,
    freshForMs: null,
    judge(entry) {
      const opening = decodeEpochOpened(entry.payload)
      if (opening === null) return reject('content-invalid')
      const goesBack = opening.previous !== null && compareEpochs(opening.previous, entry.epoch) >= 0
      return goesBack ? reject('content-invalid') : ACCEPT
    },
    project(entry) {
      const opening = decodeEpochOpened(entry.payload)
      if (opening?.previous) deps.epochs.close(entry.author, opening.previous, opening.lastSequence)
    },
    relay: () => 'membership',
    stored: () => {},
  }
}
