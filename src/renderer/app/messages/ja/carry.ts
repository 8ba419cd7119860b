import type { carry as en } from '../en/carry.ts'

export const carry: Readonly<Record<keyof typeof en, string>> = {
  'carry.title': '手で運ぶ',
  'carry.detail':
    '回線の届かない所へは、警報を USB メモリーや紙で運べます。署名はネットワークのときと同じです。取り込まれた所からは、自動で隣のノードへ伝わります。',
  'carry.bringIn': '警報を取り込む',
  'carry.takeOut': '警報を持ち出す',
  'carry.takeOutDetail':
    '新しい警報から順に、訂正と判断を添えて、入るだけ収めます。ファイルを拾った人は内容を読めますが、取り込めるのは仲間のノードだけです。',
  'carry.save': 'ファイルに保存する',
  'carry.saved':
    '{count, plural, =0 {持ち出せる警報はありません。} other {# 件の警報を {file} として保存しました。}}',
  'carry.asText': '文字のまま（コピー用）',
  'carry.text': '文字にした警報',
  'carry.paste': '文字をここに貼り付けるか、ファイルを選んでください',
  'carry.pasteHint': 'mirrorwell-alerts で始まります。',
  'carry.preview': '取り込まれる内容',
  'carry.summary':
    '{accepted, plural, =0 {新しい警報はありません} other {新しい警報 # 件}}{alongside, plural, =0 {} other {、警報への言葉 # 件}}{rejected, plural, =0 {。} other {。取り込めないもの # 件。}}',
  'carry.accepted': '新しい警報',
  'carry.rejected': '取り込めないもの',
  'carry.number': '{number} 番目：',
  'carry.take': '{count, plural, =0 {取り込むものがありません} other {# 件を取り込む}}',
  'carry.taken':
    '{count, plural, =0 {取り込みました。隣のノードへ伝わります。} other {# 件の警報が一覧に加わり、隣のノードへ伝わります。}}',
}
