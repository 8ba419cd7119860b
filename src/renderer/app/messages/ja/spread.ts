import type { spread as en } from '../en/spread.ts'

export const spread: Readonly<Record<keyof typeof en, string>> = {
  'spread.queued.nobody-in-reach':
    '送信待ち：つながっているノードがありません。隣のノードにつながり次第、送られます。',
  'spread.queued.held-back': '送信待ち：隣のノードが次に問い合わせたとき、1 分ほどのうちに渡されます。',
  'spread.sent': '送信中です。届いたという知らせは、まだありません。',
  'spread.seen':
    '{knownNodes, plural, other {知っている # ノードのうち}} {seenBy, number} ノードに届いています。',
  'spread.failed.unanswered':
    '受け取られていません：隣のノードにつながっていますが、届いたという知らせがありません。1 分ごとに送り直します。相手のディスクがいっぱいでないか、聞いてみてください。',
  'spread.failed.epoch-closed':
    '受け取られていません：このノードを復元した後の記録に、これは含まれていません。今も伝えたいときは、もう一度出してください。',
}
