import type { practice as en } from '../en/practice.ts'

export const practice: Readonly<Record<keyof typeof en, string>> = {
  'practice.title': 'Övning',
  'practice.offer': 'Ingen i närheten ännu?',
  'practice.offerDetail':
    'Prova allt med simulerade grannar. Det tar några sekunder, kräver ingen lösenfras, och inget av det är på riktigt eller når någon.',
  'practice.enter': 'Prova med simulerade grannar',
  'practice.entering': 'Väcker de simulerade grannarna.',
  'practice.lede':
    'Simulerade grannar på den här datorn, att prova allt med. De har inget nätverk, och din egen Nod berörs inte.',
  'practice.inside':
    '{count, plural, one {Du har en simulerad granne här.} other {Du är bland # simulerade grannar.}}',
  'practice.simulated': 'Alla grannar här är simulerade; inget är på riktigt.',
  'practice.you': 'Din Spegel heter {mirror}, PIN-kod {pin}.',
  'practice.log': 'Vad alla Noder berättar',
  'practice.backToNode': 'Tillbaka till den riktiga Noden',
  'practice.backToStart': 'Tillbaka till början',
  'practice.leaveTitle': 'Lämna övningen?',
  'practice.leaveToNode':
    'De simulerade grannarna försvinner, med allt du gjort bland dem. Din egen Nod är som du lämnade den.',
  'practice.leaveToStart':
    'De simulerade grannarna försvinner, med allt du gjort bland dem. Sedan kan du skapa en egen Nod.',
  'practice.try': 'Saker att prova',
  'practice.tryDone':
    '{done, plural, =0 {Det dröjer ungefär en halv minut innan grannarna kommer i gång.} other {{done} av {count} gjorda.}}',
  'practice.tryAll': 'Du har provat allt. Stanna så länge du vill.',
  'practice.try.judge': 'Bedöm en varning och se hur andra bedömt den',
  'practice.try.answer': 'Svara på en grannes erbjudande',
  'practice.try.seed': 'Prova en lärdom, och plantera den eller tacka nej',
  'practice.try.offer': 'Erbjud vatten till någon som saknar det',
  'practice.try.done': 'Gjort:',
  'practice.try.open': 'Inte ännu:',
}
