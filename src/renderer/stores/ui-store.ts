import { createStore } from 'zustand/vanilla'
import { LANGUAGES, type Language, pickLanguage } from '../../shared/kernel/language.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export type Overlay = 'find' | 'keys'

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
  /** What lies over the view. */
  readonly overlay: Overlay | null
  /** Whether keys that are a character alone mean something outside of fields. */
  readonly singleKeys: boolean
  /** What was last gone to by finding it, newest first; forgotten with the page. */
  readonly lastFound: readonly string[]
}

const THEME_KEY = 'mirrorwell.theme'
const LANGUAGE_KEY = 'mirrorwell.language'
const NOTED_KEY = 'mirrorwell.notedMirrors'
const SINGLE_KEYS_KEY = 'mirrorwell.singleKeys'

/** How much of what was found is offered again. Chosen here: seen at a glance. */
const LAST_FOUND = 5

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
    overlay: null,
    singleKeys: storage.getItem(SINGLE_KEYS_KEY) !== 'off',
    lastFound: [],
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
    /** Before a Node is open it can only suggest: heard where nothing was chosen and no Node followed, also in an earlier visit. */
    suggestLanguage(next: Language): void {
      if (storage.getItem(LANGUAGE_KEY) === null) actions.followLanguage(next)
    },
    noteMirror(mirrorId: string): void {
      const notedMirrors = [...store.getState().notedMirrors, mirrorId]
      storage.setItem(NOTED_KEY, notedMirrors.join(' '))
      store.setState({ notedMirrors })
    },
    setSingleKeys(singleKeys: boolean): void {
      storage.setItem(SINGLE_KEYS_KEY, singleKeys ? 'on' : 'off')
      store.setState({ singleKeys })
    },
    openOverlay: (overlay: Overlay): void => store.setState({ overlay }),
    closeOverlay: (): void => store.setState({ overlay: null }),
    noteFound(key: string): void {
      const before = store.getState().lastFound.filter((known) => known !== key)
      store.setState({ lastFound: [key, ...before].slice(0, LAST_FOUND) })
    },
    announce: (text: string): void => store.setState({ announcement: { text } }),
  }
  return { store, actions }
}
