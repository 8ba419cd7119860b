import type { SeedView } from '../../../shared/contract/seeds.ts'

/** Where the seeds of a Node lie; what is planted stands in the handbook. */
export interface Beds {
  readonly tray: readonly SeedView[]
  readonly own: readonly SeedView[]
  /** Refused or uprooted: kept with its reasons. */
  readonly compost: readonly SeedView[]
}

/** Every seed in one bed: own ones together whatever became of them, others by what was done with them here. */
export function sortIntoBeds(seeds: readonly SeedView[]): Beds {
  const others = seeds.filter(({ own }) => !own)
  return {
    tray: others.filter(({ state }) => state === 'tray'),
    own: seeds.filter(({ own }) => own),
    compost: others.filter(({ state }) => state === 'refused' || state === 'uprooted'),
  }
}
