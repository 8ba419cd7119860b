export const privacy = {
  'privacy.title': 'What others can learn',
} as const
