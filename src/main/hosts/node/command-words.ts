import type { Sentence } from '../../../shared/words/failure-words.ts'

/** What commander calls the ways in which a command line can be wrong, in words. `subject` is the part it stumbled over. */
export const USAGE_WORDS = {
  'commander.unknownOption': {
    en: 'There is no option “{subject}” here.',
    sv: 'Flaggan ”{subject}” finns inte här.',
    ja: 'オプション「{subject}」はここにはありません。',
  },
  'commander.unknownCommand': {
    en: 'There is no command “{subject}”.',
    sv: 'Kommandot ”{subject}” finns inte.',
    ja: 'コマンド「{subject}」はありません。',
  },
  'commander.excessArguments': {
    en: 'There is a word too many on the command line.',
    sv: 'Det står ett ord för mycket på kommandoraden.',
    ja: 'コマンドラインに余分な語があります。',
  },
  'commander.missingArgument': {
    en: '“{subject}” is missing.',
    sv: '”{subject}” saknas.',
    ja: '「{subject}」がありません。',
  },
  'commander.missingMandatoryOptionValue': {
    en: 'The option “{subject}” is needed.',
    sv: 'Flaggan ”{subject}” behövs.',
    ja: 'オプション「{subject}」が必要です。',
  },
  'commander.optionMissingArgument': {
    en: 'The option “{subject}” needs a value.',
    sv: 'Flaggan ”{subject}” behöver ett värde.',
    ja: 'オプション「{subject}」には値が必要です。',
  },
  'commander.invalidArgument': {
    en: 'The value given for “{subject}” cannot be used.',
    sv: 'Värdet för ”{subject}” går inte att använda.',
    ja: '「{subject}」に渡した値は使えません。',
  },
  firstMirror: {
    en: '--mirror and --pin-file go together: the first Mirror has a name and a PIN.',
    sv: '--mirror och --pin-file hör ihop: den första Spegeln har ett namn och en PIN-kod.',
    ja: '--mirror と --pin-file は一緒に使います。最初のミラーには名前と PIN があります。',
  },
  mirrorAndPin: {
    en: '--as and --pin-file go together: a Mirror acts with a PIN.',
    sv: '--as och --pin-file hör ihop: en Spegel handlar med sin PIN-kod.',
    ja: '--as と --pin-file は一緒に使います。ミラーの行いには PIN が必要です。',
  },
  scenarioUnknown: {
    en: 'There is no rehearsal “{subject}”.',
    sv: 'Det finns inget genrep ”{subject}”.',
    ja: '「{subject}」という予行はありません。',
  },
  benchUnknown: {
    en: 'There is no bench “{subject}”.',
    sv: 'Det finns ingen mätning ”{subject}”.',
    ja: '「{subject}」という測定はありません。',
  },
  eventUnknown: {
    en: 'There is no event “{subject}”.',
    sv: 'Händelsen ”{subject}” finns inte.',
    ja: '「{subject}」という出来事はありません。',
  },
  oneStandardInput: {
    en: 'Only one thing can be read from standard input: use “-” once.',
    sv: 'Bara en sak kan läsas från standard in: använd ”-” en gång.',
    ja: '標準入力から読めるのは一つだけです。「-」は一度だけ使ってください。',
  },
} as const satisfies Readonly<Record<string, Sentence>>
export type UsageWord = keyof typeof USAGE_WORDS

