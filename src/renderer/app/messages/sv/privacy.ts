import type { privacy as en } from '../en/privacy.ts'

export const privacy: Readonly<Record<keyof typeof en, string>> = {
  'privacy.title': 'Vad andra kan lista ut',
  'privacy.loading': 'Räknar samman vad andra kan lista ut.',
  'privacy.none': 'Inget har berättats om det ännu.',
  'privacy.within': 'inom ±{within, number, percent}',
  'privacy.held':
    'Nivån ändrades {since}, men {limit, plural, one {dagens enda förändring har} other {dagens # förändringar har}} redan gått ut. Grannarna ser det äldre spannet; nästa kan gå ut {next}.',
  'privacy.day': 'Berättat i dag',
  'privacy.dayTold':
    '{told, plural, =0 {ingen förändring ännu, av {limit} som en dag får berätta} other {{told} av {limit} förändringar som en dag får berätta}}',
  'privacy.month': 'Berättat på 30 dagar',
  'privacy.monthTold': '{used, number, percent} av det mesta som 30 dagar får berätta',
  'privacy.accuracy': 'Hur exakt får andra se det?',
  'privacy.within10':
    'Ett spann på upp till {width} {unit}. Grannarna kan planera efter det; det berättar mest om er.',
  'privacy.within20': 'Ett spann på upp till {width} {unit}. Räcker för att se vem som kan hjälpa vem.',
  'privacy.within30':
    'Ett spann på upp till {width} {unit}. Det berättar minst; grannarna frågar hellre först.',
  'privacy.nineOfTen': 'Nio gånger av tio ligger nivån inom det spann som visas.',
  'privacy.consequence':
    'Gäller från nästa rapport. Det grannarna redan har sett har de kvar, så att byta fram och tillbaka berättar mer, inte mindre.',
  'privacy.choose': 'Visa det inom ±{within, number, percent}',
  'privacy.figures': 'För den nyfikne: siffrorna',
  'privacy.figuresDetail':
    'ε anger hur väl två nivåer, 5 % av det som ryms ifrån varandra, går att skilja åt med en rapport: ju mindre, desto sämre.',
  'privacy.epsilon': 'ε för en rapport',
  'privacy.spent1Day': 'ε berättat i dag',
  'privacy.spent30Days': 'ε berättat på 30 dagar',
  'privacy.limit30Days': 'ε som 30 dagar kan berätta som mest',
}
