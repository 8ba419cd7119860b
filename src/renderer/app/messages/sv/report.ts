import type { report as en } from '../en/report.ts'

export const report: Readonly<Record<keyof typeof en, string>> = {
  'report.label':
    'För den som hjälper dig: versioner, antal och tillstånd; inga namn, nycklar eller mängder. Läs det innan du ger det vidare.',
  'report.asking': 'Frågar din Nod hur den mår.',
  'report.when': 'Skrivet {when}.',
  'report.place': 'Plats: {place}.',
  'report.link.open': 'Sidan har kontakt med sin Nod.',
  'report.link.connecting': 'Sidan letar efter sin Nod.',
  'report.link.lost': 'Sidan har tappat sin Nod.',
  'report.link.refused': 'Sidan släpps inte in.',
  'report.nothing': 'Inget har gått fel just nu.',
  'report.failed': 'Det som gick fel: {code}.',
  'report.silent': 'Noden svarade inte.',
}
