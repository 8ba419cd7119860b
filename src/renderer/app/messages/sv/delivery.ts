import type { delivery as en } from '../en/delivery.ts'

export const delivery: Readonly<Record<keyof typeof en, string>> = {
  'delivery.queued.nobody-in-reach':
    'Väntar: ingen är inom räckhåll. Det går iväg så snart en granne är det.',
  'delivery.queued.held-back': 'Väntar: grannarna hämtar det när de frågar nästa gång, inom någon minut.',
  'delivery.sent': 'På väg. Ingen granne har ännu sagt att det har kommit fram.',
  'delivery.seen':
    'Framme hos {seenBy, number} av {knownNodes, plural, one {en känd Nod} other {# kända Noder}}.',
  'delivery.failed.unanswered':
    'Inte mottaget: grannar är inom räckhåll, men ingen har sagt att det har kommit fram. Det erbjuds på nytt varje minut. Fråga dem om disken är full.',
  'delivery.failed.epoch-closed':
    'Inte mottaget: sedan Noden återställdes fortsätter dess logg utan det här. Säg det igen om det fortfarande gäller.',
}
