import type { Sentence } from '../../../shared/words/failure-words.ts'

/** What the doctor finds, in words. `{what}` is a version, a path or a number. */
export const DOCTOR_WORDS = {
  runtimeGood: {
    en: 'Node.js {what} runs it.',
    sv: 'Node.js {what} kör det.',
    ja: 'Node.js {what} で動きます。',
  },
  runtimeOld: {
    en: 'Node.js {what} is too old: run `npm ci` in the folder of Mirrorwell, it brings the right one along.',
    sv: 'Node.js {what} är för gammalt: kör `npm ci` i Mirrorwells mapp, så följer rätt version med.',
    ja: 'Node.js {what} は古すぎます。Mirrorwell のフォルダーで `npm ci` を実行すると、合う版が入ります。',
  },
  electronHere: {
    en: 'The desktop window is here: {what}',
    sv: 'Skrivbordsfönstret finns här: {what}',
    ja: 'デスクトップ用のウィンドウがあります：{what}',
  },
  electronMissing: {
    en: 'Electron is not here, so the page opens in a browser instead.',
    sv: 'Electron finns inte här, så sidan öppnas i webbläsaren i stället.',
    ja: 'Electron がないため、代わりにブラウザーで開きます。',
  },
  pageHere: { en: 'The page is built.', sv: 'Sidan är byggd.', ja: '画面はビルド済みです。' },
  pageMissing: {
    en: 'The page is not built yet: `npm run build` makes it.',
    sv: 'Sidan är inte byggd ännu: `npm run build` bygger den.',
    ja: '画面がまだビルドされていません。`npm run build` で作れます。',
  },
  folderGood: {
    en: 'The data folder can be written: {what}',
    sv: 'Datamappen går att skriva i: {what}',
    ja: 'データのフォルダーに書き込めます：{what}',
  },
  folderMissing: {
    en: 'There is no data folder yet; it is made at the first start: {what}',
    sv: 'Det finns ingen datamapp ännu; den skapas vid första starten: {what}',
    ja: 'データのフォルダーはまだありません。最初の起動で作られます：{what}',
  },
  folderClosed: {
    en: 'The data folder cannot be written; check who owns it: {what}',
    sv: 'Datamappen går inte att skriva i; se efter vem som äger den: {what}',
    ja: 'データのフォルダーに書き込めません。所有者を確かめてください：{what}',
  },
  permissionsGood: {
    en: 'Only its owner can read the folder and its secrets.',
    sv: 'Bara ägaren kan läsa mappen och dess hemligheter.',
    ja: 'フォルダーと秘密を読めるのは所有者だけです。',
  },
  permissionsOpen: {
    en: 'Others on this machine can read {what}: set 0700 for folders and 0600 for files.',
    sv: 'Andra på den här datorn kan läsa {what}: sätt 0700 för mappar och 0600 för filer.',
    ja: '{what} がこの機械のほかの人にも読めます。フォルダーは 0700、ファイルは 0600 にしてください。',
  },
  databaseGood: { en: 'The database is whole.', sv: 'Databasen är hel.', ja: 'データベースは無事です。' },
  databaseMissing: {
    en: 'There is no database yet.',
    sv: 'Det finns ingen databas ännu.',
    ja: 'データベースはまだありません。',
  },
  databaseBroken: {
    en: 'The database is damaged: {what}. Restore the newest copy from the copies folder, or start again from the 24 words.',
    sv: 'Databasen är skadad: {what}. Återställ den senaste kopian ur mappen copies, eller börja om från de 24 orden.',
    ja: 'データベースが壊れています：{what}。copies フォルダーの新しい控えから戻すか、24 の言葉から始め直してください。',
  },
  vaultHere: {
    en: 'The keys are in the vault: {what}',
    sv: 'Nycklarna finns i valvet: {what}',
    ja: '鍵は金庫にあります：{what}',
  },
  vaultMissing: {
    en: 'No Node was made in this folder yet.',
    sv: 'Ingen Nod har skapats i mappen ännu.',
    ja: 'このフォルダーにはまだノードが作られていません。',
  },
  running: {
    en: 'A Node is running on this folder, at port {what}.',
    sv: 'En Nod är igång för mappen, på port {what}.',
    ja: 'このフォルダーのノードが、ポート {what} で動いています。',
  },
  portFree: {
    en: 'No Node is running on this folder, and the loopback address is free to use.',
    sv: 'Ingen Nod är igång för mappen, och loopback-adressen går att använda.',
    ja: 'このフォルダーのノードは動いておらず、ループバックのアドレスは使えます。',
  },
  portClosed: {
    en: 'This machine lets nobody listen at 127.0.0.1: {what}',
    sv: 'Datorn låter ingen lyssna på 127.0.0.1: {what}',
    ja: 'この機械では 127.0.0.1 で待ち受けられません：{what}',
  },
  displayHere: {
    en: 'There is a display for a window.',
    sv: 'Det finns en skärm för ett fönster.',
    ja: 'ウィンドウを出せる画面があります。',
  },
  displayMissing: {
    en: 'There is no display here; open the printed address from a browser, by an SSH tunnel if need be.',
    sv: 'Här finns ingen skärm; öppna den utskrivna adressen i en webbläsare, vid behov genom en SSH-tunnel.',
    ja: 'ここには画面がありません。表示されたアドレスを、必要なら SSH トンネルを通して、ブラウザーで開いてください。',
  },
  browserHere: {
    en: 'A browser is here: {what}',
    sv: 'En webbläsare finns: {what}',
    ja: 'ブラウザーがあります：{what}',
  },
  browserMissing: {
    en: 'No Chromium is on the path; any other current browser will do.',
    sv: 'Ingen Chromium finns i sökvägen; vilken aktuell webbläsare som helst duger.',
    ja: 'Chromium が見つかりません。ほかの新しいブラウザーでもかまいません。',
  },
} as const satisfies Readonly<Record<string, Sentence>>
export type DoctorWord = keyof typeof DOCTOR_WORDS
