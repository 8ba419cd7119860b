import type { en } from './en.ts'
import { alerts } from './sv/alerts.ts'
import { neighbours } from './sv/neighbours.ts'
import { practice } from './sv/practice.ts'
import { privacy } from './sv/privacy.ts'
import { resources } from './sv/resources.ts'
import { seeds } from './sv/seeds.ts'
import { settings } from './sv/settings.ts'
import { setup } from './sv/setup.ts'
import { transfers } from './sv/transfers.ts'

/** Sidans alla meddelanden på svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'app.name': 'Mirrorwell',
  'app.titleCount': '({count}) Mirrorwell',
  'app.connecting': 'Letar efter din Nod.',
  'app.asking': 'Frågar din Nod hur den mår.',
  'app.unanswered': 'Noden säger inte hur det står till',
  'app.refusedTitle': 'Sidan släpps inte in',
  'app.refusedHow':
    'Länken innehåller en nyckel som byts varje gång Noden startar. Du hittar den i fönstret där Mirrorwell startades.',
  'app.nowhere': 'Det finns inget på den här adressen.',

  'ui.back': 'Tillbaka',
  'ui.next': 'Nästa',
  'ui.cancel': 'Avbryt',
  'ui.done': 'Klart',
  'ui.save': 'Spara',
  'ui.saved': 'Sparat',
  'ui.remove': 'Ta bort',
  'ui.retry': 'Försök igen',
  'ui.copy': 'Kopiera',
  'ui.copied': 'Kopierat',
  'ui.copyFailed': 'Texten gick inte att kopiera. Markera den och kopiera för hand.',
  'ui.elapsed': 'Hittills {time}',
  'ui.tell': 'Kopiera vad som hände',
  'ui.longWait': 'Det här tar längre tid än vanligt.',
  'ui.longAct': 'Det här tar längre tid än vanligt. Du behöver inte stanna kvar: din Nod fortsätter med det.',
  'ui.reload': 'Läs in sidan på nytt',
  'ui.stopWaiting': 'Sluta vänta',
  'import.pickFile': 'Välj en fil',
  'import.look': 'Titta på den först',

  'ui.loading': 'Ett ögonblick',
  'ui.quoted': '”{text}”',

  'nav.label': 'Platser',
  'nav.skip': 'Hoppa till innehållet',
  'nav.find': 'Sök',
  'nav.needs': 'Behöver dig',
  'nav.resources': 'Resurser',
  'nav.map': 'Karta',
  'nav.alerts': 'Varningar',
  'nav.neighbours': 'Grannar',
  'nav.settings': 'Inställningar',
  'nav.waiting': '{count, plural, one {en väntar} other {# väntar}}',

  'who.nobody': 'Ingen Spegel är upplåst',
  'who.mirror': '{mirror}, Spegel för {node}',
  'who.sees': '{known, plural, =0 {Ingen annan Nod är känd ännu} other {Du ser {near} av {known} Noder}}',
  'who.unlock': 'Lås upp',
  'who.lock': 'Lås',
  'unlock.title': 'Vem är du?',
  'unlock.lede': 'Din PIN-kod låser upp din underskrift på just den här sidan.',
  'unlock.forAct': 'Det här kan bara en Spegel göra. Lås upp din, så går det vidare av sig själv.',
  'unlock.who': 'Spegel',
  'unlock.pin': 'PIN-kod för {mirror}',
  'unlock.tries':
    '{count, plural, =0 {Inga försök kvar just nu} one {Ett försök kvar} other {# försök kvar}}',

  'practice.all': 'Övning · Practice · 練習',
  'practice.detail': 'Inget här är på riktigt.',
  'banner.lost': 'Sidan har tappat sin Nod. Den försöker nå den igen; det du ser kan vara gammalt.',
  'banner.refused':
    'Noden har startat om och släpper inte in den här sidan. Det du har skrivit står kvar: kopiera det innan du går.',
  'banner.partial': 'Du ser {near} av {known} Noder; de andra har varit tysta i timmar.',
  'banner.partialOld': 'Du ser {near} av {known} Noder; uppgifterna om {thing} är {age} gamla.',
  'banner.alone':
    'Ingen annan Nod är inom räckhåll. Din arbetar vidare på egen hand: det du gör sparas, och skickas när någon hörs av igen.',
  'banner.clockOff':
    'Enligt dina grannars klockor går den här datorns klocka {off} fel. Ställ den rätt, annars vilseleder tiderna både dig och dem.',
  'banner.filtered':
    'Det som når dig kan vara filtrerat: andra Noder vet gång på gång sådant som ingen av dina grannar för vidare. Håll en granne nära som du litar på, eller bjud in en till.',
  'announce.alert': 'Ny varning, {severity}: {kind}, från {from}. {summary}',
  'announce.call': 'En granne frågar om någon är där.',
  'announce.alerts': '{count, plural, one {En ny varning} other {# nya varningar}}',

  'needs.title':
    '{count, plural, =0 {Inget behöver dig} =1 {En sak behöver dig} =2 {Två saker behöver dig} =3 {Tre saker behöver dig} =4 {Fyra saker behöver dig} =5 {Fem saker behöver dig} other {# saker behöver dig}}',
  'needs.lede': 'Inget händer förrän du bestämt dig. Varningar kommer först.',
  'needs.ledeEmpty': 'Allt är lugnt.',
  'needs.empty': 'Vattnet ligger stilla.',
  'needs.emptyDetail':
    'Ett bra tillfälle att anteckna hur mycket som finns, eller att släppa in en granne till.',
  'needs.emptyAlone':
    'Din Nod är till nytta redan ensam: anteckna vad ni har och följ hur det förändras. En granne kan komma när som helst.',
  'needs.record': 'Anteckna en nivå',
  'needs.invite': 'Bjud in en granne',
  'needs.sealed':
    '{count, plural, =0 {Ingen annan har bedömt den ännu.} one {En annan har bedömt den. Du ser hur när du själv har gjort det.} other {# andra har bedömt den. Du ser hur när du själv har gjort det.}}',
  'needs.epochTitle': 'Finns något kvar av den gamla Noden?',
  'needs.epochDetail':
    'Noden är återställd. Vanligtvis berättar en granne var den slutade. Om ingen granne någonsin hört av den, bekräfta att inget finns kvar, så kan den skriva igen.',
  'needs.epochConfirm': 'Bekräfta: inget finns kvar',
  'needs.backupTitle': 'Skriv upp dina 24 ord',
  'needs.backupDetail':
    'Nu finns det något här som är värt att behålla. Om datorn går förlorad är det bara orden som kan ge Noden tillbaka.',
  'needs.backupDo': 'Trygga den',
  'needs.mirrorTitle': '{mirror} är ny Spegel här',
  'needs.mirrorDetail': 'Hen får skriva under för Noden. Om ingen känner till det, återkalla hen. Tillagd',
  'needs.mirrorLook': 'Se Speglarna',
  'needs.mirrorNoted': 'Jag vet',

  ...practice,
  ...privacy,
  ...seeds,
  ...transfers,

  ...alerts,
  ...neighbours,
  ...resources,
  ...settings,
  ...setup,
}
