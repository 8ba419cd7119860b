import type { attachments as en } from '../en/attachments.ts'

export const attachments: Readonly<Record<keyof typeof en, string>> = {
  'attachments.title': '教訓に付いたファイル',
  'attachments.loading': 'ここにあるものを調べています。',
  'attachments.hint':
    'ファイルは、取り寄せたときだけ、教訓を差し出したところか、持っている隣のノードから届きます。ここに届いたものは、隣のノードもここから受け取れます。',
  'attachments.absent': 'ここにはありません',
  'attachments.asking': '{name}に尋ねています',
  'attachments.nobody':
    '今つながっている中に、持っているところがありません。つながったところから順に尋ねます',
  'attachments.moving': '{name}から届いています',
  'attachments.here': 'ここにあります',
  'attachments.get': '取り寄せる',
  'attachments.stop': '取り寄せをやめる',
  'attachments.removeTitle': '{name}を消しますか？',
  'attachments.removeConsequence':
    'このノードにある写しが消えます。教訓は残り、持っている隣のノードがあるかぎり、また取り寄せられます。',
  'attachments.counts': 'ファイル {count, number} 件、合わせて{size}（植えても取り寄せられません）',
  'attachments.pickTitle': 'ファイル',
  'attachments.pickHint':
    '図面、表、動画など、{max} 件まで、一つ16 MiBまで付けられます。ここに置かれ、望んだところへ渡ります。',
  'attachments.pick': 'ファイルを付ける',
  'attachments.handingIn': '写しを取っています',
  'attachments.added': '{name}を教訓に付けました。',
  'attachments.copyFirst': 'ファイルを写しています。終わるまで少し待ってから、もう一度お試しください。',
  'attachments.takeOff': '{name}を外す',
}
