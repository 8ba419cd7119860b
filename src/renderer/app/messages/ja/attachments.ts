import type { attachments as en } from '../en/attachments.ts'

export const attachments: Readonly<Record<keyof typeof en, string>> = {
  'attachments.title': '教訓に付いたファイル',
  'attachments.loading': 'ここにあるものを調べています。',
  'attachments.hint':
    'ファイルは、取り寄せたときだけ届きます。まず教訓を差し出したところに、それからつながっている隣のノードに順に尋ねるので、取り寄せたいことはどの隣のノードにも伝わることがあります。ここに届いたものは、隣のノードもここから受け取れます。',
  'attachments.absent': 'ここにはありません',
  'attachments.asking': '{name}に尋ねています',
  'attachments.nobody':
    '今つながっている中に、持っているところがありません。つながったところから順に尋ねます',
  'attachments.moving': '{name}から受け取っているところです',
  'attachments.here': 'ここにあります',
  'attachments.get': '取り寄せる',
  'attachments.stop': '取り寄せをやめる',
  'attachments.removeTitle': '{name}を消しますか？',
  'attachments.removeConsequence':
    'このノードにある写しが消えます。教訓は残り、持っている隣のノードがあるかぎり、また取り寄せられます。',
  'attachments.arrived': '{name}が届きました。',
  'attachments.removeOwn':
    'これはこのノードが差し出した教訓のファイルです。教訓は残りますが、ほかに持っているところがなければ、もう誰も受け取れなくなります。',
  'attachments.removePlanted':
    '手引きのページで使われているファイルです。ページは残りますが、取り寄せ直せるのは、ここの隣のノードが持っている間だけです。',
  'attachments.removeOfSeveral':
    'ここにある複数の教訓で使われているファイルです。教訓は残り、持っている隣のノードがあるかぎり、また取り寄せられます。',
  'attachments.counts': 'ファイル {count, number} 件、合わせて{size}（植えても自動では取り寄せません）',
  'attachments.pickTitle': 'ファイル',
  'attachments.pickHint':
    '図面、表、動画など、{max} 件まで、一つ16 MiBまで付けられます。ここに置かれ、望んだところへ渡ります。',
  'attachments.pick': 'ファイルを付ける',
  'attachments.handingIn': '写しを取っています',
  'attachments.added': '{name}を教訓に付けました。',
  'attachments.copyFirst': 'ファイルを写しています。終わるまで少し待ってから、もう一度お試しください。',
  'attachments.takeOff': '{name}を外す',
}
