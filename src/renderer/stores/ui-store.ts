import { createStore } from 'zustand/vanilla'
import { LANGUAGES, type Language, pickLanguage } from '../../shared/kernel/language.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** What the page itself remembers: all else is the Node's. */
export interface UiState {
  readonly theme: Theme
  /** The language last seen: the first words of the page are in it, before the Node has answered. */
  readonly language: Language
  readonly followedLanguage: Language | null
  /** New Mirrors a person here has said they know of. */
  readonly notedMirrors: readonly string[]
  /** What the live region says; a new object each time, so that the same words are said twice. */
  readonly announcement: { readonly text: string } | null
}

const THEME_KEY = 'mirrorwell.theme'
const LANGUAGE_KEY = 'mirrorwell.language'
const NOTED_KEY = 'mirrorwell.notedMirrors'

/** The page's own small memory. `storage` is the browser's, or a stand-in. */
export function createUiStore(storage: Pick<Storage, 'getItem' | 'setItem'>, preferred: readonly string[]) {
  const theme = THEMES.find((known) => known === storage.getItem(THEME_KEY)) ?? 'system'
  const language =
    LANGUAGES.find((known) => known === storage.getItem(LANGUAGE_KEY)) ?? pickLanguage(preferred)
  const store = createStore<UiState>(() => ({
    theme,
    language,
    followedLanguage: null,
    notedMirrors: (storage.getItem(NOTED_KEY) ?? '').split(' ').filter(Boolean),
    announcement: null,
  }))
  const actions = {
    setTheme(next: Theme): void {
      storage.setItem(THEME_KEY, next)
      store.setState({ theme: next })
    },
    /** A person chose: this counts until the Node's own setting is known. */
    chooseLanguage(next: Language): void {
      storage.setItem(LANGUAGE_KEY, next)
      store.setState({ language: next, followedLanguage: next })
    },
    /** The Node prefers this: followed, unless a person chose otherwise on this page and the Node has not said anything new since. */
    followLanguage(next: Language): void {
      if (store.getState().followedLanguage === next) return
      storage.setItem(LANGUAGE_KEY, next)
      store.setState({ language: next, followedLanguage: next })
    },
    noteMirror(mirrorId: string): void {
      const notedMirrors = [...store.getState().notedMirrors, mirrorId]
      storage.setItem(NOTED_KEY, notedMirrors.join(' '))
      store.setState({ notedMirrors })
    },
    announce: (text: string): void => store.setState({ announcement: { text } }),
  }
  return { store, actions }
}
