import type { practice as en } from '../en/practice.ts'

export const practice: Readonly<Record<keyof typeof en, string>> = {
  'practice.title': '練習',
}
