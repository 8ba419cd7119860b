import type { trust as en } from '../en/trust.ts'

export const trust: Readonly<Record<keyof typeof en, string>> = {
  'trust.title': 'Om något är fel hos dem',
  'trust.lede': 'Prata med dem först, om det går. Det du gör här undertecknas med ditt namn.',
  'trust.flag': 'Anteckna det här',
  'trust.flagTitle': 'Vad är fel hos {name}?',
  'trust.flagConsequence':
    'Anteckningen stannar i den här Noden, så att dess andra Speglar ser den. Inget annat följer av den, och ingen annan får veta den.',
  'trust.flagged': '{mirror} antecknade: ”{reason}”',
  'trust.isolate': 'Ställ åt sidan en tid',
  'trust.isolateAnew': 'Ställ åt sidan på nytt',
  'trust.isolateTitle': 'Ställa {name} åt sidan?',
  'trust.isolateConsequence':
    'Tills tiden är ute tar er Nod inte emot något från dem och ger dem inget, utom varningar. De får veta ditt skäl och ditt namn och får svara en gång. Det som är öppet mellan er kan förfalla.',
  'trust.length': 'Det gäller i',
  'trust.length.hour': 'en timme',
  'trust.length.day': 'en dag',
  'trust.length.threeDays': 'tre dagar',
  'trust.length.week': 'en vecka',
  'trust.reason': 'Skäl',
  'trust.reasonMissing': 'Skriv en mening: det räcker med en.',
  'trust.apartHere':
    '{mirror} har ställt {node} åt sidan till {until}: ”{reason}” Varningar kommer fram ändå.',
  'trust.apartThere':
    '{mirror} i {node} har ställt er Nod åt sidan till {until}: ”{reason}” Varningar kommer fram ändå.',
  'trust.overHere': 'Tiden då {node} var ställd åt sidan här är ute: den tog slut av sig själv {when}.',
  'trust.overThere': 'Tiden då {node} hade ställt er Nod åt sidan är ute: den tog slut av sig själv {when}.',
  'trust.releasedHere': '{mirror} släppte in {node} igen {when}.',
  'trust.releasedThere': '{mirror} i {node} släppte in er Nod igen {when}.',
  'trust.talkRests': 'Tills dess sägs inget, och inga filer går mellan er. Det som är sagt finns kvar här.',
  'trust.talkWaits': 'Det ni skriver och erbjuder väntar här tills dess.',
  'trust.answered': '{mirror} svarade: ”{reason}”',
  'trust.release': 'Släpp in dem igen',
  'trust.answer': 'Svara',
  'trust.answerTitle': 'Svara {name}',
  'trust.answerConsequence':
    'Svaret går till deras Speglar, undertecknat med ditt namn. Du kan svara en gång. De avgör om ni släpps in innan tiden är ute.',
  'trust.answerSend': 'Skicka svaret',
  'trust.needApart': '{name} har ställt er Nod åt sidan',
  'trust.needAppeal': '{name} har svarat',
}
