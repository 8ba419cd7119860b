export const transfers = {
  'nav.transfers': 'Transfers',
} as const
