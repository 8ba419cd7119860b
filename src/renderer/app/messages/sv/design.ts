import type { design as en } from '../en/design.ts'

export const design: Readonly<Record<keyof typeof en, string>> = {
  'design.title': 'Varje del i varje läge',
}
