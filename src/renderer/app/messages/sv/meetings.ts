import type { meetings as en } from '../en/meetings.ts'

export const meetings: Readonly<Record<keyof typeof en, string>> = {
  'meetings.loading': 'Läser vad som gått mellan er.',
  'meetings.lede':
    'När era Noder möts ser var och en efter vad den andra ännu saknar, och lämnar över bara det. Det antecknas här och hos dem, och ingen annan får veta det.',
  'meetings.none': 'Inget är antecknat ännu. Det blir det när era Noder möts.',
  'meetings.sum':
    'Vid {meetings, plural, one {ett möte} other {de senaste {meetings} mötena}} fick de veta {theirs, plural, =0 {inget nytt} one {en sak} other {# saker}} om er, och ni fick veta {ours, plural, =0 {inget nytt} one {en sak} other {# saker}} av dem.',
  'meetings.sumSaved': 'Det tog {bytes} i allt, och listor över allting hade tagit {saved} till.',
  'meetings.sumBytes': 'Det tog {bytes} i allt.',
  'meetings.earlier': '{count, plural, one {Ett möte dessförinnan} other {# möten dessförinnan}}',
  'meetings.level': 'sedan hade båda samma',
  'meetings.brokenOff': 'bröts innan båda hade samma',
  'meetings.theyLearned': 'De fick veta om er',
  'meetings.passedOn': 'Ni förde vidare från andra',
  'meetings.weLearned': 'Ni fick veta av dem',
  'meetings.quiet': 'Ingen av er hade något nytt för den andra.',
  'meetings.nothing': 'inget nytt',
  'meetings.bytesSaved': '{bytes} gick fram och tillbaka: {saved} mindre än med en lista över allting.',
  'meetings.bytes': '{bytes} gick fram och tillbaka.',
  'meetings.kind.alert': '{count, plural, one {en varning} other {# varningar}}',
  'meetings.kind.alert-review':
    '{count, plural, one {en bedömning av en varning} other {# bedömningar av varningar}}',
  'meetings.kind.alert-correction':
    '{count, plural, one {en rättelse av en varning} other {# rättelser av varningar}}',
  'meetings.kind.resource-report':
    '{count, plural, one {en rapport om en resurs} other {# rapporter om resurser}}',
  'meetings.kind.seed': '{count, plural, one {en lärdom} other {# lärdomar}}',
  'meetings.kind.node-profile':
    '{count, plural, one {en Nods namn och plats} other {# Noders namn och plats}}',
  'meetings.kind.mirror-credential': '{count, plural, one {vem en Spegel är} other {vilka # Speglar är}}',
  'meetings.kind.mirror-revocation':
    '{count, plural, one {att en Spegel inte längre skriver under} other {att # Speglar inte längre skriver under}}',
  'meetings.kind.rest':
    '{count, plural, one {en anteckning Noderna emellan} other {# anteckningar Noderna emellan}}',
}
