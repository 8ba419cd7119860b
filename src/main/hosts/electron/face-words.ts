import type { Sentence } from '../../../shared/words/failure-words.ts'

/** What the desktop says outside its page: in the tray, in menus, in notifications, in a box of the system. */
export const FACE_WORDS = {
  packageChanged: {
    sv: 'Programmets filer är ändrade',
    ja: 'プログラムのファイルが変わっています',
    en: 'The program’s files were changed',
  },
  open: { sv: 'Öppna Mirrorwell', ja: 'Mirrorwell を開く', en: 'Open Mirrorwell' },
  quit: { sv: 'Avsluta Mirrorwell', ja: 'Mirrorwell を終了', en: 'Quit Mirrorwell' },
  nothing: { sv: 'Inget väntar på dig', ja: 'お待ちの件はありません', en: 'Nothing waits for you' },
  alerts: {
    sv: '{count, plural, one {# varning väntar} other {# varningar väntar}}',
    ja: '警報 {count} 件が待っています',
    en: '{count, plural, one {# alert waits} other {# alerts wait}}',
  },
  transfers: {
    sv: '{count, plural, one {# överföring väntar} other {# överföringar väntar}}',
    ja: '受け渡し {count} 件が待っています',
    en: '{count, plural, one {# transfer waits} other {# transfers wait}}',
  },
  seeds: {
    sv: '{count, plural, one {# lärdom väntar} other {# lärdomar väntar}}',
    ja: '学び {count} 件が待っています',
    en: '{count, plural, one {# lesson waits} other {# lessons wait}}',
  },
  calls: {
    sv: '{count, plural, one {# granne frågar efter er} other {# grannar frågar efter er}}',
    ja: '呼びかけ {count} 件が待っています',
    en: '{count, plural, one {# neighbour asks for you} other {# neighbours ask for you}}',
  },
  newAlerts: {
    sv: '{count, plural, one {Ny varning} other {# nya varningar}}',
    ja: '{count, plural, =1 {新しい警報} other {新しい警報 # 件}}',
    en: '{count, plural, one {New alert} other {# new alerts}}',
  },
  newTransfers: {
    sv: '{count, plural, one {En överföring väntar på er} other {# överföringar väntar på er}}',
    ja: '{count, plural, =1 {受け渡しが 1 件待っています} other {受け渡し # 件が待っています}}',
    en: '{count, plural, one {A transfer waits for you} other {# transfers wait for you}}',
  },
  newCalls: {
    sv: '{count, plural, one {En granne frågar om någon är där} other {# grannar frågar om någon är där}}',
    ja: '{count, plural, =1 {「誰かいますか」と呼びかけがありました} other {「誰かいますか」と # 件の呼びかけがありました}}',
    en: '{count, plural, one {A neighbour asks whether somebody is there} other {# neighbours ask whether somebody is there}}',
  },
  newSeeds: {
    sv: '{count, plural, one {En ny lärdom i såbädden} other {# nya lärdomar i såbädden}}',
    ja: '{count, plural, =1 {苗床に新しい学び} other {苗床に新しい学び # 件}}',
    en: '{count, plural, one {A new lesson in the seedbed} other {# new lessons in the seedbed}}',
  },
  goesOn: {
    sv: 'Noden går vidare utan fönster',
    ja: 'ウィンドウなしでノードは動き続けます',
    en: 'The Node goes on without its window',
  },
  goesOnDetail: {
    sv: 'Starta Mirrorwell igen för att se den, eller avsluta den från symbolen i aktivitetsfältet.',
    ja: 'もう一度 Mirrorwell を起動すると表示されます。終了は通知領域のアイコンからできます。',
    en: 'Start Mirrorwell again to see it, or quit it from its icon in the tray.',
  },
  pageGone: {
    sv: 'Sidan slutade svara två gånger',
    ja: '画面が二度続けて停止しました',
    en: 'The page stopped working twice',
  },
  pageGoneDetail: {
    sv: 'Noden går vidare och inget är förlorat. Avsluta Mirrorwell och starta det igen.',
    ja: 'ノードは動き続けており、失われたものはありません。Mirrorwell を終了して、もう一度起動してください。',
    en: 'The Node goes on and nothing is lost. Quit Mirrorwell and start it again.',
  },
  cannotStart: {
    sv: 'Mirrorwell kunde inte starta',
    ja: 'Mirrorwell を起動できませんでした',
    en: 'Mirrorwell could not start',
  },
  menuEdit: { sv: 'Redigera', ja: '編集', en: 'Edit' },
  menuView: { sv: 'Visa', ja: '表示', en: 'View' },
  menuWindow: { sv: 'Fönster', ja: 'ウィンドウ', en: 'Window' },
  undo: { sv: 'Ångra', ja: '元に戻す', en: 'Undo' },
  redo: { sv: 'Gör om', ja: 'やり直す', en: 'Redo' },
  cut: { sv: 'Klipp ut', ja: '切り取り', en: 'Cut' },
  copy: { sv: 'Kopiera', ja: 'コピー', en: 'Copy' },
  paste: { sv: 'Klistra in', ja: '貼り付け', en: 'Paste' },
  selectAll: { sv: 'Markera allt', ja: 'すべて選択', en: 'Select All' },
  zoomIn: { sv: 'Förstora', ja: '拡大', en: 'Zoom In' },
  zoomOut: { sv: 'Förminska', ja: '縮小', en: 'Zoom Out' },
  resetZoom: { sv: 'Verklig storlek', ja: '実際のサイズ', en: 'Actual Size' },
  fullScreen: { sv: 'Helskärm', ja: 'フルスクリーン', en: 'Full Screen' },
  minimize: { sv: 'Minimera', ja: '最小化', en: 'Minimise' },
  close: { sv: 'Stäng fönstret', ja: 'ウィンドウを閉じる', en: 'Close Window' },
} as const satisfies Readonly<Record<string, Sentence>>

export type FaceWord = keyof typeof FACE_WORDS
