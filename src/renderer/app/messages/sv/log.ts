import type { log as en } from '../en/log.ts'

export const log: Readonly<Record<keyof typeof en, string>> = {
  'log.title': 'Vad dalens Noder berättar',
  'log.lede':
    'Alla Noder här är simulerade och körs på den här datorn. Därför kan du se vad var och en av dem märker, det senaste först. På riktigt berättar en Nod det bara för sina egna.',
  'log.loading': 'Frågar de simulerade Noderna.',
  'log.which': 'Vems rader',
  'log.all': 'Alla simulerade Noder',
  'log.own': '{name} (din)',
  'log.empty': 'Inget att berätta ännu',
  'log.emptyDetail': 'De första raderna kommer så snart Noderna hittar varandra.',
  'log.outside': 'Det här finns att se i övningen',
  'log.outsideDetail': 'Bland simulerade grannar kan du se vad varje Nod märker.',
  'log.bound': 'Det här är de {count} senaste. Äldre rader sparas inte.',
  'log.link-up': 'Når {peer}.',
  'log.link-down': 'Når inte längre {peer}.',
  'log.talk-sent': 'Skickade några ord till {peer}.',
  'log.talk-arrived': 'Några ord kom från {peer}.',
  'log.set-apart': 'Dess Spegel ställde {peer} åt sidan för en tid.',
  'log.let-back': '{peer} är inte längre ställd åt sidan här.',
  'log.alert-raised': 'Dess Spegel varnade: {title}',
  'log.alert-judged': 'Dess Spegel bedömde en varning: {title}',
  'log.judgement-arrived': 'En annan Nods bedömning av en varning kom: {title}',
  'log.alert-corrected': 'En varning rättades: {title}',
  'log.alert-arrived':
    '{hops, plural, =1 {En varning kom direkt från {peer}: {title}} other {En varning från {peer} kom via andra: {title}}}',
  'log.level-shown': 'Visar de andra: {resource}, {state}',
  'log.report-arrived':
    '{hops, plural, =1 {{peer} visar: {resource}, {state}} other {{peer} visar, enligt andra: {resource}, {state}}}',
  'log.lesson-offered': 'Dess Spegel erbjöd en lärdom: {title}',
  'log.lesson-arrived': 'En lärdom kom från {peer}: {title}',
  'log.lesson-planted': 'Dess Spegel planterade en lärdom: {title}',
  'log.lesson-uprooted': 'Dess Spegel ryckte upp en lärdom: {title}',
  'log.lesson-refused': 'Dess Spegel avböjde en lärdom: {title}',
  'log.offer-made': '{role, select, giver {Erbjuder {peer} {amount}.} other {Ber {peer} om {amount}.}}',
  'log.offer-arrived': '{role, select, giver {{peer} ber om {amount}.} other {{peer} erbjuder {amount}.}}',
  'log.terms-made': 'Föreslår andra villkor för {peer}: {amount}.',
  'log.terms-arrived': '{peer} föreslår andra villkor: {amount}.',
  'log.transfer-moved': 'Överföringen av {thing} med {peer}: {phase}.',
  'log.meeting':
    'Jämförde med {peer}: {given, plural, =0 {hade inget nytt att berätta} one {berättade en ny sak} other {berättade # nya saker}}, {taken, plural, =0 {fick inte veta något nytt} one {fick veta en} other {fick veta #}}.',
}
