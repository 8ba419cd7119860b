import type { talk as en } from '../en/talk.ts'

export const talk: Readonly<Record<keyof typeof en, string>> = {
  'talk.with': 'Prata med {name}',
  'talk.open': 'Prata',
  'talk.unread': '{count, plural, one {ett nytt} other {# nya}}',
  'talk.files': '{count, plural, one {en fil till dig} other {# filer till dig}}',
  'talk.back': 'Alla grannar',
  'talk.loading': 'Läser vad som har sagts.',
  'talk.empty': 'Inget är sagt ännu.',
  'talk.emptyDetail':
    'Ett ord till folket hos {name} och till ingen annan. Det binder ingen: löften ger man i erbjudanden.',
  'talk.earlier': 'Visa det som sagts tidigare',
  'talk.away': '{name} går inte att nå just nu. Det du skriver väntar här och går i väg så snart det går.',
  'talk.queued': 'väntar tills de går att nå',
  'talk.written': 'skrivet {when}',
  'talk.kept': 'Sparas i 90 dagar, här och hos dem.',
}
