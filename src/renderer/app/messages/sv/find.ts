import type { find as en } from '../en/find.ts'

export const find: Readonly<Record<keyof typeof en, string>> = {
  'find.title': 'Sök och gå till',
}
