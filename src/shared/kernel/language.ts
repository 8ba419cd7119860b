/** The languages every string exists in. */
export const LANGUAGES = ['sv', 'ja', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The first of a person's preferred BCP 47 tags that we speak, else English. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split(/[-_.]/u)[0]
    const known = LANGUAGES.find((language) => language === base)
    if (known) return known
  }
  return 'en'
}
