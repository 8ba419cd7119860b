import type { Bridge } from '../../src/shared/contract/index.ts'

type Raise = Parameters<Bridge['alerts']['raise']>[0]

/** What people in the valley write to each other, each in their own language. */
export const DOUBLE_COUNT: Raise = {
  kind: 'systemic-error',
  severity: 'high',
  summary: 'The harvest forecast counts rain twice when a gauge answers late',
  detail:
    'Three evenings in a row the forecast for the lower fields was about twice what fell. Each time one gauge had answered after midnight, and its rain stood in both days.',
  system: 'Harvest forecast 4',
  evidence: [{ name: 'gauges-week-41.csv', sha256: '5e'.repeat(32), sizeBytes: 18_204 }],
}
export const WELL: Raise = {
  kind: 'hallucination',
  severity: 'medium',
  summary: '井戸のない場所に井戸があると答えました',
  detail: '水路の相談で、地図にない井戸を二度すすめられました。現地には畑しかありません。',
  system: '水の相談役',
  evidence: [],
}
export const SMALL_FARMS: Raise = {
  kind: 'bias-drift',
  severity: 'medium',
  summary: 'Fördelningsförslaget glömmer de små gårdarna allt oftare',
  detail: 'I mars fick de sju av tio förslag, nu två av tio. Ingenting i underlaget har ändrats.',
  system: 'Fördelaren',
  evidence: [],
}
export const OLD_METERS: Raise = {
  kind: 'bias-drift',
  severity: 'low',
  summary: 'Lastplaneraren sätter hus med gamla mätare sist, varje gång',
  detail: 'Vi har jämfört fyrtio nätter. Ingen har valt den regeln.',
  system: 'Lastplaneraren',
  evidence: [],
}

/** One more than an author may send within an hour. */
export const OWN_SUMMARIES = [
  'The water adviser invents a well in the upper meadow',
  'It names a neighbour who does not exist',
  'It cites a rule nobody here has written',
  'It answers in a language nobody asked for',
] as const

export const STRAW = {
  title: 'Täck bäddarna före torkan',
  body: '# Täck bäddarna\n\nHalm, **två händer** tjockt, sparade oss en tredjedel av vattnet i juni.\n\n- lägg den på fuktig jord\n- håll den borta från stjälkarna',
}
export const STRAW_AND_DUSK = {
  title: 'Täck bäddarna, vattna i skymningen',
  body: '# Täck bäddarna\n\nHalm, **en hand** tjockt, sparade oss en tredjedel av vattnet i juni.\n\n- lägg den på fuktig jord\n- vattna i skymningen',
}
export const WELL_ROPE = {
  title: '井戸の縄は冬の前に替える',
  body: '# 縄\n\n凍ると切れます。**十一月まで**に替えます。',
}
export const PUMP = {
  title: 'Listen to the pump',
  body: 'A dry bearing sings before it stops.',
}

/** What Älvdalen and Chiba have said to each other. */
export const TALK = [
  ['theirs', 'おはようございます。そちらの水は足りていますか。'],
  ['ours', 'Tack för att du frågar! Just nu räcker det knappt.\nVi hoppas på regn till helgen.'],
  ['theirs', 'では土曜日に食料と一緒に、古い桶もいくつか持って行きます。'],
  ['ours', 'Det vore till stor hjälp. Vi möter er vid bron.'],
] as const
export const FIRST_WORD = 'Hello from the lake. Is your road open?'
