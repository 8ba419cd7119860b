import type { Language } from '../../../shared/kernel/language.ts'

/** Each language by its own name: it must be found by those who read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  sv: 'Svenska',
  ja: '日本語',
  en: 'English',
}
