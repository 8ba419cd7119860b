import type { OwnResource } from '../../../shared/contract/resources.ts'
import type { Earmark, TransferRole } from '../../../shared/contract/transfers.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { parseFigure } from '../../parts/parse-figure.ts'

/** What a proposal would promise, as it is being written. */
export interface PromiseDraft {
  readonly as: TransferRole
  readonly resource: string
  readonly unit: string
  readonly quantity: string
  /** What the same transfer promises already, and would no longer. */
  readonly released: number
  /** Who would read the figure; null until somebody is chosen. */
  readonly peerName: string | null
}

/**
 * What is promised to others and free, were the draft's own transfer not there;
 * null where no level is kept in this unit. Reckoned from the level, because a
 * free quantity of nothing does not tell how much is missing.
 */
export function freeFor(
  released: number,
  earmark: Earmark | undefined,
  own: Pick<OwnResource, 'level' | 'deficitBelow'> | undefined,
): Earmark | null {
  if (earmark === undefined || own === undefined) return null
  const earmarked = Math.max(0, earmark.earmarked - released)
  return { ...earmark, earmarked, free: Math.max(0, own.level - own.deficitBelow - earmarked) }
}

/** Whether more is being promised than is free. */
export function isOver({ quantity }: PromiseDraft, { free }: Earmark, language: Language): boolean {
  const wanted = parseFigure(quantity, language)
  return wanted !== null && wanted > free
}
