import type { Sentence } from './failure-words.ts'

/**
 * What others can learn of one resource, a sentence for each thing. ICU messages:
 * `low`, `high` are quantities, `unit` their unit, `times` how much likelier one of two
 * guesses becomes, `changes` how often the range changed today.
 */
export const PRIVACY_WORDS = {
  classIsExact: {
    en: 'Whether you have a surplus, have enough or are in need is shown exactly, because you choose to show it. It is never blurred, so that need is never hidden.',
    sv: 'Om ni har överskott, tillräckligt eller brist visas exakt, för att ni väljer att visa det. Det suddas aldrig ut, så att ett behov aldrig döljs.',
    ja: '余っているか、足りているか、足りないかは、あなたが見せると決めたものなので、そのまま正確に伝わります。困っていることが隠れないよう、ぼかすことはありません。',
  },
  capacity: {
    en: 'Capacity and unit are shown as you entered them.',
    sv: 'Kapacitet och enhet visas så som ni har skrivit in dem.',
    ja: '容量と単位は、入力したとおりに伝わります。',
  },
  nothingShown: {
    en: 'Nobody has been shown a level of this yet.',
    sv: 'Ingen har fått se någon nivå av detta ännu.',
    ja: 'この量は、まだ誰にも見せていません。',
  },
  range: {
    en: 'Of the level they see a range, {low, number}–{high, number} {unit}. Nine times out of ten the level lies in it; once in ten it does not, and nobody can tell when.',
    sv: 'Av nivån ser de ett spann, {low, number}–{high, number} {unit}. Nio gånger av tio ligger nivån där; en gång av tio gör den inte det, och ingen kan veta när.',
    ja: '量は幅で伝わります（{low, number}〜{high, number} {unit}）。十回のうち九回は実際の量がこの中にあり、一回は外れますが、いつ外れたかは誰にも分かりません。',
  },
  asking: {
    en: 'Asking again, or comparing notes, teaches them nothing: everybody gets the same range, until the level has moved by about a twentieth of the capacity or thirty days have passed.',
    sv: 'Att fråga igen eller jämföra med andra lär dem inget: alla får samma spann, tills nivån har flyttat sig ungefär en tjugondel av kapaciteten eller trettio dagar har gått.',
    ja: '何度尋ねても、互いに見比べても、新しいことは分かりません。量が容量のおよそ二十分の一動くか、三十日たつまで、誰にも同じ幅が伝わります。',
  },
  oneRange: {
    en: 'From one range, of two levels a twentieth of the capacity apart one becomes at most {times, number, ::.0} times likelier than the other.',
    sv: 'Av ett spann blir den ena av två nivåer, en tjugondel av kapaciteten från varandra, högst {times, number, ::.0} gånger troligare än den andra.',
    ja: '一つの幅からは、容量の二十分の一だけ離れた二つの量のうち、片方がもう片方より最大で{times, number, ::.0}倍ありそうだ、というところまで分かります。',
  },
  allRanges: {
    en: 'From everything shown in the last thirty days together it becomes at most {times, number, ::.0} times likelier.',
    sv: 'Av allt som visats de senaste trettio dagarna tillsammans blir den högst {times, number, ::.0} gånger troligare.',
    ja: 'この三十日間に見せたものをすべて合わせると、最大で{times, number, ::.0}倍になります。',
  },
  allRangesMuch: {
    en: 'So much has been shown in the last thirty days that somebody who kept all of it may work out how the level moved.',
    sv: 'Så mycket har visats de senaste trettio dagarna att den som har sparat allt kan räkna ut hur nivån har rört sig.',
    ja: 'この三十日間に多くを見せたので、すべてを記録していた人なら、量がどう動いたかを割り出せるかもしれません。',
  },
  hourOfChange: {
    en: 'The hour at which a range or a class changes can be seen, and tells that something happened then. Today the range changed {changes, plural, =0 {not once} one {once} other {# times}}; two changes a day are the most.',
    sv: 'Timmen då ett spann eller en klass ändras syns, och säger att något hände då. I dag har spannet ändrats {changes, plural, =0 {ingen gång} one {en gång} other {# gånger}}; två ändringar om dagen är det mesta.',
    ja: '幅や区分がいつ変わったかは、時間単位で見えます。そのころ何かあったことは伝わります。今日の幅の変更は{changes, plural, =0 {まだありません} other {#回です}}。一日に二回までです。',
  },
  held: {
    en: 'The level has moved on, but today’s two changes are used up: others keep seeing the older range until the day ends (UTC).',
    sv: 'Nivån har ändrats igen, men dagens två ändringar är förbrukade: andra ser det äldre spannet tills dagen är slut (UTC).',
    ja: '量はさらに動きましたが、今日の二回分を使い切りました。日が変わるまで（協定世界時）、ほかの人には前の幅が見え続けます。',
  },
  otherNames: {
    en: 'A stock kept under two names is blurred twice and counted apart: whoever takes the two for one learns more of it than is counted here.',
    sv: 'Ett förråd som ni för under två namn suddas ut två gånger och räknas var för sig: den som förstår att de två är ett får veta mer om det än vad som räknas här.',
    ja: '同じ蓄えを二つの名前で記録すると、別々にぼかされ、別々に数えられます。同じものだと気づいた人には、ここで数えている以上のことが分かります。',
  },
  offers: {
    en: 'An offer you make says its exact quantity to the one you make it to.',
    sv: 'Ett erbjudande ni ger säger sin exakta mängd till den som får det.',
    ja: '申し出をすると、その正確な量が相手に伝わります。',
  },
} as const satisfies Readonly<Record<string, Sentence>>
