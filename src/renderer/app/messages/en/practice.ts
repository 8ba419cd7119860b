export const practice = {
  'practice.title': 'Practice',
} as const
