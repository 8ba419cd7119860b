import type { transfers as en } from '../en/transfers.ts'

export const transfers: Readonly<Record<keyof typeof en, string>> = {
  'nav.transfers': '受け渡し',
}