/** What a command says on the way. */
export const COMMAND_WORDS = {
  serving: {
    en: '“{name}” is running. Its page: {url}',
    sv: '”{name}” är igång. Dess sida: {url}',
    ja: '「{name}」が動いています。画面：{url}',
  },
  page: {
    en: 'Mirrorwell is here: {url}',
    sv: 'Mirrorwell finns här: {url}',
    ja: 'Mirrorwell はこちらです：{url}',
  },
  alreadyRunning: {
    en: 'Mirrorwell is already running here: {url}',
    sv: 'Mirrorwell är redan igång här: {url}',
    ja: 'Mirrorwell はすでにここで動いています：{url}',
  },
  recoveryKept: {
    en: 'There is already a Node in this folder, so no words were written to {path}.',
    sv: 'Det finns redan en Nod i mappen, så inga ord skrevs till {path}.',
    ja: 'このフォルダーにはすでにノードがあるため、{path} には何も書きませんでした。',
  },
  selftestPassed: {
    en: 'Everything is computed here as published.',
    sv: 'Allt räknas här så som det är publicerat.',
    ja: 'すべて、公開されている答えのとおりです。',
  },
  selftestFailed: {
    en: 'Something is computed differently here: do not entrust keys to this machine, and install Node.js anew.',
    sv: 'Något räknas annorlunda här: anförtro inga nycklar åt den här datorn, och installera Node.js på nytt.',
    ja: '答えの違うものがあります。この機械に鍵を預けず、Node.js を入れ直してください。',
  },
  watchEnded: {
    en: 'This Node has ended, so nothing more comes from it.',
    sv: 'Noden har avslutats, så inget mer kommer från den.',
    ja: 'このノードは終了しました。ここからの出来事はもう届きません。',
  },
  rehearsing: {
    en: '{scenario}: {percent} % ({step})',
    sv: '{scenario}: {percent} % ({step})',
    ja: '{scenario}：{percent} %（{step}）',
  },
  simulated: {
    en: 'Simulated: {list}.',
    sv: 'Simulerat: {list}.',
    ja: 'シミュレーション：{list}',
  },
  rehearsalPassed: {
    en: 'Rehearsal “{scenario}”: passed, with seed {seed} and {nodes} simulated Nodes.',
    sv: 'Genrepet ”{scenario}”: klarat, med frö {seed} och {nodes} simulerade Noder.',
    ja: '予行「{scenario}」：合格（シード {seed}、シミュレーションのノード {nodes}）。',
  },
  rehearsalFailed: {
    en: 'Rehearsal “{scenario}”: not passed, with seed {seed} and {nodes} simulated Nodes. What is marked ✗ missed its target.',
    sv: 'Genrepet ”{scenario}”: inte klarat, med frö {seed} och {nodes} simulerade Noder. Det som är märkt ✗ nådde inte sitt mål.',
    ja: '予行「{scenario}」：不合格（シード {seed}、シミュレーションのノード {nodes}）。✗ の付いたものが目標に届きませんでした。',
  },
  allPassed: {
    en: 'All {count} simulated rehearsals passed.',
    sv: 'Alla {count} simulerade genrep klarades.',
    ja: 'シミュレーションの予行 {count} 件は、すべて合格です。',
  },
  someFailed: {
    en: 'Of {count} simulated rehearsals these did not pass: {failed}.',
    sv: 'Av {count} simulerade genrep klarades inte dessa: {failed}.',
    ja: 'シミュレーションの予行 {count} 件のうち、合格しなかったもの：{failed}',
  },
  doctorWell: {
    en: 'Nothing stands in the way.',
    sv: 'Inget står i vägen.',
    ja: '妨げになるものはありません。',
  },
  doctorIll: {
    en: 'What is marked ✗ has to be mended first.',
    sv: 'Det som är märkt ✗ behöver åtgärdas först.',
    ja: '✗ の付いたものを、先に直してください。',
  },
} as const satisfies Readonly<Record<string, Sentence>>

