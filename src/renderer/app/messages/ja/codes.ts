import type { codes as en } from '../en/codes.ts'

export const codes: Readonly<Record<keyof typeof en, string>> = {
  'code.name': '招待状の QR コード。内容は文字列と同じです。',
  'code.lede': '隣の人が Mirrorwell で読み取るか、保存した画像を開きます。',
  'code.fine': '情報が多く、細かいコードです。大きく表示するか、保存して画像を送ってください。',
  'code.tooLong': 'この招待状は長すぎて QR コードにできません。文字列で送ってください。',
  'code.enlarge': '大きく表示',
  'code.savePng': 'PNG で保存',
  'code.saveSvg': 'SVG で保存',
  'code.print': '印刷',
  'code.close': '閉じる',
  'code.sheetTitle': '{name} から Mirrorwell への招待',
  'code.sheetHow': 'Mirrorwell を開き、招待状の読み取りを選んで、この紙をカメラの前にかざしてください。',
  'code.readLede':
    'QR コードなら、カメラで読み取るか、画像を選んでください。画像のドロップや貼り付けもできます。',
  'code.drop': 'ここで放すと、画像を読み取ります。',
  'code.scan': 'カメラで読み取る',
  'code.choose': '画像を選ぶ',
  'code.reading': '画像を読み取っています。',
  'code.notFound':
    'この画像から QR コードを読み取れませんでした。コード全体と白い縁が写った、もっと鮮明な画像で試してください。',
  'code.somethingElse': 'この QR コードは Mirrorwell の招待状ではありません。何も行っていません。',
  'code.notPicture': 'このファイルは画像として開けません。',
  'code.tooBig': '画像が 32 MB を超えています。もっと小さい画像で試してください。',
  'code.cameraTitle': '招待状を読み取る',
  'code.cameraPicture': 'カメラの映像',
  'code.camera.asking': 'カメラを準備しています。使用の許可を求められることがあります。',
  'code.camera.on': 'QR コード全体が写るように、じっとかざしてください。映像は保存も送信もされません。',
  'code.camera.refused':
    'カメラの使用が許可されていません。ブラウザーかシステムの設定で許可してもう一度試すか、画像を選ぶか、文字列を貼り付けてください。',
  'code.camera.none': 'カメラが見つかりません。画像を選ぶか、文字列を貼り付けてください。',
  'code.camera.busy':
    'カメラが始まりませんでした。ほかのアプリが使っているかもしれません。それを閉じてもう一度試すか、画像を選ぶか、文字列を貼り付けてください。',
  'code.camera.lost': 'カメラが止まりました。もう一度試すか、画像を選ぶか、文字列を貼り付けてください。',
  'code.cameraAgain': 'もう一度試す',
  'code.cameraClose': 'カメラを閉じる',
}
