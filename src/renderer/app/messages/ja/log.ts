import type { log as en } from '../en/log.ts'

export const log: Readonly<Record<keyof typeof en, string>> = {
  'log.title': '谷のノードの記録',
  'log.lede':
    'ここのノードはすべて模擬で、このコンピューターの中で動いています。そのため、それぞれのノードで起きたことを新しい順に見られます。本物のノードの記録を見られるのは、そのノードの人だけです。',
  'log.loading': '模擬のノードに聞いています。',
  'log.which': 'どのノードの記録',
  'log.all': '模擬のノードすべて',
  'log.own': '{name}（あなたのノード）',
  'log.empty': 'まだ記録はありません',
  'log.emptyDetail': '全員がそろうと、最初の記録が現れます。',
  'log.outside': 'これは練習の中で見られます',
  'log.outsideDetail': '模擬の隣人たちのところでは、それぞれのノードで起きたことを見られます。',
  'log.bound': '新しいものから {count} 件です。それより前の記録は残りません。',
  'log.link-up': '{peer}とつながりました。',
  'log.link-down': '{peer}とのつながりが切れました。',
  'log.talk-sent': '{peer}に言葉を送りました。',
  'log.talk-arrived': '{peer}から言葉が届きました。',
  'log.wake-sent': '{peer}に「誰かいますか」と呼びかけました。',
  'log.wake-arrived': '{peer}から「誰かいますか」と呼びかけがありました。',
  'log.wake-answered': '{peer}から、起きていると返事がありました。',
  'log.note-sent': '{peer}に短い報告を送りました。',
  'log.note-arrived': '{peer}から短い報告が届きました。',
  'log.file-offered': '{peer}にファイルを渡す用意をしました：{title}',
  'log.file-arrived': '{peer}からファイルを渡したいと言われました：{title}',
  'log.file-given': '{peer}にファイルをすべて渡しました：{title}',
  'log.file-taken': '{peer}からファイルをすべて受け取りました：{title}',
  'log.set-apart': 'ここのミラーが{peer}とのやり取りをしばらく休止にしました。',
  'log.let-back': '{peer}とのやり取りの休止が終わりました。',
  'log.alert-raised': 'ここのミラーが警報を出しました：{title}',
  'log.alert-judged': 'ここのミラーが警報を判断しました：{title}',
  'log.judgement-arrived': '警報へのほかのノードの判断が届きました：{title}',
  'log.alert-corrected': '警報が訂正されました：{title}',
  'log.alert-arrived':
    '{hops, plural, =1 {{peer}から警報が直接届きました：{title}} other {{peer}の警報がほかのノードを通って届きました：{title}}}',
  'log.level-shown': 'ほかのノードに見せているもの：{resource}（{state}）',
  'log.report-arrived':
    '{hops, plural, =1 {{peer}からの知らせ：{resource}（{state}）} other {ほかのノードを通して、{peer}からの知らせ：{resource}（{state}）}}',
  'log.lesson-offered': 'ここのミラーが教訓を分かち合いました：{title}',
  'log.lesson-arrived': '{peer}から教訓が届きました：{title}',
  'log.lesson-planted': 'ここのミラーが教訓を植えました：{title}',
  'log.lesson-uprooted': 'ここのミラーが教訓を抜きました：{title}',
  'log.lesson-refused': 'ここのミラーが教訓を断りました：{title}',
  'log.offer-made':
    '{role, select, giver {{peer}に{amount}譲ると申し出ました。} other {{peer}に{amount}譲ってほしいと頼みました。}}',
  'log.offer-arrived':
    '{role, select, giver {{peer}から{amount}譲ってほしいと頼まれました。} other {{peer}から{amount}譲るという申し出がありました。}}',
  'log.terms-made': '{peer}に別の条件を出しました：{amount}',
  'log.terms-arrived': '{peer}から別の条件が届きました：{amount}',
  'log.transfer-moved': '{peer}との{thing}のやり取り：{phase}',
  'log.meeting':
    '{peer}と持っているものを比べました。{given, plural, =0 {新しく伝えたことはなく} other {新しく # 件を伝え}}、{taken, plural, =0 {新しく知ったことはありません。} other {新しく # 件を知りました。}}',
}
