import type { seeds as en } from '../en/seeds.ts'

export const seeds: Readonly<Record<keyof typeof en, string>> = {
  'nav.seedbed': 'Såbädd',
}
