import type { Bridge } from '../../../shared/contract/index.ts'
import { QUANTITY_MAX } from '../../../shared/contract/resources.ts'
import type { Condition, TransferView } from '../../../shared/contract/transfers.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import { parseFigure } from '../../parts/parse-figure.ts'

type ReceiptInput = Parameters<Bridge['transfers']['confirmReceipt']>[0]

/** A receipt as it is being written. */
export interface ReceiptDraft {
  readonly quantity: string
  readonly condition: Condition | null
  /** Null until it is said: neither answer is the usual one. */
  readonly book: 'yes' | 'no' | null
}
export const EMPTY_RECEIPT: ReceiptDraft = { quantity: '', condition: null, book: null }
export type ReceiptProblems = Partial<Record<keyof ReceiptDraft, MessageKey>>

export interface ReceiptContext {
  readonly id: TransferView['id']
  readonly language: Language
  /** A level of this resource is kept here in this unit, so it could be corrected. */
  readonly hasLevel: boolean
}

/** The receipt that was written, or what is missing. */
export function readReceipt(
  { quantity: raw, condition, book }: ReceiptDraft,
  { id, language, hasLevel }: ReceiptContext,
): { readonly input: ReceiptInput | null; readonly problems: ReceiptProblems } {
  const quantity = parseFigure(raw, language)
  const isQuantity = quantity !== null && quantity >= 0 && quantity <= QUANTITY_MAX
  const isBookMissing = hasLevel && book === null
  const problems: ReceiptProblems = {
    ...(!isQuantity && { quantity: 'report.wrong' }),
    ...(condition === null && { condition: 'receipt.conditionMissing' }),
    ...(isBookMissing && { book: 'receipt.bookMissing' }),
  }
  if (!isQuantity || condition === null || isBookMissing) return { input: null, problems }
  return { input: { id, quantity, condition, book: hasLevel && book === 'yes' }, problems }
}
