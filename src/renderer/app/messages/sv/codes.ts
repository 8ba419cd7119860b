import type { codes as en } from '../en/codes.ts'

export const codes: Readonly<Record<keyof typeof en, string>> = {
  'code.title': 'Som bild',
}
