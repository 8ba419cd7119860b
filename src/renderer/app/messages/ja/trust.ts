import type { trust as en } from '../en/trust.ts'

export const trust: Readonly<Record<keyof typeof en, string>> = {
  'trust.title': '相手のノードがおかしいとき',
  'trust.lede': 'できれば、まず話し合ってください。ここですることには、あなたの名前で署名が付きます。',
  'trust.flag': '書き留める',
  'trust.flagTitle': '{name} のどこがおかしいですか？',
  'trust.flagConsequence':
    '書き留めたことは、このノードの中だけに残り、ほかのミラーも見られます。それだけで何かが起きることはなく、ほかの誰にも伝わりません。',
  'trust.flagged': '{mirror} の書き留め：「{reason}」',
  'trust.isolate': 'しばらく休止する',
  'trust.isolateAnew': '改めて休止する',
  'trust.isolateTitle': '{name} とのやり取りを休止しますか？',
  'trust.isolateConsequence':
    '期限が過ぎるまで、警報のほかは何も受け取らず、何も渡しません。相手には理由とあなたの名前が伝わり、一度だけ返事ができます。進行中のやり取りは、期限切れになることがあります。',
  'trust.length': '休止する期間',
  'trust.length.hour': '1 時間',
  'trust.length.day': '1 日',
  'trust.length.threeDays': '3 日',
  'trust.length.week': '1 週間',
  'trust.reason': '理由',
  'trust.reasonMissing': '一文だけでも書いてください。',
  'trust.apartHere':
    '{mirror} が {node} とのやり取りを {until} まで休止しています。「{reason}」警報は届きます。',
  'trust.apartThere':
    '{node} の {mirror} が、このノードとのやり取りを {until} まで休止しています。「{reason}」警報は届きます。',
  'trust.overHere': '{when}、{node} とのやり取りを休止する期限が来て、自然に再開しました。',
  'trust.overThere': '{when}、{node} がこのノードとのやり取りを休止していた期限が来て、自然に再開しました。',
  'trust.releasedHere': '{when}、{mirror} が {node} とのやり取りを再開しました。',
  'trust.releasedThere': '{when}、{node} の {mirror} がこのノードとのやり取りを再開しました。',
  'trust.talkRests': 'それまでは、話すこともファイルを渡すこともできません。これまでの会話は残ります。',
  'trust.talkWaits': '書いたものや渡そうとしたものは、それまでここで待ちます。',
  'trust.answered': '{mirror} の返事：「{reason}」',
  'trust.release': 'やり取りを再開する',
  'trust.answer': '返事をする',
  'trust.answerTitle': '{name} への返事',
  'trust.answerConsequence':
    '返事はあなたの名前の署名を付けて、相手のミラーに届きます。返事は一度だけです。期限より前に再開するかどうかは、相手が決めます。',
  'trust.answerSend': '返事を送る',
  'trust.needApart': '{name} がやり取りを休止しています',
  'trust.needAppeal': '{name} から返事が届きました',
}
