import type { Sentence } from '../../../shared/words/failure-words.ts'

export type DesktopWord = 'fetching' | 'noElectron' | 'noDisplay' | 'noWindow'

/** What the command says before there is a window or a page to say it. */
export const DESKTOP_WORDS: Readonly<Record<DesktopWord, Sentence>> = {
  fetching: {
    sv: 'Hämtar Electron, fönstret som Mirrorwell visas i (ungefär 110 MB, en gång). Ctrl-C avbryter.',
    ja: 'Mirrorwell を表示する Electron を取得しています(約 110 MB、一度だけ)。Ctrl-C で中止できます。',
    en: 'Fetching Electron, the window Mirrorwell is shown in (about 110 MB, once). Ctrl-C stops it.',
  },
  noElectron: {
    sv: 'Electron finns inte här och gick inte att hämta, så Mirrorwell visas i webbläsaren i stället.',
    ja: 'Electron がなく、取得もできなかったため、代わりにブラウザーで Mirrorwell を表示します。',
    en: 'Electron is not here and could not be fetched, so Mirrorwell is shown in the browser instead.',
  },
  noDisplay: {
    sv: 'Här finns ingen skärm för ett fönster, så Mirrorwell visas på adressen nedan i stället.',
    ja: 'ウィンドウを出せる画面がないため、代わりに下のアドレスで Mirrorwell を表示します。',
    en: 'There is no display for a window here, so Mirrorwell is shown at the address below instead.',
  },
  noWindow: {
    sv: 'Electron kunde inte öppna ett fönster (orsaken står ovanför), så Mirrorwell visas i webbläsaren i stället.',
    ja: 'Electron がウィンドウを開けなかったため(理由は上のとおりです)、代わりにブラウザーで Mirrorwell を表示します。',
    en: 'Electron could not open a window (the reason is above), so Mirrorwell is shown in the browser instead.',
  },
}