/** The help text. */
export const HELP_WORDS = {
  about: {
    en: 'The desktop seat of a sovereign community Node.',
    sv: 'Skrivbordsplatsen för en självständig gemenskaps Nod.',
    ja: '自立した地域ノードのための、机の上の席です。',
  },
  serve: {
    en: 'Run a Node without a window.',
    sv: 'Kör en Nod utan fönster.',
    ja: '画面なしでノードを動かします。',
  },
  call: {
    en: 'Ask the running Node for one thing.',
    sv: 'Be den Nod som är igång om en sak.',
    ja: '動いているノードに、一つのことを頼みます。',
  },
  watch: {
    en: 'Print what happens at one running Node or several, line by line.',
    sv: 'Skriv ut vad som händer hos en eller flera Noder, rad för rad.',
    ja: '動いているノード（一つでも、いくつでも）の出来事を、1 行ずつ表示します。',
  },
  selftest: {
    en: 'Check the cryptography of this machine against published answers.',
    sv: 'Jämför kryptografin på den här datorn med publicerade svar.',
    ja: 'この機械の暗号を、公開されている答えと照らし合わせます。',
  },
  doctor: {
    en: 'Look at what Mirrorwell needs on this machine, and say what is missing.',
    sv: 'Se efter vad Mirrorwell behöver på den här datorn, och säg vad som saknas.',
    ja: 'この機械に必要なものがそろっているかを調べ、足りないものを伝えます。',
  },
  rehearse: {
    en: 'Try out a situation with simulated Nodes, and say whether all holds that has to.',
    sv: 'Pröva ett läge med simulerade Noder, och säg om allt håller som ska hålla.',
    ja: 'シミュレーションのノードで状況を試し、守られるべきことが守られるかを伝えます。',
  },
  bench: {
    en: 'measure how fast it is, beside what it is compared with',
    sv: 'mät hur snabbt det går, bredvid det som det jämförs med',
    ja: '速さを、比べる相手と並べて測る',
  },
  benchRounds: {
    en: 'how often each figure is taken',
    sv: 'hur många gånger varje siffra tas',
    ja: '各数値を測る回数',
  },
  benchReport: {
    en: 'folder for the results: JSON, a page and a plot',
    sv: 'mapp för resultaten: JSON, en sida och ett diagram',
    ja: '結果（JSON・説明・図）を置くフォルダー',
  },
  rehearseNodes: {
    en: 'how many simulated Nodes',
    sv: 'antal simulerade Noder',
    ja: 'シミュレーションのノードの数',
  },
  rehearseSeed: {
    en: 'seed of chance: the same seed gives the same result',
    sv: 'slumpens frö: samma frö ger samma resultat',
    ja: '偶然のシード（同じシードなら同じ結果）',
  },
  rehearseReport: {
    en: 'folder for the results, as JSON and as a page',
    sv: 'mapp för resultaten, som JSON och som en sida',
    ja: '結果（JSON とページ）を置くフォルダー',
  },
  data: {
    en: 'the folder of the Node',
    sv: 'Nodens mapp',
    ja: 'ノードのフォルダー',
  },
  watchData: {
    en: "the Node's folder; may be given again, and each line then says which Node it is from",
    sv: 'Nodens mapp; kan anges flera gånger, och då säger varje rad vilken Nod den kommer från',
    ja: 'ノードのフォルダー（何度でも。二つ以上なら、どのノードのことかが各行に付きます）',
  },
  web: {
    en: 'show the page in the browser instead of a window',
    sv: 'visa sidan i webbläsaren i stället för ett fönster',
    ja: 'ウィンドウの代わりにブラウザーで表示',
  },
  name: { en: 'name of a Node that is made', sv: 'namn på en Nod som skapas', ja: '新しく作るノードの名前' },
  mirror: {
    en: 'name of its first Mirror',
    sv: 'namn på dess första Spegel',
    ja: '最初のミラーの名前',
  },
  pinFile: {
    en: "file with the Mirror's PIN, or -",
    sv: 'fil med Spegelns PIN-kod, eller -',
    ja: 'ミラーの PIN を書いたファイル、または -',
  },
  passphraseFile: {
    en: "file with the Node's passphrase, or -",
    sv: 'fil med Nodens lösenfras, eller -',
    ja: 'ノードの合言葉を書いたファイル、または -',
  },
  recoveryOut: {
    en: 'new file for the 24 words of a Node that is made',
    sv: 'ny fil för de 24 orden till en Nod som skapas',
    ja: '新しく作るノードの 24 の言葉を書くファイル',
  },
  restoreBackupFile: {
    en: 'bring the Node back from its encrypted copy; its passphrase becomes the Node’s',
    sv: 'återställ Noden från dess krypterade kopia; kopians lösenfras blir Nodens',
    ja: '暗号化した控えからノードを元に戻します。控えの合言葉がノードの合言葉になります',
  },
  fromCopy: {
    en: 'put the newest sound automatic copy in place of a damaged database, which is set aside',
    sv: 'sätt den senaste hela automatiska kopian i stället för en skadad databas, som läggs åt sidan',
    ja: '壊れたデータベースを脇に置き、無事な最新の自動の控えに置き換えます',
  },
  restoreWordsFile: {
    en: 'file with 24 words: bring that Node back, or -',
    sv: 'fil med 24 ord: återställ den Noden, eller -',
    ja: '24 の言葉を書いたファイル（そのノードを戻します）、または -',
  },
  lang: { en: 'language', sv: 'språk', ja: '言語' },
  place: {
    en: 'place shown to others: a point and how exactly, in km',
    sv: 'plats som visas för andra: en punkt och hur exakt, i km',
    ja: 'ほかに見せる場所：地点と、その粗さ（km）',
  },
  listen: {
    en: 'address for other Nodes; may be given again',
    sv: 'adress för andra Noder; kan anges flera gånger',
    ja: 'ほかのノードのためのアドレス（何度でも）',
  },
  http: {
    en: 'port of the page; any free one unless said',
    sv: 'sidans port; en ledig om inget sägs',
    ja: '画面のポート（省くと空いているもの）',
  },
  join: {
    en: 'join by this invitation',
    sv: 'gå med genom den här inbjudan',
    ja: 'この招待状で参加',
  },
  lan: {
    en: 'find Nodes on the local network',
    sv: 'hitta Noder i det lokala nätet',
    ja: '近くのネットワークのノードを探す',
  },
  dht: {
    en: 'find Nodes through others',
    sv: 'hitta Noder genom andra',
    ja: 'ほかのノードを通して探す',
  },
  helper: {
    en: 'let others be reached through this Node',
    sv: 'låt andra nås genom den här Noden',
    ja: 'ほかのノードへの橋渡しをする',
  },
  newFederation: {
    en: 'found a practice federation',
    sv: 'grunda ett övningsförbund',
    ja: '練習用の連合をつくる',
  },
  reportIntervalMs: {
    en: 'practice only: time between reports',
    sv: 'bara övning: tid mellan rapporter',
    ja: '練習のみ：報告の間隔',
  },
  slotMs: {
    en: 'practice only: length of a time slot',
    sv: 'bara övning: en tidsluckas längd',
    ja: '練習のみ：時間枠の長さ',
  },
  json: {
    en: 'for programs: JSON on standard output',
    sv: 'för program: JSON på standard ut',
    ja: 'プログラム向け：標準出力に JSON',
  },
  as: {
    en: 'act as this Mirror, by name or id',
    sv: 'handla som den här Spegeln, namn eller id',
    ja: 'このミラーとして行う（名前か ID）',
  },
  help: { en: 'show this help', sv: 'visa den här hjälpen', ja: 'この説明を表示' },
  version: { en: 'show the version', sv: 'visa versionen', ja: '版を表示' },
  'Usage:': { en: 'Usage:', sv: 'Användning:', ja: '使い方：' },
  'Options:': { en: 'Options:', sv: 'Flaggor:', ja: 'オプション：' },
  'Commands:': { en: 'Commands:', sv: 'Kommandon:', ja: 'コマンド：' },
  'Arguments:': { en: 'Arguments:', sv: 'Argument:', ja: '引数：' },
} as const satisfies Readonly<Record<string, Sentence>>
export type HelpWord = keyof typeof HELP_WORDS
