import type { spread as en } from '../en/spread.ts'

export const spread: Readonly<Record<keyof typeof en, string>> = {
  'spread.queued.nobody-in-reach':
    '送信待ち：つながっているノードがありません。隣のノードにつながり次第、送られます。',
  'spread.queued.held-back': '送信待ち：隣のノードが次に問い合わせたとき、1 分ほどのうちに渡されます。',
  'spread.sent': '送信中です。届いたという知らせは、まだありません。',
  'spread.seen':
    '{knownNodes, plural, other {知っている # ノードのうち}} {seenBy, number} ノードに届いています。',
  'spread.seenWithin':
    '{knownNodes, plural, other {知っている # ノードのうち}} {seenBy, number} ノードに、{time}以内に届きました。',
  'spread.failed.unanswered':
    '受け取られていません：隣のノードにつながっていますが、届いたという知らせがありません。1 分ごとに送り直します。相手のディスクがいっぱいでないか、聞いてみてください。',
  'spread.failed.epoch-closed':
    '受け取られていません：このノードを復元した後の記録に、これは含まれていません。今も伝えたいときは、もう一度出してください。',
  'spread.received': '到着：{when}',
  'spread.took': '届くまで約 {time}',
  'spread.tookNoTime': 'ほぼすぐに届きました',
  'spread.atNeighbours':
    '{count, plural, =0 {隣に届いたかはまだわかりません} other {# の隣のノードに届いています}}',
}
