import type { talk as en } from '../en/talk.ts'

export const talk: Readonly<Record<keyof typeof en, string>> = {
  'talk.with': '{name}と話す',
  'talk.open': '話す',
  'talk.unread': '{count, plural, other {新着 # 件}}',
  'talk.files': '{count, plural, other {届けたいファイル # 件}}',
  'talk.back': 'すべての隣のノード',
  'talk.loading': '会話を読み込んでいます。',
  'talk.empty': 'まだ何も話していません。',
  'talk.emptyDetail':
    'ここに書いたことを読むのは、{name}の人たちだけです。約束にはなりません。約束は申し出でします。',
  'talk.earlier': '以前の会話を見る',
  'talk.away': '{name}には今つながっていません。書いたものはここで待ち、つながりしだい届きます。',
  'talk.queued': 'つながるのを待っています',
  'talk.written': '{when}に書かれたもの',
  'talk.kept': 'こちらでも相手方でも、90 日間保存されます。',
}
