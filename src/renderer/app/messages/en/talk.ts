export const talk = {
  'talk.with': 'Talk with {name}',
} as const
