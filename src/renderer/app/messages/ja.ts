import type { en } from './en.ts'
import { alerts } from './ja/alerts.ts'
import { neighbours } from './ja/neighbours.ts'
import { practice } from './ja/practice.ts'
import { privacy } from './ja/privacy.ts'
import { resources } from './ja/resources.ts'
import { seeds } from './ja/seeds.ts'
import { settings } from './ja/settings.ts'
import { setup } from './ja/setup.ts'
import { transfers } from './ja/transfers.ts'

/** 画面のすべての言葉（日本語）。 */
export const ja: Readonly<Record<keyof typeof en, string>> = {
  'app.name': 'Mirrorwell',
  'app.titleCount': '({count}) Mirrorwell',
  'app.connecting': 'ノードを探しています。',
  'app.asking': 'ノードの様子を確かめています。',
  'app.unanswered': 'ノードの状態を確かめられません',
  'app.refusedTitle': 'この画面は開けません',
  'app.refusedHow':
    'リンクには、ノードを起動するたびに変わる鍵が入っています。Mirrorwell を起動したウィンドウに表示されています。',
  'app.nowhere': 'このアドレスには何もありません。',

  'ui.back': '戻る',
  'ui.next': '次へ',
  'ui.cancel': 'やめる',
  'ui.done': '完了',
  'ui.save': '保存する',
  'ui.saved': '保存しました',
  'ui.remove': '外す',
  'ui.retry': 'もう一度試す',
  'ui.copy': 'コピーする',
  'ui.copied': 'コピーしました',
  'ui.copyFailed': 'コピーできませんでした。文字を選んで手でコピーしてください。',
  'ui.elapsed': 'ここまで{time}',
  'ui.tell': '起きたことをコピーする',
  'ui.longWait': 'いつもより時間がかかっています。',
  'ui.longAct': 'いつもより時間がかかっています。ここで待たなくても、ノードは続けています。',
  'ui.reload': 'ページを読み込み直す',
  'ui.stopWaiting': '待つのをやめる',
  'import.pickFile': 'ファイルを選ぶ',
  'import.look': '先に確かめる',

  'ui.loading': 'お待ちください',
  'ui.quoted': '「{text}」',

  'nav.label': '場所',
  'nav.skip': '本文へ移動',
  'nav.find': '探す',
  'nav.needs': 'あなたを待つこと',
  'nav.resources': '資源',
  'nav.map': '地図',
  'nav.alerts': '警報',
  'nav.neighbours': '隣のノード',
  'nav.settings': '設定',
  'nav.waiting': '{count, plural, other {# 件が待っています}}',

  'who.nobody': 'どのミラーもロック中です',
  'who.mirror': '{node} のミラー、{mirror}',
  'who.sees':
    '{known, plural, =0 {ほかのノードはまだ知りません} other {{known} のノードのうち {near} が見えます}}',
  'who.unlock': 'ロック解除',
  'who.lock': 'ロック',
  'unlock.title': 'どなたですか？',
  'unlock.lede': 'PIN で、この画面だけであなたの署名が使えるようになります。',
  'unlock.forAct': 'これはミラーだけができることです。あなたのミラーのロックを解除すると、そのまま続きます。',
  'unlock.who': 'ミラー',
  'unlock.pin': '{mirror} の PIN',
  'unlock.tries': '{count, plural, =0 {今は試せません} other {あと # 回試せます}}',

  'practice.all': '練習 · Practice · Övning',
  'practice.detail': 'ここにあるものは本物ではありません。',
  'banner.lost': 'ノードとの接続が切れました。つなぎ直しています。表示が古いかもしれません。',
  'banner.refused':
    'ノードが起動し直したため、このページは使えなくなりました。書きかけの言葉は残っています。離れる前に写しを取ってください。',
  'banner.partial': '{known} のノードのうち {near} が見えています。ほかは何時間も便りがありません。',
  'banner.partialOld': '{known} のノードのうち {near} が見えています。{thing}の数値は{age}前のものです。',
  'banner.alone':
    'いまつながっているノードはありません。このノードは単独で動き続けます。したことは残り、どこかとつながったときに送られます。',
  'banner.clockOff':
    '隣のノードの時計と比べると、この機械の時計は{off}ずれています。合わせないと、時刻を見誤るもとになります。',
  'banner.filtered':
    '届く知らせが途中で選り分けられているかもしれません。隣のどのノードも伝えてこないことを、ほかのノードが何度も知っていました。信頼できる隣とのつながりを保つか、新しい隣を招いてください。',
  'announce.alert': '新しい警報、重さ：{severity}。{kind}、{from} から。{summary}',
  'announce.call': '隣のノードから「誰かいますか」と呼びかけがありました。',
  'announce.alerts': '{count, plural, other {新しい警報が # 件あります}}',

  'needs.title':
    '{count, plural, =0 {あなたを待つことはありません} other {# つのことがあなたを待っています}}',
  'needs.lede': 'あなたが決めるまで、何も起こりません。警報が先に並びます。',
  'needs.ledeEmpty': '穏やかです。',
  'needs.empty': '水面は静かです。',
  'needs.emptyDetail': '今ある量を記録したり、隣の人を招いたりするのによいときです。',
  'needs.emptyAlone':
    '一人でも役に立ちます。今ある量を記録して、動きを見てみましょう。隣の人はいつでも加われます。',
  'needs.record': '量を記録する',
  'needs.invite': '隣の人を招く',
  'needs.sealed':
    '{count, plural, =0 {ほかに判断した人はまだいません。} other {ほかに # 人が判断しました。あなたが判断したあとに見られます。}}',
  'needs.epochTitle': '前のノードの記録は残っていますか？',
  'needs.epochDetail':
    'このノードは復元されました。ふつうは隣のノードが、どこまで書いたかを教えてくれます。どのノードにも届いていないなら、残りがないことを確認すると、また書けるようになります。',
  'needs.epochConfirm': '残りはないと確認する',
  'needs.backupTitle': '24 の言葉を書き留めましょう',
  'needs.backupDetail':
    '守る価値のあるものができました。この機械をなくしたとき、ノードを戻せるのは言葉だけです。',
  'needs.backupDo': '備える',
  'needs.mirrorTitle': '{mirror} が新しくミラーになりました',
  'needs.mirrorDetail': 'このノードの名で署名できます。誰も知らないなら取り消してください。加わった時：',
  'needs.mirrorLook': 'ミラーを見る',
  'needs.mirrorNoted': '知っています',

  ...practice,
  ...privacy,
  ...seeds,
  ...transfers,

  ...alerts,
  ...neighbours,
  ...resources,
  ...settings,
  ...setup,
}
