import type { Bridge } from '../../../shared/contract/index.ts'
import type { ReportView } from '../../../shared/contract/map.ts'
import { type OwnResource, ResourceName } from '../../../shared/contract/resources.ts'
import { type TransferHint, TransferRole } from '../../../shared/contract/transfers.ts'
import { NodeId } from '../../../shared/kernel/ids.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import { isPreset, PRESET_UNITS, PRESETS } from '../../parts/resource-words.tsx'
import { EMPTY_TERMS, readTerms, type TermsDraft, type TermsProblems } from './terms-draft.ts'

export type OfferInput = Parameters<Bridge['transfers']['offer']>[0]

/** An offer, or a request, as it is being written. */
export interface OfferDraft {
  /** A Node id; empty until one is chosen. */
  readonly to: string
  readonly as: TransferRole
  /** A resource's name, `other` for one to be named, empty until one is chosen. */
  readonly resource: string
  readonly name: string
  readonly terms: TermsDraft
}
export type OfferProblems = TermsProblems & Partial<Record<'to' | 'resource' | 'name', MessageKey>>

/** What an offer can be about, and in which units. */
export interface Measured {
  readonly own: readonly OwnResource[]
  readonly reports: readonly ReportView[]
}

/** The value of the choice of a resource that is named by hand; no resource can be called so. */
export const OTHER = '+'

/** The draft that the address of the page asks for: `?to=&resource=&as=`. */
export function draftFrom(asked: URLSearchParams): OfferDraft {
  const as = TransferRole.safeParse(asked.get('as'))
  return {
    to: asked.get('to') ?? '',
    as: as.success ? as.data : 'giver',
    resource: asked.get('resource') ?? '',
    name: '',
    terms: EMPTY_TERMS,
  }
}

/** What is not yet filled in, from what is measured here and there, and what was found to fit. */
export function filledFrom(
  draft: OfferDraft,
  measured: Measured,
  hints: readonly TransferHint[],
): OfferDraft {
  const { terms, resource } = draft
  const hint = hints.find(
    (one) => one.peer === draft.to && one.resource === resource && one.role === draft.as && !one.unitsDiffer,
  )
  const quantity = hint === undefined ? terms.quantity : terms.quantity || String(hint.suggestedQuantity)
  const unit = terms.unit || unitOf(draft, measured)
  return { ...draft, terms: { ...terms, quantity, unit } }
}

/** The unit a resource is measured in here, or else there. */
export function unitOf({ resource, to }: Pick<OfferDraft, 'resource' | 'to'>, measured: Measured): string {
  const own = measured.own.find((one) => one.resource === resource)
  const theirs = measured.reports.find((one) => one.resource === resource && one.nodeId === to)
  return own?.unit ?? theirs?.unit ?? (isPreset(resource) ? PRESET_UNITS[resource] : '')
}

/** Resources to choose from: what the giving side measures first, then those that all know. */
export function resourceChoices({ as, to, resource }: OfferDraft, { own, reports }: Measured): string[] {
  const theirs = reports.filter(({ nodeId }) => nodeId === to)
  const measured = (as === 'giver' ? own : theirs).map((one) => one.resource)
  const asked = resource === '' || resource === OTHER ? [] : [resource]
  return [...new Set([...measured, ...PRESETS, ...asked]), OTHER]
}

/** The offer that was written, or what is wrong with it. */
export function readOffer(
  draft: OfferDraft,
  language: Language,
): { readonly input: OfferInput | null; readonly problems: OfferProblems } {
  const to = NodeId.safeParse(draft.to)
  const isOther = draft.resource === OTHER
  const resource = ResourceName.safeParse(isOther ? draft.name : draft.resource)
  const { terms, problems: termsProblems } = readTerms(draft.terms, language)
  const problems: OfferProblems = {
    ...(!to.success && { to: 'offer.toMissing' }),
    ...(!resource.success &&
      (isOther ? { name: 'record.nameWrong' } : { resource: 'offer.resourceMissing' })),
    ...termsProblems,
  }
  if (!to.success || !resource.success || terms === null) return { input: null, problems }
  return { input: { to: to.data, as: draft.as, resource: resource.data, ...terms }, problems }
}
