import type { Language } from '../kernel/language.ts'
import { en } from './spoken-en.ts'
import { ja } from './spoken-ja.ts'
import { sv } from './spoken-sv.ts'
import type { SpokenWords } from './spoken-words.ts'

/** Every language at once, for the Node, which answers each caller in the one that is set. */
export const SPOKEN: Readonly<Record<Language, SpokenWords>> = { en, sv, ja }
