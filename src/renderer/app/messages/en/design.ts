export const design = {
  'design.title': 'Every part in every state',
} as const
