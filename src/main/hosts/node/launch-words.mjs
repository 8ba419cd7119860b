/** What is said before the product can speak for itself: sv, ja, en by the shell's own language. */
const WORDS = {
  runtimeTooOld: {
    sv: 'Mirrorwell behöver Node 22 eller nyare, men här är {found}. Kör "npm ci" här i mappen, eller installera Node 24. {why}',
    ja: 'Mirrorwell には Node 22 以降が必要ですが、今動いているのは {found} です。このフォルダーで「npm ci」を実行するか、Node 24 を入れてください。{why}',
    en: 'Mirrorwell needs Node 22 or newer, and this is {found}. Run "npm ci" in this folder, or install Node 24. {why}',
    code: 'runtime-too-old',
  },
  building: {
    sv: 'Bygger Mirrorwell. Det görs en gång efter en ändring och tar några sekunder.',
    ja: 'Mirrorwell をビルドしています。変更のあとに一度だけ、数秒かかります。',
    en: 'Building Mirrorwell. This happens once after a change and takes a few seconds.',
  },
  waiting: {
    sv: 'Ett annat fönster bygger just nu. Väntar.',
    ja: '別の起動がビルド中です。待っています。',
    en: 'Another launch is building right now. Waiting for it.',
  },
  buildFailed: {
    sv: 'Bygget gick inte igenom; orsaken står ovanför. Kör "npm ci" och försök igen.',
    ja: 'ビルドできませんでした。理由は上のとおりです。「npm ci」を実行してから、もう一度試してください。',
    en: 'The build did not go through; the reason is above. Run "npm ci" and try again.',
    code: 'internal',
  },
}

/** @returns {'sv' | 'ja' | 'en'} */
function shellLanguage() {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const short = String(LC_ALL || LC_MESSAGES || LANG || '').slice(0, 2)
  return short === 'sv' || short === 'ja' ? short : 'en'
}

/** Write one sentence to stderr. */
export function say(key, details = {}) {
  const entry = WORDS[key]
  const words = entry[shellLanguage()].replace(/\{(\w+)\}/g, (_, name) => details[name] || '').trim()
  process.stderr.write(entry.code ? `mirrorwell: ${entry.code}: ${words}\n` : `${words}\n`)
}
