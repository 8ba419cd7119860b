import type { CsvLineCode } from '../contract/resources.ts'
import type { VerdictReason } from '../kernel/verdict.ts'
import type { Sentence } from './failure-words.ts'

/** Words for every reason something another Node sent was not taken: the reason, and what would change it. No arguments. */
export const REASON_WORDS: Readonly<Record<VerdictReason, Sentence>> = {
  'already-known': {
    en: 'It was already here. Nothing needs doing.',
    sv: 'Det fanns redan här. Inget behöver göras.',
    ja: 'すでに届いていました。何もしなくて大丈夫です。',
  },
  malformed: {
    en: 'It could not be read. Their Node may need an update.',
    sv: 'Det gick inte att läsa. Deras Nod kan behöva uppdateras.',
    ja: '読み取れませんでした。相手のノードの更新が必要かもしれません。',
  },
  'too-large': {
    en: 'It was larger than a message may be. They can send it in smaller parts.',
    sv: 'Det var större än ett meddelande får vara. De kan skicka det i mindre delar.',
    ja: 'メッセージの大きさの上限を超えていました。小さく分ければ送れます。',
  },
  'version-unknown': {
    en: 'It is written for a newer Mirrorwell. Update yours to read it.',
    sv: 'Det är skrivet för ett nyare Mirrorwell. Uppdatera ditt för att läsa det.',
    ja: '新しい Mirrorwell 向けに書かれています。こちらを更新すると読めます。',
  },
  'kind-unknown': {
    en: 'It is a kind of message this Node does not know. An update may bring it.',
    sv: 'Det är en sorts meddelande som Noden inte känner till. En uppdatering kan hjälpa.',
    ja: 'このノードが知らない種類のメッセージです。更新すると読めるかもしれません。',
  },
  'federation-wrong': {
    en: 'It belongs to another federation. Only Nodes of the same federation talk.',
    sv: 'Det hör till ett annat förbund. Bara Noder i samma förbund talar med varandra.',
    ja: '別の連合のものです。同じ連合のノードどうしだけが話せます。',
  },
  'key-weak': {
    en: 'Its key is of a kind that can be forged. They need a new identity.',
    sv: 'Nyckeln är av ett slag som går att förfalska. De behöver en ny identitet.',
    ja: '偽造できる種類の鍵でした。相手には新しい身元が必要です。',
  },
  'signature-invalid': {
    en: 'The signature does not fit the words: something changed on the way. A fresh copy from its author would do.',
    sv: 'Underskriften stämmer inte med innehållet: något har ändrats på vägen. En ny kopia från avsändaren räcker.',
    ja: '署名と内容が合いません。途中で変わったようです。差出人から改めて届けば受け取れます。',
  },
  'credential-invalid': {
    en: 'The Mirror who signed it could not be recognised. Their Node has to vouch for them anew.',
    sv: 'Spegeln som skrev under gick inte att känna igen. Deras Nod behöver intyga den på nytt.',
    ja: '署名したミラーを確認できません。相手のノードが証明し直す必要があります。',
  },
  'credential-missing': {
    en: 'Such a message needs the signature of a person. They can send it again with a Mirror unlocked.',
    sv: 'Ett sådant meddelande behöver en människas underskrift. De kan skicka det igen med en upplåst Spegel.',
    ja: 'この種のメッセージには人の署名が必要です。ミラーを開いてから送り直してもらえます。',
  },
  'mirror-revoked': {
    en: 'The Mirror who signed it no longer speaks for that Node. Another of its Mirrors can.',
    sv: 'Spegeln som skrev under talar inte längre för den Noden. En annan av dess Speglar kan.',
    ja: '署名したミラーは、もうそのノードを代表していません。ほかのミラーなら送れます。',
  },
  'future-dated': {
    en: 'It is dated ahead of our clock. It is shown once its time comes; check both clocks.',
    sv: 'Det är daterat före vår klocka. Det visas när tiden är inne; kontrollera båda klockorna.',
    ja: 'こちらの時計より先の日付です。その時が来れば表示します。両方の時計を確かめてください。',
  },
  stale: {
    en: 'It is too old to matter now. A newer one replaces it.',
    sv: 'Det är för gammalt för att spela någon roll. Ett nyare ersätter det.',
    ja: '古くなりすぎています。新しいものが届けば置き換わります。',
  },
  superseded: {
    en: 'Something newer from the same Node is already here. Nothing needs doing.',
    sv: 'Något nyare från samma Nod finns redan här. Inget behöver göras.',
    ja: '同じノードのもっと新しいものが、すでに届いています。何もしなくて大丈夫です。',
  },
  'chain-broken': {
    en: 'An earlier entry of that Node is missing. It is taken once the gap is filled.',
    sv: 'En tidigare post från den Noden saknas. Det tas emot när luckan är fylld.',
    ja: 'そのノードの前の記録が抜けています。間が埋まれば受け取ります。',
  },
  equivocation: {
    en: 'That Node signed two different things in the same place. Talk with its Mirrors: the key may be in other hands.',
    sv: 'Noden har skrivit under två olika saker på samma plats. Tala med dess Speglar: nyckeln kan vara i fel händer.',
    ja: 'そのノードは同じ場所で二つの違う内容に署名しました。鍵が人手に渡ったかもしれません。ミラーと話してください。',
  },
  'epoch-closed': {
    en: 'It comes from an older life of that Node, which has since moved to another machine. The new one can say it again.',
    sv: 'Det kommer från ett äldre liv hos Noden, som sedan flyttat till en annan dator. Den nya kan säga det igen.',
    ja: 'そのノードは別の機械に移っていて、これは移る前のものです。移った先から送り直せます。',
  },
  'content-invalid': {
    en: 'What it says breaks a rule for its kind. They can correct it and send it again.',
    sv: 'Innehållet bryter mot en regel för sitt slag. De kan rätta det och skicka igen.',
    ja: '内容が決まりに合っていません。直して送り直してもらえます。',
  },
  'rate-exceeded': {
    en: 'More came than is taken in this time. The rest waits and comes later by itself.',
    sv: 'Det kom mer än vad som tas emot på den tiden. Resten väntar och kommer senare av sig själv.',
    ja: 'この時間に受け取れる数を超えました。残りは待っていて、あとで自動的に届きます。',
  },
  busy: {
    en: 'This Node was busy. It is fetched again at the next meeting.',
    sv: 'Noden var upptagen. Det hämtas igen vid nästa möte.',
    ja: 'このノードが忙しい状態でした。次につながったときに、改めて受け取ります。',
  },
}

