import type { SeedState } from '../../../shared/contract/seeds.ts'

/** Longest page name. Chosen here: it stands in an address, and in one line. */
const SLUG_MAX_CHARS = 80
/** The name of a page whose title has neither letter nor digit. */
const NAMELESS = 'page'

/** States out of which each act leads. A refused seed may be planted after all; nothing else is undone by refusing. */
const OUT_OF: Readonly<Record<'plant' | 'uproot' | 'refuse', readonly SeedState[]>> = {
  plant: ['tray', 'own', 'uprooted', 'refused'],
  uproot: ['planted'],
  refuse: ['tray', 'uprooted'],
}

/** Whether an act may be done upon a seed in this state. */
export const mayBe = (act: keyof typeof OUT_OF, state: SeedState): boolean => OUT_OF[act].includes(state)

/** A page's name from its title: letters, marks and digits of any script, the rest as single hyphens. */
export function slugOf(title: string): string {
  const name = title
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  const short = [...name].slice(0, SLUG_MAX_CHARS).join('').replace(/^-|-$/gu, '')
  return short === '' ? NAMELESS : short
}

/** A name of which no page has been made yet: the first free of `name`, `name-2`, `name-3` … */
export function freeSlug(title: string, isTaken: (slug: string) => boolean): string {
  const name = slugOf(title)
  if (!isTaken(name)) return name
  let number = 2
  while (isTaken(`${name}-${number}`)) number += 1
  return `${name}-${number}`
}
