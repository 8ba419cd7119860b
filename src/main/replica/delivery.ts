import type { Delivery } from '../../shared/contract/delivery.ts'

/** Neighbours in reach that say nothing of an entry for so long have not taken it. Source: docs/protocol.md, "What one has said". */
export const UNANSWERED_AFTER_MS = 150_000

/** What is known of an entry of this Node's own. */
export interface DeliveryFacts {
  readonly seenBy: number
  /** By this Node's clock; null where it was brought back here by others, and when they first had it is not known. */
  readonly saidAtMs: number | null
  /** By the same clock; null where nobody is known to hold it, or no time was kept. */
  readonly lastReceiptAtMs: number | null
  readonly knownNodes: number
  /** How long each member in reach has been linked. */
  readonly linkedForMs: readonly number[]
  readonly ageMs: number
  /** It goes only when a neighbour asks what it missed. */
  readonly isHeldBack: boolean
  /** This Node's own later log says that its earlier one ended before this entry: others refuse it. */
  readonly isClosed: boolean
}

/**
 * How far an entry has come. It is worked out anew each time, from what is on disk
 * and who is in reach, and so is as true after a crash or days without a link as before.
 */
export function deliveryOf(facts: DeliveryFacts): Delivery {
  const { seenBy, knownNodes } = facts
  return { seenBy, knownNodes, spreadMs: spreadOf(facts), ...standing(facts) }
}

/** Never below 0: the clock may have been set back in between. */
function spreadOf({ saidAtMs, lastReceiptAtMs }: DeliveryFacts): number | null {
  if (saidAtMs === null || lastReceiptAtMs === null) return null
  return Math.max(0, lastReceiptAtMs - saidAtMs)
}

function standing(facts: DeliveryFacts): Pick<Delivery, 'state' | 'reason'> {
  if (facts.seenBy > 0) return { state: 'seen', reason: null }
  if (facts.isClosed) return { state: 'failed', reason: 'epoch-closed' }
  if (facts.linkedForMs.length === 0) return { state: 'queued', reason: 'nobody-in-reach' }
  const offeredForMs = Math.min(facts.ageMs, Math.max(...facts.linkedForMs))
  if (offeredForMs >= UNANSWERED_AFTER_MS) return { state: 'failed', reason: 'unanswered' }
  return facts.isHeldBack ? { state: 'queued', reason: 'held-back' } : { state: 'sent', reason: null }
}
