export const codes = {
  'code.title': 'As a picture',
} as const
