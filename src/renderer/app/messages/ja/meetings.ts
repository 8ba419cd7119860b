import type { meetings as en } from '../en/meetings.ts'

export const meetings: Readonly<Record<keyof typeof en, string>> = {
  'meetings.loading': 'やり取りの記録を読み込んでいます。',
  'meetings.lede':
    'ノードどうしがつながると、相手にまだないものを互いに探し、それだけを渡し合います。記録はこちらと相手のところに残り、ほかの誰にも知らされません。',
  'meetings.none': 'まだ記録はありません。相手のノードとつながると、ここに残ります。',
  'meetings.sum':
    '{meetings, plural, =1 {1 回のやり取り} other {最近 {meetings} 回のやり取り}}で、{theirs, plural, =0 {相手がこちらについて新しく知ったことはなく} other {相手はこちらについて # 件を知り}}、{ours, plural, =0 {こちらが相手から新しく知ったことはありません。} other {こちらは相手から # 件を知りました。}}',
  'meetings.sumSaved':
    '通信量は全部で {bytes} でした。すべての一覧を送り合うより {saved} 少なくて済みました。',
  'meetings.sumBytes': '通信量は全部で {bytes} でした。',
  'meetings.earlier': '{count, plural, other {それより前の # 回}}',
  'meetings.level': '最後には双方が同じになりました',
  'meetings.brokenOff': '同じになる前に途切れました',
  'meetings.theyLearned': '相手がこちらについて知ったこと',
  'meetings.passedOn': 'ほかのノードから取り次いだこと',
  'meetings.weLearned': 'こちらが相手から知ったこと',
  'meetings.quiet': 'どちらにも新しいことはありませんでした。',
  'meetings.nothing': '新しいことはなし',
  'meetings.bytesSaved': '通信量は {bytes}。すべての一覧を送り合うより {saved} 少なくて済みました。',
  'meetings.bytes': '通信量は {bytes} でした。',
  'meetings.kind.alert': '{count, plural, other {警報 # 件}}',
  'meetings.kind.alert-review': '{count, plural, other {警報への判断 # 件}}',
  'meetings.kind.alert-correction': '{count, plural, other {警報の訂正 # 件}}',
  'meetings.kind.resource-report': '{count, plural, other {資源の報告 # 件}}',
  'meetings.kind.seed': '{count, plural, other {教訓 # 件}}',
  'meetings.kind.node-profile': '{count, plural, other {ノードの名前と場所 # 件}}',
  'meetings.kind.mirror-credential': '{count, plural, other {ミラーの紹介 # 件}}',
  'meetings.kind.mirror-revocation': '{count, plural, other {署名をやめたミラー # 人}}',
  'meetings.kind.rest': '{count, plural, other {ノードどうしの控え # 件}}',
}
