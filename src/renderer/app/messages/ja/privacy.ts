import type { privacy as en } from '../en/privacy.ts'

export const privacy: Readonly<Record<keyof typeof en, string>> = {
  'privacy.title': '他から分かること',
  'privacy.loading': 'ほかのノードから分かることをまとめています。',
  'privacy.none': 'まだ何も伝えていません。',
  'privacy.within': '±{within, number, percent} 以内',
  'privacy.held':
    'この量は{since}に変わりましたが、今日伝えられる{limit, plural, other { # 回}}の変化はもう伝えました。ほかのノードには前の幅が見えています。次に伝えられるのは{next}です。',
  'privacy.day': '今日伝えたこと',
  'privacy.dayTold':
    '{told, plural, =0 {変化はまだ伝えていません（1 日 {limit} 回まで）} other {1 日 {limit} 回までのうち {told} 回}}',
  'privacy.month': '30 日間に伝えたこと',
  'privacy.monthTold': '30 日間に伝えうる上限の {used, number, percent}',
  'privacy.accuracy': 'どのくらい正確に見せますか？',
  'privacy.within10': '幅は最大 {width} {unit}。隣の人が予定を立てやすく、いちばん多くのことが伝わります。',
  'privacy.within20': '幅は最大 {width} {unit}。だれがだれを助けられるかを見るには十分です。',
  'privacy.within30': '幅は最大 {width} {unit}。伝わることはいちばん少なく、隣の人はまず尋ねてくるでしょう。',
  'privacy.nineOfTen': '10 回のうち 9 回は、本当の量が見せた幅の中にあります。',
  'privacy.consequence':
    '次の報告から変わります。隣の人がすでに見たものは残るので、行ったり来たりするとかえって多くのことが伝わります。',
  'privacy.choose': '±{within, number, percent} 以内で見せる',
  'privacy.figures': '詳しく知りたい人へ：数値',
  'privacy.figuresDetail':
    'ε は、入る量の 5 % だけ違う二つの量を、1 回の報告からどのくらい見分けられるかを表します。小さいほど見分けられません。',
  'privacy.epsilon': '報告 1 回の ε',
  'privacy.spent1Day': '今日伝えた ε',
  'privacy.spent30Days': '30 日間に伝えた ε',
  'privacy.limit30Days': '30 日間に伝えうる ε の上限',
}
