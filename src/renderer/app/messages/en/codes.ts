export const codes = {
  'code.name': 'The invitation as a QR code. It says the same as the text.',
  'code.lede': 'Your neighbour scans it with their Mirrorwell, or opens a saved picture of it there.',
  'code.fine': 'This one holds much and is finely drawn. Show it large, or save it and send the picture.',
  'code.tooLong': 'This invitation is too long for a QR code. Send it as text.',
  'code.enlarge': 'Show large',
  'code.savePng': 'Save as PNG',
  'code.saveSvg': 'Save as SVG',
  'code.print': 'Print',
  'code.close': 'Close',
  'code.sheetTitle': '{name} invites you to Mirrorwell',
  'code.sheetHow':
    'Open Mirrorwell, choose to scan an invitation, and hold this sheet in front of the camera.',
  'code.readLede':
    'Is it a QR code? Scan it, or choose a picture of it. You can also drop or paste a picture here.',
  'code.drop': 'Let go, and the picture is read.',
  'code.scan': 'Scan with the camera',
  'code.choose': 'Choose a picture',
  'code.reading': 'Reading the picture.',
  'code.notFound':
    'No QR code could be read in this picture. Try a sharper one that shows the whole code and its light edge.',
  'code.somethingElse': 'This QR code is not an invitation to Mirrorwell. Nothing was done with it.',
  'code.notPicture': 'This file cannot be opened as a picture.',
  'code.tooBig': 'This picture is larger than 32 MB. Try a smaller one.',
  'code.cameraTitle': 'Scan an invitation',
  'code.cameraPicture': 'What the camera sees',
  'code.camera.asking': 'Starting the camera. You may be asked to allow it.',
  'code.camera.on':
    'Hold the QR code still, so that all of it can be seen. The picture is not kept or sent anywhere.',
  'code.camera.refused':
    'Mirrorwell is not allowed to use the camera. Allow it in your browser or system and try again, or choose a picture or paste the text instead.',
  'code.camera.none': 'No camera was found. Choose a picture or paste the text instead.',
  'code.camera.busy':
    'The camera did not start. Perhaps another program is using it: close that and try again, or choose a picture or paste the text instead.',
  'code.camera.lost': 'The camera stopped. Try again, or choose a picture or paste the text instead.',
  'code.cameraAgain': 'Try again',
  'code.cameraClose': 'Close the camera',
} as const
