import type { spread as en } from '../en/spread.ts'

export const spread: Readonly<Record<keyof typeof en, string>> = {
  'spread.queued.nobody-in-reach': 'Väntar: ingen är inom räckhåll. Det går iväg så snart en granne är det.',
  'spread.queued.held-back': 'Väntar: grannarna hämtar det när de frågar nästa gång, inom någon minut.',
  'spread.sent': 'På väg. Ingen granne har ännu sagt att det har kommit fram.',
  'spread.seen':
    'Framme hos {seenBy, number} av {knownNodes, plural, one {en känd Nod} other {# kända Noder}}.',
  'spread.seenWithin':
    'Framme hos {seenBy, number} av {knownNodes, plural, one {en känd Nod} other {# kända Noder}} inom {time}.',
  'spread.failed.unanswered':
    'Inte mottaget: grannar är inom räckhåll, men ingen har sagt att det har kommit fram. Det erbjuds på nytt varje minut. Fråga dem om disken är full.',
  'spread.failed.epoch-closed':
    'Inte mottaget: sedan Noden återställdes fortsätter dess logg utan det här. Säg det igen om det fortfarande gäller.',
  'spread.received': 'Kom hit {when}',
  'spread.took': 'var på väg i ungefär {time}',
  'spread.tookNoTime': 'var här nästan genast',
  'spread.atNeighbours':
    '{count, plural, =0 {inte känd hos någon granne ännu} one {finns hos en granne} other {finns hos # grannar}}',
}
