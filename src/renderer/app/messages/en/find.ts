export const find = {
  'find.title': 'Find and go',
} as const
