import type { privacy as en } from '../en/privacy.ts'

export const privacy: Readonly<Record<keyof typeof en, string>> = {
  'privacy.title': '他から分かること',
}
