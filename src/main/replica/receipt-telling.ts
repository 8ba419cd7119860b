import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import { fromHex } from '../platform/bytes.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import { MAX_RECEIPT_IDS } from '../wire/limits.ts'
import type { EntryKind, StoredEntry } from './entry.ts'

/** How long receipts are gathered before they are told. Source: docs/protocol.md, "Passing on". */
export const RECEIPTS_AFTER_MS = 5

export interface ReceiptTellingDeps {
  readonly neighbourhood: Pick<Neighbourhood, 'neighbours' | 'send'>
  /** On the machine's clock. */
  readonly realTimers: Timers
  isMember(nodeId: NodeId): boolean
  mayPass(nodeId: NodeId, kind: EntryKind | null): boolean
}

type Held = Pick<StoredEntry, 'id' | 'kind' | 'via'>

/** Tells neighbours what has been stored here, so that nobody needs to send it: 32 bytes instead of the entry. */
export class ReceiptTelling {
  readonly #deps: ReceiptTellingDeps
  #held: Held[] = []
  #cancel: Cancel = () => {}

  constructor(deps: ReceiptTellingDeps) {
    this.#deps = deps
  }

  /** An entry was stored. Whoever brought it is told at once, and not by this. */
  tell(stored: Held): void {
    if (this.#held.length === 0) {
      this.#cancel = this.#deps.realTimers.after(RECEIPTS_AFTER_MS, () => this.#tellAll())
    }
    this.#held.push(stored)
  }

  /** What was gathered is not told: whoever lacks a receipt sends once more. */
  stop(): void {
    this.#cancel()
    this.#held = []
  }

  #tellAll(): void {
    const { isMember, neighbourhood } = this.#deps
    const held = this.#held
    this.#held = []
    for (const { nodeId } of neighbourhood.neighbours()) if (isMember(nodeId)) this.#tellOne(nodeId, held)
  }

  #tellOne(nodeId: NodeId, held: readonly Held[]): void {
    const { mayPass, neighbourhood } = this.#deps
    const ids = held.filter(({ kind, via }) => via !== nodeId && mayPass(nodeId, kind)).map(({ id }) => id)
    for (let from = 0; from < ids.length; from += MAX_RECEIPT_IDS) {
      neighbourhood.send(nodeId, 'control', toReceipts(ids.slice(from, from + MAX_RECEIPT_IDS)))
    }
  }
}

export const toReceipts = (ids: readonly EntryId[]) => ({ receipts: { ids: ids.map(fromHex) } })
