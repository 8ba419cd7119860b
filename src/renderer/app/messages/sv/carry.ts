import type { carry as en } from '../en/carry.ts'

export const carry: Readonly<Record<keyof typeof en, string>> = {
  'carry.title': 'För hand',
  'carry.detail':
    'Dit ingen förbindelse når färdas varningar på ett USB-minne eller på papper, signerade precis som på nätet. Där de hämtas in går de vidare till grannarna av sig själva.',
  'carry.bringIn': 'Hämta in varningar',
  'carry.takeOut': 'Ta med varningar',
  'carry.takeOutDetail':
    'De nyaste varningarna, var och en med sina rättelser och bedömningar, så många som får plats. Den som hittar filen kan läsa den; bara Noder i er krets tar emot den.',
  'carry.save': 'Spara som fil',
  'carry.saved':
    '{count, plural, =0 {Det finns ingen varning att ta med.} one {En varning är sparad som {file}.} other {# varningar är sparade som {file}.}}',
  'carry.asText': 'Som text att kopiera',
  'carry.text': 'Varningarna som text',
  'carry.paste': 'Klistra in texten här, eller välj en fil',
  'carry.pasteHint': 'Den börjar med mirrorwell-alerts.',
  'carry.preview': 'Vad som skulle komma in',
  'carry.summary':
    '{accepted, plural, =0 {Ingen ny varning} one {En ny varning} other {# nya varningar}}{alongside, plural, =0 {} one {, och ett ord om varningar} other {, och # ord om varningar}}{rejected, plural, =0 {.} one {. En post tas inte emot.} other {. # poster tas inte emot.}}',
  'carry.accepted': 'Nya varningar',
  'carry.rejected': 'Tas inte emot',
  'carry.number': 'Nummer {number}:',
  'carry.take': '{count, plural, =0 {Inget att hämta in} one {Hämta in den} other {Hämta in alla #}}',
  'carry.taken':
    '{count, plural, =0 {Inhämtat, och på väg till grannarna.} one {En varning står i listan och går vidare till grannarna.} other {# varningar står i listan och går vidare till grannarna.}}',
}
