import type { report as en } from '../en/report.ts'

export const report: Readonly<Record<keyof typeof en, string>> = {
  'report.label':
    '助けてくれる人へ渡す文です。版、数、状態だけで、名前、鍵、量は含みません。渡す前に目を通してください。',
  'report.asking': 'ノードの様子を確かめています。',
  'report.when': '{when} に作成。',
  'report.place': '画面：{place}。',
  'report.link.open': 'ページはノードにつながっています。',
  'report.link.connecting': 'ページはノードを探しています。',
  'report.link.lost': 'ページはノードを見失っています。',
  'report.link.refused': 'ページは入れてもらえていません。',
  'report.nothing': 'いま失敗したことはありません。',
  'report.failed': '失敗したこと：{code}。',
  'report.silent': 'ノードは答えませんでした。',
}
