import type { design as en } from '../en/design.ts'

export const design: Readonly<Record<keyof typeof en, string>> = {
  'design.title': 'すべての部品、すべての状態',
}
