import type { practice as en } from '../en/practice.ts'

export const practice: Readonly<Record<keyof typeof en, string>> = {
  'practice.title': '練習',
  'practice.offer': 'まだ近くにだれもいませんか？',
  'practice.offerDetail':
    '模擬の隣人たちを相手に、ひととおり試せます。数秒で始まり、合言葉はいりません。本物は何もなく、だれにも届きません。',
  'practice.enter': '模擬の隣人と試してみる',
  'practice.entering': '模擬の隣人たちを起こしています。',
  'practice.lede':
    'この機械の中にいる模擬の隣人たちを相手に、何でも試せます。ネットワークにはつながらず、あなたのノードにも影響しません。',
  'practice.inside': '{count, plural, other {# つの模擬ノードに囲まれています。}}',
  'practice.simulated': 'ここの隣人はすべて模擬で、本物は何もありません。',
  'practice.you': 'あなたのミラーは「{mirror}」、PIN は {pin} です。',
  'practice.log': '全ノードの記録',
  'practice.backToNode': '本物のノードに戻る',
  'practice.backToStart': '最初に戻る',
  'practice.leaveTitle': '練習を終えますか？',
  'practice.leaveToNode': '模擬の隣人たちと、ここでしたことはすべて消えます。あなたのノードは元のままです。',
  'practice.leaveToStart':
    '模擬の隣人たちと、ここでしたことはすべて消えます。そのあと、自分のノードを作れます。',
  'practice.try': '試してみること',
  'practice.tryDone':
    '{done, plural, =0 {隣人たちが動き始めるまで 30 秒ほどかかります。} other {{count} つのうち {done} つ済みました。}}',
  'practice.tryAll': 'ひととおり試しました。好きなだけ続けてください。',
  'practice.try.judge': '警報を判断し、ほかの人の判断を見る',
  'practice.try.answer': '隣の人の申し出に答える',
  'practice.try.seed': '教訓を試してから、植えるか断る',
  'practice.try.offer': '水が足りない人に、水を申し出る',
  'practice.try.done': '済み：',
  'practice.try.open': 'まだ：',
}
