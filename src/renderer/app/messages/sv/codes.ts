import type { codes as en } from '../en/codes.ts'

export const codes: Readonly<Record<keyof typeof en, string>> = {
  'code.name': 'Inbjudan som QR-kod. Den säger detsamma som texten.',
  'code.lede': 'Din granne skannar den med sin Mirrorwell, eller öppnar en sparad bild av den där.',
  'code.fine':
    'Den här koden rymmer mycket och har mycket små rutor. Visa den stort, eller spara den och skicka bilden.',
  'code.tooLong': 'Inbjudan är för lång för en QR-kod. Skicka den som text.',
  'code.enlarge': 'Visa stort',
  'code.savePng': 'Spara som PNG',
  'code.saveSvg': 'Spara som SVG',
  'code.print': 'Skriv ut',
  'code.close': 'Stäng',
  'code.sheetTitle': '{name} bjuder in dig till Mirrorwell',
  'code.sheetHow': 'Öppna Mirrorwell, välj att skanna en inbjudan och håll pappret framför kameran.',
  'code.readLede':
    'Är inbjudan en QR-kod? Skanna den, eller välj en bild av den. Du kan också släppa eller klistra in en bild här.',
  'code.drop': 'Släpp, så läses bilden.',
  'code.scan': 'Skanna med kameran',
  'code.choose': 'Välj en bild',
  'code.reading': 'Läser bilden.',
  'code.notFound':
    'Det gick inte att läsa någon QR-kod i bilden. Försök med en skarpare, där hela koden och dess ljusa kant syns.',
  'code.somethingElse': 'QR-koden är ingen inbjudan till Mirrorwell. Inget har gjorts med den.',
  'code.notPicture': 'Filen går inte att öppna som bild.',
  'code.tooBig': 'Bilden är större än 32 MB. Försök med en mindre.',
  'code.cameraTitle': 'Skanna en inbjudan',
  'code.cameraPicture': 'Det som kameran ser',
  'code.camera.asking': 'Startar kameran. Du kan behöva tillåta det.',
  'code.camera.on': 'Håll QR-koden stilla så att hela koden syns. Bilden sparas inte och skickas ingenstans.',
  'code.camera.refused':
    'Mirrorwell får inte använda kameran. Tillåt det i webbläsaren eller systemet och försök igen, eller välj en bild eller klistra in texten i stället.',
  'code.camera.none': 'Ingen kamera hittades. Välj en bild eller klistra in texten i stället.',
  'code.camera.busy':
    'Kameran startade inte. Kanske används den av ett annat program: stäng det och försök igen, eller välj en bild eller klistra in texten i stället.',
  'code.camera.lost': 'Kameran stannade. Försök igen, eller välj en bild eller klistra in texten i stället.',
  'code.cameraAgain': 'Försök igen',
  'code.cameraClose': 'Stäng kameran',
}
