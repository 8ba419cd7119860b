export const talk = {
  'talk.with': 'Talk with {name}',
  'talk.open': 'Talk',
  'talk.unread': '{count, plural, one {one new} other {# new}}',
  'talk.files': '{count, plural, one {a file for you} other {# files for you}}',
  'talk.back': 'All neighbours',
  'talk.loading': 'Reading what was said.',
  'talk.empty': 'Nothing has been said yet.',
  'talk.emptyDetail':
    'A word to the people at {name}, and to nobody else. It binds no one: promises are made in offers.',
  'talk.earlier': 'Show earlier words',
  'talk.away': '{name} is out of reach. What you write waits here and goes as soon as they are back.',
  'talk.queued': 'waits until they are in reach',
  'talk.written': 'written {when}',
  'talk.kept': 'Kept for 90 days, here and with them.',
} as const
