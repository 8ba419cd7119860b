import { QUANTITY_MAX, Unit } from '../../../shared/contract/resources.ts'
import {
  DEFAULT_SETTLE_IN_MS,
  ROUTE_MAX_CHARS,
  TALK_MAX_CHARS,
  type TransferView,
} from '../../../shared/contract/transfers.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { optionalProse } from '../../../shared/kernel/text.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import { parseFigure } from '../../parts/parse-figure.ts'

/** Terms as they are being written: all that both sides would sign. */
export interface TermsDraft {
  readonly quantity: string
  readonly unit: string
  /** Local date and time as the browser's field gives it; empty where the time is open. */
  readonly from: string
  readonly until: string
  readonly route: string
  readonly lossPercent: string
  readonly settleInMs: number
  readonly note: string
}
export type TermsProblems = Partial<
  Record<'quantity' | 'unit' | 'until' | 'route' | 'lossPercent' | 'note', MessageKey>
>
export type Terms = Pick<
  TransferView,
  'quantity' | 'unit' | 'window' | 'route' | 'expectedLossRatio' | 'settleInMs'
> & { readonly note: string }

export const EMPTY_TERMS: TermsDraft = {
  quantity: '',
  unit: '',
  from: '',
  until: '',
  route: '',
  lossPercent: '',
  settleInMs: DEFAULT_SETTLE_IN_MS,
  note: '',
}

/** Standing terms, to be changed; words are said anew. */
export const draftOf = (terms: Omit<Terms, 'note'>): TermsDraft => ({
  quantity: String(terms.quantity),
  unit: terms.unit,
  from: terms.window === null ? '' : toLocalMoment(terms.window.fromMs),
  until: terms.window === null ? '' : toLocalMoment(terms.window.untilMs),
  route: terms.route,
  lossPercent: terms.expectedLossRatio === 0 ? '' : String(percent(terms.expectedLossRatio)),
  settleInMs: terms.settleInMs,
  note: '',
})

/** The terms that were written, or what is wrong with them, field by field. */
export function readTerms(
  draft: TermsDraft,
  language: Language,
): { readonly terms: Terms | null; readonly problems: TermsProblems } {
  const { unit, route, settleInMs, note } = draft
  const quantity = parseFigure(draft.quantity, language)
  const lossPercent = draft.lossPercent.trim() === '' ? 0 : parseFigure(draft.lossPercent, language)
  const window = readWindow(draft)
  const isQuantity = quantity !== null && quantity > 0 && quantity <= QUANTITY_MAX
  const isLoss = lossPercent !== null && lossPercent >= 0 && lossPercent <= 100
  const problems: TermsProblems = {
    ...(!isQuantity && { quantity: 'offer.quantityWrong' }),
    ...(!Unit.safeParse(unit).success && { unit: 'record.unitWrong' }),
    ...(window === 'wrong' && { until: 'offer.windowWrong' }),
    ...(!optionalProse(ROUTE_MAX_CHARS).safeParse(route).success && { route: 'offer.routeWrong' }),
    ...(!isLoss && { lossPercent: 'offer.lossWrong' }),
    ...(!optionalProse(TALK_MAX_CHARS).safeParse(note).success && { note: 'offer.noteWrong' }),
  }
  const isWrong = !isQuantity || !isLoss || window === 'wrong' || Object.keys(problems).length > 0
  if (isWrong) return { terms: null, problems }
  const terms = { quantity, unit, window, route, expectedLossRatio: lossPercent / 100, settleInMs, note }
  return { terms, problems }
}

function readWindow({ from, until }: TermsDraft): Terms['window'] | 'wrong' {
  if (from === '' && until === '') return null
  const fromMs = Date.parse(from)
  const untilMs = Date.parse(until)
  return fromMs < untilMs ? { fromMs, untilMs } : 'wrong'
}

/** Without the tails of binary fractions: 0.07 is 7, not 7.000000000000001. */
const percent = (ratio: number): number => Math.round(ratio * 1e6) / 1e4

const two = (value: number): string => String(value).padStart(2, '0')

/** A moment as `datetime-local` writes it, in the reader's own zone. Source: HTML Standard, "Local dates and times". */
export function toLocalMoment(ms: number): string {
  const at = new Date(ms)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}
