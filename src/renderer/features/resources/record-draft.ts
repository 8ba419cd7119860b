import type { Bridge } from '../../../shared/contract/index.ts'
import { type OwnResource, QUANTITY_MAX, ResourceName, Unit } from '../../../shared/contract/resources.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import { parseFigure } from '../../parts/parse-figure.ts'
import { isPreset, PRESET_UNITS, type Preset } from '../../parts/resource-words.tsx'

type Recording = Parameters<Bridge['resources']['record']>[0]

/** A reading as it is being written. */
export interface RecordDraft {
  /** One of ours, or `other` with a name of its own. */
  readonly kind: Preset | 'other'
  readonly name: string
  readonly unit: string
  readonly level: string
  readonly capacity: string
  readonly surplusAbove: string
  readonly deficitBelow: string
}
type FigureField = 'level' | 'capacity' | 'surplusAbove' | 'deficitBelow'
export const FIGURE_FIELDS: readonly FigureField[] = ['level', 'capacity', 'surplusAbove', 'deficitBelow']
export type RecordProblems = Partial<Record<keyof RecordDraft, MessageKey>>

const blank = { name: '', level: '', capacity: '', surplusAbove: '', deficitBelow: '' }

/** An empty reading of one kind; what is already known of the resource is filled in. */
export function draftFor(kind: RecordDraft['kind'], own: readonly OwnResource[]): RecordDraft {
  const known = own.find((resource) => resource.resource === kind)
  if (known) return draftFrom(known)
  return { ...blank, kind, unit: kind === 'other' ? '' : PRESET_UNITS[kind] }
}

/** The next reading of a resource: only the level is new. */
export function draftFrom(own: OwnResource): RecordDraft {
  return {
    kind: isPreset(own.resource) ? own.resource : 'other',
    name: isPreset(own.resource) ? '' : own.resource,
    unit: own.unit,
    level: '',
    capacity: String(own.capacity),
    surplusAbove: String(own.surplusAbove),
    deficitBelow: String(own.deficitBelow),
  }
}

/** The reading that was written, or what is wrong with it, field by field. */
export function readRecording(
  draft: RecordDraft,
  language: Language,
): { readonly recording: Recording | null; readonly problems: RecordProblems } {
  const resource = draft.kind === 'other' ? draft.name : draft.kind
  const figures = {
    level: parseFigure(draft.level, language),
    capacity: parseFigure(draft.capacity, language),
    surplusAbove: parseFigure(draft.surplusAbove, language),
    deficitBelow: parseFigure(draft.deficitBelow, language),
  }
  const problems: RecordProblems = {
    ...(ResourceName.safeParse(resource).success ? {} : { name: 'record.nameWrong' }),
    ...(Unit.safeParse(draft.unit).success ? {} : { unit: 'record.unitWrong' }),
    ...figureProblems(figures),
  }
  const { level, capacity, surplusAbove, deficitBelow } = figures
  const isWhole = level !== null && capacity !== null && surplusAbove !== null && deficitBelow !== null
  if (Object.keys(problems).length > 0 || !isWhole) return { recording: null, problems }
  return { recording: { resource, unit: draft.unit, level, capacity, surplusAbove, deficitBelow }, problems }
}

function figureProblems(figures: Readonly<Record<FigureField, number | null>>): RecordProblems {
  const unreadable = FIGURE_FIELDS.filter((field) => !isQuantity(figures[field]))
  const problems: RecordProblems = Object.fromEntries(
    unreadable.map((field) => [field, 'record.numberWrong']),
  )
  const { level, capacity, surplusAbove, deficitBelow } = figures
  if (unreadable.length > 0 || level === null || capacity === null) return problems
  if (surplusAbove === null || deficitBelow === null) return problems
  return {
    ...(capacity > 0 ? {} : { capacity: 'record.capacityWrong' }),
    ...(level <= capacity ? {} : { level: 'record.levelTooHigh' }),
    ...(surplusAbove <= capacity ? {} : { surplusAbove: 'record.surplusTooHigh' }),
    ...(deficitBelow <= surplusAbove ? {} : { deficitBelow: 'record.linesCrossed' }),
  }
}

const isQuantity = (value: number | null): boolean => value !== null && value >= 0 && value <= QUANTITY_MAX
