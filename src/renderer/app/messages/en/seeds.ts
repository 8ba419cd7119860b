export const seeds = {
  'nav.seedbed': 'Seedbed',
} as const
