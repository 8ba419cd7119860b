import type { ErrorCode } from '../kernel/errors.ts'
import type { Language } from '../kernel/language.ts'

/** The same sentence in every language, as an ICU message. */
export type Sentence = Readonly<Record<Language, string>>

/**
 * The details a sentence of FAILURE_WORDS takes as arguments. Whoever throws one
 * of these codes must give them; no other sentence takes any.
 */
export const FAILURE_ARGUMENTS = {
  'pin-wrong': ['triesLeft'],
  'pin-blocked': ['retryAtMs'],
} as const satisfies Partial<Record<ErrorCode, readonly string[]>>

/** Words for every code: what went wrong, and what to do next. ICU messages with `details` as arguments. */
export const FAILURE_WORDS: Readonly<Record<ErrorCode, Sentence>> = {
  'invalid-input': {
    en: 'Something in what was entered cannot be used. Look it over and try again.',
    sv: 'Något av det som skrevs in går inte att använda. Se över det och försök igen.',
    ja: '入力された内容に使えないものがあります。見直して、もう一度お試しください。',
  },
  'unknown-method': {
    en: 'This Node does not know what was asked of it. Page and Node are probably different versions: load the page again.',
    sv: 'Noden känner inte till det den ombads göra. Sidan och Noden är troligen olika versioner: ladda om sidan.',
    ja: 'このノードは頼まれた操作を知りません。画面とノードの版が違うようです。画面を読み込み直してください。',
  },
  unauthorised: {
    en: 'The Node does not recognise this page. Open the link that Mirrorwell printed when it started.',
    sv: 'Noden känner inte igen den här sidan. Öppna länken som Mirrorwell skrev ut vid starten.',
    ja: 'ノードがこの画面を確認できません。Mirrorwell の起動時に表示されたリンクを開いてください。',
  },
  'channel-closed': {
    en: 'The connection to your Node was lost before it answered. It comes back by itself; then try again.',
    sv: 'Förbindelsen med din Nod bröts innan den hann svara. Den återkommer av sig själv; försök igen då.',
    ja: '返事が届く前に、ノードとの接続が切れました。自動でつながり直します。つながったら、もう一度お試しください。',
  },
  'too-many-calls': {
    en: 'Too much was asked at once. Wait a moment and try again.',
    sv: 'Det blev för många frågor på en gång. Vänta ett ögonblick och försök igen.',
    ja: '一度に多くのことを頼みすぎました。少し待ってから、もう一度お試しください。',
  },
  internal: {
    en: 'Something went wrong inside the Node. Nothing already stored is lost. Try again; if it keeps happening, copy the diagnostics in Settings for whoever helps you.',
    sv: 'Något gick fel inne i Noden. Inget som redan är sparat har gått förlorat. Försök igen; om det upprepas, kopiera diagnosen i Inställningar till den som hjälper dig.',
    ja: 'ノードの中で問題が起きました。保存済みのものは失われていません。もう一度お試しください。続くようなら、「設定」の診断情報をコピーして、頼れる人に送ってください。',
  },
  usage: {
    en: 'That command is not written in a way Mirrorwell understands. `mirrorwell --help` shows how.',
    sv: 'Kommandot är inte skrivet så att Mirrorwell förstår det. `mirrorwell --help` visar hur.',
    ja: 'コマンドの書き方が正しくありません。`mirrorwell --help` で使い方を確かめてください。',
  },
  'not-running': {
    en: 'No Node is running on this folder. Start it with `mirrorwell serve` or open the app.',
    sv: 'Ingen Nod är igång för den här mappen. Starta den med `mirrorwell serve` eller öppna appen.',
    ja: 'このフォルダーのノードは動いていません。`mirrorwell serve` で起動するか、アプリを開いてください。',
  },
  'runtime-too-old': {
    en: 'This version of Node.js is too old. Run `npm ci` in the folder of Mirrorwell: it brings the right one along.',
    sv: 'Den här versionen av Node.js är för gammal. Kör `npm ci` i Mirrorwells mapp, så följer rätt version med.',
    ja: 'Node.js の版が古すぎます。Mirrorwell のフォルダーで `npm ci` を実行すると、合う版が入ります。',
  },
  'port-in-use': {
    en: 'Another program already uses that port. Choose another, or leave it out and one is found for you.',
    sv: 'Ett annat program använder redan den porten. Välj en annan, eller utelämna den så väljs en ledig.',
    ja: 'そのポートはほかのプログラムが使っています。別の番号を選ぶか、指定せずに任せてください。',
  },
  'data-in-use': {
    en: 'A Node is already running on this folder. Use that one, or close it first.',
    sv: 'En Nod är redan igång för den här mappen. Använd den, eller stäng den först.',
    ja: 'このフォルダーでは、すでにノードが動いています。そちらを使うか、先に終了してください。',
  },
  'disk-full': {
    en: 'The disk is full, so nothing new can be stored. What you have is safe. Free some space and try again.',
    sv: 'Disken är full, så inget nytt kan sparas. Det du har är tryggt. Frigör utrymme och försök igen.',
    ja: 'ディスクがいっぱいで、新しく保存できません。今あるものは無事です。空きを作って、もう一度お試しください。',
  },
  'disk-read-only': {
    en: 'The data folder cannot be written to. Check its permissions or choose another folder.',
    sv: 'Det går inte att skriva i datamappen. Kontrollera behörigheterna eller välj en annan mapp.',
    ja: 'データのフォルダーに書き込めません。権限を確かめるか、別のフォルダーを選んでください。',
  },
  'database-corrupt': {
    en: 'The database is damaged and was left untouched. Restore the newest backup, or start again from your 24 words.',
    sv: 'Databasen är skadad och har lämnats orörd. Återställ den senaste säkerhetskopian, eller börja om från dina 24 ord.',
    ja: 'データベースが壊れています。手を加えずに残してあります。新しい控えから戻すか、24 の言葉から始め直してください。',
  },
  'database-newer': {
    en: 'A newer Mirrorwell wrote this folder. Update Mirrorwell and open it again.',
    sv: 'Mappen är skriven av ett nyare Mirrorwell. Uppdatera Mirrorwell och öppna den igen.',
    ja: 'このフォルダーは、より新しい Mirrorwell が書いたものです。Mirrorwell を更新してから開いてください。',
  },
  'file-unreadable': {
    en: 'The file cannot be read. Check that it exists and that you may open it.',
    sv: 'Filen går inte att läsa. Kontrollera att den finns och att du får öppna den.',
    ja: 'ファイルを読めません。ファイルがあるか、開く権限があるかを確かめてください。',
  },
  'file-exists': {
    en: 'There is already a file there, and it was left as it is. Move it away, then try again.',
    sv: 'Det finns redan en fil där, och den har fått vara. Flytta undan den och försök igen.',
    ja: 'そこにはすでにファイルがあり、そのまま残してあります。移動してから、もう一度お試しください。',
  },
  'node-absent': {
    en: 'There is no Node in this folder yet. Make one, or restore one from its 24 words.',
    sv: 'Det finns ingen Nod i den här mappen ännu. Skapa en, eller återställ en från dess 24 ord.',
    ja: 'このフォルダーにはまだノードがありません。新しく作るか、24 の言葉から戻してください。',
  },
  'node-exists': {
    en: 'There is already a Node in this folder. Open it, or choose another folder for a second one.',
    sv: 'Det finns redan en Nod i den här mappen. Öppna den, eller välj en annan mapp för en andra.',
    ja: 'このフォルダーにはすでにノードがあります。それを開くか、2 つ目には別のフォルダーを選んでください。',
  },
  'node-locked': {
    en: 'The Node is locked. Enter its passphrase to open it.',
    sv: 'Noden är låst. Skriv dess lösenfras för att öppna den.',
    ja: 'ノードに鍵がかかっています。合言葉を入力して開いてください。',
  },
  'passphrase-required': {
    en: 'A passphrase is needed to protect the keys on this machine. Choose one.',
    sv: 'En lösenfras behövs för att skydda nycklarna på den här datorn. Välj en.',
    ja: 'この機械にある鍵を守るために、合言葉が必要です。決めてください。',
  },
  'passphrase-wrong': {
    en: 'That is not the passphrase of this Node. Check the keyboard layout and try again.',
    sv: 'Det är inte den här Nodens lösenfras. Kontrollera tangentbordets språk och försök igen.',
    ja: 'このノードの合言葉と違います。キーボードの設定を確かめて、もう一度お試しください。',
  },
  'passphrase-too-short': {
    en: 'That passphrase is too short to protect the keys. Use at least 10 characters; a few words are easiest to remember.',
    sv: 'Lösenfrasen är för kort för att skydda nycklarna. Använd minst 10 tecken; några ord är lättast att minnas.',
    ja: 'その合言葉は短すぎて鍵を守れません。10 文字以上にしてください。いくつかの単語を並べると覚えやすいです。',
  },
  'recovery-words-invalid': {
    en: 'These 24 words do not belong together. Check spelling and order against your paper.',
    sv: 'De här 24 orden hör inte ihop. Jämför stavning och ordning med ditt papper.',
    ja: 'この 24 の言葉は組み合わせが合いません。つづりと順番を、紙と見比べてください。',
  },
  'vault-damaged': {
    en: 'The file that holds the keys is damaged. Restore a backup of the folder, or start again from your 24 words.',
    sv: 'Filen med nycklarna är skadad. Återställ en kopia av mappen, eller börja om från dina 24 ord.',
    ja: '鍵を入れたファイルが壊れています。フォルダーの控えから戻すか、24 の言葉から始め直してください。',
  },
  'epoch-unconfirmed': {
    en: 'This Node was restored and does not yet know its own last entry. Let it meet a neighbour, or confirm under Needs you that none is left.',
    sv: 'Noden är återställd och vet ännu inte vilken som var dess sista post. Låt den möta en granne, eller bekräfta under Behöver dig att ingen finns kvar.',
    ja: '復元したばかりで、自分の最後の記録がまだわかりません。隣のノードとつながるのを待つか、「あなたを待つこと」で残りがないことを確認してください。',
  },
  'identity-superseded': {
    en: 'This Node now lives on another machine, so nothing can be written here any more. Go on there.',
    sv: 'Noden bor numera på en annan dator, så här går det inte längre att skriva. Fortsätt där.',
    ja: 'このノードは別の機械に移っているため、ここではもう書き込めません。移った先でお続けください。',
  },
  'backup-drill-failed': {
    en: 'Not all four words were right. Look at your paper again; the drill asks for new ones.',
    sv: 'Alla fyra orden stämde inte. Titta på papperet igen; övningen frågar efter nya.',
    ja: '4 つの言葉のうち、違うものがありました。紙をもう一度見てください。次は別の言葉を尋ねます。',
  },
  'test-only': {
    en: 'This works only in a practice federation. To try it, start a new Node for practice.',
    sv: 'Det här går bara i ett övningsförbund. Starta en ny Nod för övning om du vill prova.',
    ja: 'これは練習用の連合でだけ使えます。試すときは、練習用のノードを新しく作ってください。',
  },
  'clock-backwards': {
    en: 'The practice clock only moves forwards. Choose a later time.',
    sv: 'Övningsklockan går bara framåt. Välj en senare tid.',
    ja: '練習用の時計は先にしか進みません。もっと後の時刻を選んでください。',
  },
  'mirror-locked': {
    en: 'Only a Mirror can do this. Unlock yours with your PIN.',
    sv: 'Det här kan bara en Spegel göra. Lås upp din med din PIN-kod.',
    ja: 'これはミラーだけができることです。PIN であなたのミラーを開いてください。',
  },
  'mirror-unknown': {
    en: 'There is no such Mirror at this Node. Choose one from the list.',
    sv: 'Det finns ingen sådan Spegel vid den här Noden. Välj en i listan.',
    ja: 'このノードにそのミラーはいません。一覧から選んでください。',
  },
  'mirror-revoked': {
    en: 'This Mirror no longer speaks for the Node. Unlock another, or add a new one.',
    sv: 'Den här Spegeln talar inte längre för Noden. Lås upp en annan, eller lägg till en ny.',
    ja: 'このミラーは、もうこのノードを代表しません。別のミラーを開くか、新しく加えてください。',
  },
  'mirror-exists': {
    en: 'There is already a Mirror with that name here. Choose another name, so you can be told apart.',
    sv: 'Det finns redan en Spegel med det namnet här. Välj ett annat, så att ni går att skilja åt.',
    ja: '同じ名前のミラーがすでにいます。見分けられるように、別の名前にしてください。',
  },
  'mirror-last': {
    en: 'This is the last Mirror here, and a Node needs one. Add another first.',
    sv: 'Det är den sista Spegeln här, och en Nod behöver en. Lägg till en annan först.',
    ja: 'ここにいる最後のミラーです。ノードには 1 人は必要です。先に別のミラーを加えてください。',
  },
  'pin-wrong': {
    en: '{triesLeft, plural, =0 {Wrong PIN, and no try is left for now.} one {Wrong PIN. One try left before a pause.} other {Wrong PIN. # tries left before a pause.}}',
    sv: '{triesLeft, plural, =0 {Fel PIN-kod, och inga försök finns kvar just nu.} one {Fel PIN-kod. Ett försök kvar före en paus.} other {Fel PIN-kod. # försök kvar före en paus.}}',
    ja: '{triesLeft, plural, =0 {PIN が違います。今はこれ以上試せません。} other {PIN が違います。休止までにあと # 回試せます。}}',
  },
  'pin-blocked': {
    en: 'Too many wrong PINs. Try again after {retryAtMs, time, short}.',
    sv: 'För många felaktiga PIN-koder. Försök igen efter {retryAtMs, time, short}.',
    ja: 'PIN の間違いが続きました。{retryAtMs, time, short} を過ぎてから、もう一度お試しください。',
  },
  'invite-invalid': {
    en: 'This is not a whole invitation. Copy all of it, from the first character to the last, and paste it again.',
    sv: 'Det här är inte en hel inbjudan. Kopiera allt, från första till sista tecknet, och klistra in igen.',
    ja: '招待状が途中で切れているか、正しくありません。初めから終わりまでコピーして、貼り直してください。',
  },
  'invite-expired': {
    en: 'This invitation is too old. Ask for a new one.',
    sv: 'Inbjudan är för gammal. Be om en ny.',
    ja: 'この招待状は期限が切れています。新しいものをもらってください。',
  },
  'invite-revoked': {
    en: 'This invitation was taken back by whoever made it. Ask for a new one.',
    sv: 'Den som skapade inbjudan har dragit tillbaka den. Be om en ny.',
    ja: 'この招待状は、作った人が取り消しました。新しいものをもらってください。',
  },
  'invite-unknown': {
    en: 'The Node that is said to have made this invitation does not know it. Ask for a new one.',
    sv: 'Noden som ska ha skapat inbjudan känner inte till den. Be om en ny.',
    ja: '作ったはずのノードが、この招待状を知りません。新しいものをもらってください。',
  },
  'invite-own': {
    en: 'This is your own invitation. Send it to somebody else, to open at their Node.',
    sv: 'Det här är din egen inbjudan. Skicka den till någon annan, som öppnar den vid sin Nod.',
    ja: 'これはあなた自身の招待状です。ほかの人に送り、その人のノードで開いてもらってください。',
  },
  'federation-has-neighbours': {
    en: 'Your Node already has neighbours in another federation. Leave that one first, under Settings.',
    sv: 'Din Nod har redan grannar i ett annat förbund. Lämna det först, under Inställningar.',
    ja: 'あなたのノードには、別の連合に隣のノードがいます。先に「設定」でその連合を離れてください。',
  },
  'join-refused': {
    en: 'The other Node answered and did not let yours in. Ask its Mirror what to do; all is as it was here.',
    sv: 'Den andra Noden svarade men släppte inte in din. Fråga dess Spegel vad som behövs; här är allt som förut.',
    ja: '相手のノードは応えましたが、参加を受け入れませんでした。相手のミラーに尋ねてください。こちらは元のままです。',
  },
  'join-timeout': {
    en: 'The other Node did not answer in time. Make sure it is switched on and in reach, then try again; all is as it was here.',
    sv: 'Den andra Noden svarade inte i tid. Se till att den är på och går att nå, och försök igen; här är allt som förut.',
    ja: '相手のノードから時間内に返事がありませんでした。電源と接続を確かめてもらい、もう一度お試しください。こちらは元のままです。',
  },
  'neighbour-unknown': {
    en: 'This Node has not heard of that neighbour. Look at the list again.',
    sv: 'Noden har inte hört talas om den grannen. Titta i listan igen.',
    ja: 'その隣のノードはまだ知られていません。一覧をもう一度見てください。',
  },
  'address-invalid': {
    en: 'That is not an address a Node can use. An example: /ip4/0.0.0.0/tcp/4001.',
    sv: 'Det är ingen adress en Nod kan använda. Ett exempel: /ip4/0.0.0.0/tcp/4001.',
    ja: 'ノードが使えるアドレスではありません。例：/ip4/0.0.0.0/tcp/4001',
  },
  'resource-unknown': {
    en: 'This resource is not measured here. Record a level for it first.',
    sv: 'Den här resursen mäts inte här. Anteckna en nivå för den först.',
    ja: 'その資源はここで測っていません。先に量を記録してください。',
  },
  'resource-unit-mismatch': {
    en: 'This resource is already measured in another unit. Use that one, or remove the resource first.',
    sv: 'Den här resursen mäts redan i en annan enhet. Använd den, eller ta bort resursen först.',
    ja: 'この資源はすでに別の単位で測っています。その単位を使うか、先に資源を外してください。',
  },
  'resource-level-out-of-range': {
    en: 'The level is more than there is room for. Check the level and how much fits.',
    sv: 'Nivån är högre än vad som får plats. Kontrollera nivån och hur mycket som ryms.',
    ja: '量が、入る量を超えています。今の量と入る量を確かめてください。',
  },
  'resource-thresholds-crossed': {
    en: 'The line of need must lie below the line of plenty, and both within what fits. Change one of them.',
    sv: 'Gränsen för brist måste ligga under gränsen för överskott, och båda inom det som ryms. Ändra en av dem.',
    ja: '「足りない」の線は「余る」の線より下にし、どちらも入る量の中に収めてください。',
  },
  'csv-header': {
    en: 'The first line must name the columns: at,resource,level,unit,capacity,surplusAbove,deficitBelow.',
    sv: 'Första raden måste namnge kolumnerna: at,resource,level,unit,capacity,surplusAbove,deficitBelow.',
    ja: '1 行目に列の名前が必要です：at,resource,level,unit,capacity,surplusAbove,deficitBelow',
  },
  'csv-too-large': {
    en: 'This is more than can be read at once. Split it into smaller files.',
    sv: 'Det är mer än vad som går att läsa på en gång. Dela upp det i mindre filer.',
    ja: '一度に読める量を超えています。小さいファイルに分けてください。',
  },
  'accuracy-too-fine': {
    en: 'Finer than ±10 % is not offered: too little would keep the level itself from being worked out.',
    sv: 'Finare än ±10 % går inte att välja: då skulle den verkliga nivån vara för lätt att räkna ut.',
    ja: '±10 % より細かくはできません。実際の量が簡単に分かってしまうためです。',
  },
  'accuracy-unknown': {
    en: 'Choose ±10 %, ±20 % or ±30 %.',
    sv: 'Välj ±10 %, ±20 % eller ±30 %.',
    ja: '±10 %、±20 %、±30 % のいずれかを選んでください。',
  },
  'alert-unknown': {
    en: 'This alert is not known here. Look at the list again.',
    sv: 'Varningen är inte känd här. Titta i listan igen.',
    ja: 'その警報はここでは知られていません。一覧をもう一度見てください。',
  },
  'alert-not-own': {
    en: 'Only the Node that raised an alert can correct it. You can judge it instead.',
    sv: 'Bara Noden som slog larm kan rätta varningen. Du kan bedöma den i stället.',
    ja: '警報を直せるのは、出したノードだけです。代わりに判断を伝えることができます。',
  },
  'alert-withdrawn': {
    en: 'This alert was already withdrawn. Raise a new one if there is more to say.',
    sv: 'Varningen är redan tillbakadragen. Skriv en ny om det finns mer att säga.',
    ja: 'この警報はすでに取り下げられています。伝えることがあれば、新しく出してください。',
  },
  'review-exists': {
    en: 'You have already judged this alert, and a signed judgement stays as it is.',
    sv: 'Du har redan bedömt den här varningen, och en undertecknad bedömning står fast.',
    ja: 'この警報はすでに判断済みです。署名した判断は変えられません。',
  },
  'transfer-unknown': {
    en: 'This transfer is not known here. Look at the list again.',
    sv: 'Överföringen är inte känd här. Titta i listan igen.',
    ja: 'その受け渡しはここでは知られていません。一覧をもう一度見てください。',
  },
  'transfer-phase': {
    en: 'The transfer has moved on, and this can no longer be done. Look at it again.',
    sv: 'Överföringen har kommit längre än så, och det här går inte längre. Titta på den igen.',
    ja: 'この受け渡しはすでに先へ進んでいて、その操作はできません。もう一度開いて確かめてください。',
  },
  'transfer-terms-changed': {
    en: 'The terms were changed in the meantime. Read them again before you agree.',
    sv: 'Villkoren ändrades under tiden. Läs dem igen innan du godkänner.',
    ja: 'その間に条件が変わりました。もう一度読んでから同意してください。',
  },
  'transfer-not-asked': {
    en: 'You became a Mirror here after this decision was opened, so it is for the others.',
    sv: 'Du blev Spegel här efter att beslutet öppnades, så det är de andras att fatta.',
    ja: 'この判断が始まった後にミラーになったため、今回は他のミラーが決めます。',
  },
  'transfers-too-many': {
    en: 'There are too many open offers between these two Nodes. End or finish some first.',
    sv: 'Det finns för många öppna erbjudanden mellan de här två Noderna. Avsluta några först.',
    ja: 'この 2 つのノードの間で、進行中の申し出が多すぎます。先にいくつか終えてください。',
  },
  'mirrors-too-few': {
    en: 'This Node asks for more Mirrors to agree than it has. Add a Mirror, or ask for fewer in the settings.',
    sv: 'Noden kräver fler Speglars ja än den har Speglar. Lägg till en Spegel, eller sänk kravet i inställningarna.',
    ja: '必要な同意の数が、このノードのミラーの数を上回っています。ミラーを加えるか、設定で数を減らしてください。',
  },
  'seed-unknown': {
    en: 'This seed is not known here. Look at the seedbed again.',
    sv: 'Fröet är inte känt här. Titta i såbädden igen.',
    ja: 'その種はここでは知られていません。苗床をもう一度見てください。',
  },
  'seed-state': {
    en: 'Somebody has dealt with this seed in the meantime. Look at it again.',
    sv: 'Någon har tagit hand om fröet under tiden. Titta på det igen.',
    ja: 'その間に、誰かがこの種を扱いました。もう一度開いて確かめてください。',
  },
  'seed-exists': {
    en: 'You have already offered a lesson with exactly this content.',
    sv: 'Du har redan erbjudit en lärdom med precis det här innehållet.',
    ja: 'まったく同じ内容の教訓を、すでに申し出ています。',
  },
  'seed-too-large': {
    en: 'Text and checks together are too long for one lesson. Shorten it, or make two of it.',
    sv: 'Text och kontroller är tillsammans för långa för en lärdom. Korta ner, eller gör två av den.',
    ja: '本文と確認項目を合わせると、1 つの教訓には長すぎます。短くするか、2 つに分けてください。',
  },
  'seed-overgrown': {
    en: 'A newer version is planted on top. Uproot that one first.',
    sv: 'En nyare version är planterad ovanpå. Dra upp den först.',
    ja: '新しい版がこの上に植えられています。先にそちらを抜いてください。',
  },
  'bundle-invalid': {
    en: 'This is no bundle of seeds, or it was damaged on the way. Ask for it once more.',
    sv: 'Det här är inget fröpaket, eller så har det skadats på vägen. Be om det en gång till.',
    ja: '種の包みではないか、途中で壊れています。もう一度もらってください。',
  },
  'page-unknown': {
    en: 'There is no such page in the handbook. Look at its list again.',
    sv: 'Det finns ingen sådan sida i handboken. Titta i listan igen.',
    ja: '手引きにそのページはありません。一覧をもう一度見てください。',
  },
}
