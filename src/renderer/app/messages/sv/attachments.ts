import type { attachments as en } from '../en/attachments.ts'

export const attachments: Readonly<Record<keyof typeof en, string>> = {
  'attachments.title': 'Filer till lärdomen',
  'attachments.loading': 'Ser efter vilka som finns här.',
  'attachments.hint':
    'En fil hämtas bara om du vill ha den. Först tillfrågas den som erbjöd lärdomen, sedan de anslutna grannarna i tur och ordning, så var och en av dem kan få veta att du vill ha den. När den väl finns här kan era grannar hämta den från er.',
  'attachments.absent': 'finns inte här',
  'attachments.asking': 'frågar {name}',
  'attachments.nobody': 'ingen som är ansluten har den just nu; den som ansluter blir tillfrågad',
  'attachments.moving': 'på väg från {name}',
  'attachments.here': 'finns här',
  'attachments.get': 'Hämta',
  'attachments.stop': 'Sluta hämta',
  'attachments.removeTitle': 'Ta bort {name}?',
  'attachments.removeConsequence':
    'Kopian i den här noden tas bort. Lärdomen finns kvar, och filen går att hämta igen så länge någon granne har den.',
  'attachments.arrived': '{name} har kommit.',
  'attachments.removeOwn':
    'Filen hör till en av era egna lärdomar. Lärdomen finns kvar, men kanske har ingen annan filen: då är den borta för alla.',
  'attachments.removePlanted':
    'En sida i er handbok behöver filen. Sidan finns kvar, men filen går bara att hämta igen så länge någon granne här har den.',
  'attachments.removeOfSeveral':
    'Flera lärdomar här behöver filen. De finns kvar, och filen går att hämta igen så länge någon granne har den.',
  'attachments.counts':
    '{count, plural, one {# fil} other {# filer}}, sammanlagt {size}, hämtas inte när lärdomen planteras',
  'attachments.pickTitle': 'Filer',
  'attachments.pickHint':
    'En ritning, en tabell, en film: högst {max} stycken, på högst 16 MiB var. De stannar här och går till den som vill ha dem.',
  'attachments.pick': 'Lägg till en fil',
  'attachments.handingIn': 'Kopierar filen',
  'attachments.added': '{name} hör till lärdomen.',
  'attachments.copyFirst': 'En fil kopieras fortfarande. Vänta en stund och försök igen.',
  'attachments.takeOff': 'Ta bort {name} från lärdomen',
}