/** Words for every reason a line of a CSV was not taken, and how to mend the line. No arguments. */
export const CSV_LINE_WORDS: Readonly<Record<CsvLineCode, Sentence>> = {
  columns: {
    en: 'It has too many or too few columns: there should be seven.',
    sv: 'Raden har för många eller för få kolumner: det ska vara sju.',
    ja: '列の数が合いません。7 列にしてください。',
  },
  time: {
    en: 'The time cannot be read. Write it like 2025-03-01T06:00:00Z.',
    sv: 'Tiden går inte att läsa. Skriv den som 2025-03-01T06:00:00Z.',
    ja: '時刻を読めません。2025-03-01T06:00:00Z のように書いてください。',
  },
  'time-future': {
    en: 'The time lies ahead. Only readings already taken can be brought in.',
    sv: 'Tiden ligger framåt. Bara avläsningar som redan är gjorda kan tas in.',
    ja: '未来の時刻です。すでに測ったものだけを取り込めます。',
  },
  resource: {
    en: 'The name of the resource cannot be used: start with a letter or figure, at most 40 characters.',
    sv: 'Resursens namn går inte att använda: börja med en bokstav eller siffra, högst 40 tecken.',
    ja: '資源の名前を使えません。文字か数字で始め、40 文字までにしてください。',
  },
  number: {
    en: 'A figure cannot be read. Use a point for decimals and no spaces.',
    sv: 'Ett tal går inte att läsa. Använd punkt för decimaler och inga mellanslag.',
    ja: '数字を読めません。小数点はピリオドにし、空白を入れないでください。',
  },
  unit: {
    en: 'The unit is missing or too long: at most 16 characters.',
    sv: 'Enheten saknas eller är för lång: högst 16 tecken.',
    ja: '単位がないか、長すぎます。16 文字までにしてください。',
  },
  'unit-mismatch': {
    en: 'This resource is measured in another unit. Convert the figure first.',
    sv: 'Resursen mäts i en annan enhet. Räkna om talet först.',
    ja: 'この資源は別の単位で測っています。先に換算してください。',
  },
  range: {
    en: 'The level is below nothing or above what fits. Check level and capacity.',
    sv: 'Nivån är under noll eller över det som ryms. Kontrollera nivån och det som ryms.',
    ja: '量が 0 より小さいか、入る量を超えています。両方を確かめてください。',
  },
  thresholds: {
    en: 'The line of need must lie below the line of plenty, and both within what fits.',
    sv: 'Gränsen för brist måste ligga under gränsen för överskott, och båda inom det som ryms.',
    ja: '「足りない」の線は「余る」の線より下にし、どちらも入る量の中に収めてください。',
  },
  duplicate: {
    en: 'There is already a reading of this resource at this time. The first one is kept.',
    sv: 'Det finns redan en avläsning av resursen vid den tiden. Den första behålls.',
    ja: '同じ時刻の記録がすでにあります。先のものを残します。',
  },
}
