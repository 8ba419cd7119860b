import { type Language, pickLanguage } from '../../../shared/kernel/language.ts'

/** The language this machine's user set. Source: POSIX.1-2024 §8.2 (LC_ALL before LC_MESSAGES before LANG). */
export function systemLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG
  return pickLanguage([named || Intl.DateTimeFormat().resolvedOptions().locale])
}
