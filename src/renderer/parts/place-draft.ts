import type { Language } from '../../shared/kernel/language.ts'
import { Place } from '../../shared/kernel/place.ts'
import type { MessageKey } from '../app/messages/words.tsx'
import { parseFigure } from './parse-figure.ts'

/** How exactly a Node shows its place unless its people say otherwise. Chosen here: a valley, not a house. */
const DEFAULT_RADIUS_KM = 10

/** A place as it is being written. */
export interface PlaceDraft {
  readonly latitude: string
  readonly longitude: string
  readonly radiusKm: string
}
export const emptyPlace: PlaceDraft = { latitude: '', longitude: '', radiusKm: String(DEFAULT_RADIUS_KM) }
export type PlaceProblems = Partial<Record<keyof PlaceDraft, MessageKey>>

export const placeToDraft = (place: Place | null): PlaceDraft =>
  place === null
    ? emptyPlace
    : {
        latitude: String(place.latitude),
        longitude: String(place.longitude),
        radiusKm: String(place.radiusKm),
      }

/** The place that was written, null where nothing was, or what is wrong with it. */
export function readPlace(
  draft: PlaceDraft,
  language: Language,
): { readonly place: Place | null; readonly problems: PlaceProblems } {
  if (draft.latitude.trim() === '' && draft.longitude.trim() === '') return { place: null, problems: {} }
  const parsed = Place.safeParse({
    latitude: parseFigure(draft.latitude, language),
    longitude: parseFigure(draft.longitude, language),
    radiusKm: parseFigure(draft.radiusKm, language),
  })
  if (parsed.success) return { place: parsed.data, problems: {} }
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]))
  return {
    place: null,
    problems: {
      ...(wrong.has('latitude') && { latitude: 'place.latitudeWrong' }),
      ...(wrong.has('longitude') && { longitude: 'place.longitudeWrong' }),
      ...(wrong.has('radiusKm') && { radiusKm: 'place.radiusWrong' }),
    },
  }
}
