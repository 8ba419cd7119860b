import { z } from 'zod'

/** A place as coarse as its Node wants it: somewhere within `radiusKm` of the point. Chosen by a person, never looked up. */
export const Place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  radiusKm: z.number().min(1).max(1000),
})
export type Place = z.output<typeof Place>
