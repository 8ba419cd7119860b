import type { Bridge } from '../../../shared/contract/index.ts'
import { MirrorName, NodeName, PASSPHRASE_MIN_CHARS } from '../../../shared/contract/setup.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import { emptySecret, pinProblems, type SecretPair, secretProblems } from '../../parts/PinPair.tsx'
import { emptyPlace, type PlaceDraft, readPlace } from '../../parts/place-draft.ts'

/** Words of a recovery phrase. Source: BIP-39, 256 bits. */
export const RECOVERY_WORDS = 24

export type StepName = 'language' | 'origin' | 'words' | 'node' | 'place' | 'mirror' | 'passphrase'

/** A Node as it is being made. */
export interface FirstRunDraft {
  readonly origin: 'new' | 'restore'
  readonly words: string
  readonly nodeName: string
  readonly place: PlaceDraft
  readonly mirrorName: string
  readonly pin: SecretPair
  readonly passphrase: SecretPair
}
export const emptyDraft: FirstRunDraft = {
  origin: 'new',
  words: '',
  nodeName: '',
  place: emptyPlace,
  mirrorName: '',
  pin: emptySecret,
  passphrase: emptySecret,
}
/** What is wrong, by field. */
export type Problems = Readonly<Record<string, MessageKey>>

/** The steps of this draft in their order. */
export function stepsOf(draft: FirstRunDraft, vault: 'passphrase' | 'os'): readonly StepName[] {
  return [
    'language',
    'origin',
    ...(draft.origin === 'restore' ? (['words'] as const) : []),
    'node',
    'place',
    'mirror',
    ...(vault === 'passphrase' ? (['passphrase'] as const) : []),
  ]
}

const wordsIn = (text: string): readonly string[] =>
  text.normalize('NFKD').trim().split(/\s+/u).filter(Boolean)

/** What keeps a step from being done. */
export function problemsOf(step: StepName, draft: FirstRunDraft, language: Language): Problems {
  switch (step) {
    case 'language':
    case 'origin':
      return {}
    case 'words':
      return wordsIn(draft.words).length === RECOVERY_WORDS ? {} : { words: 'firstRun.wordsCount' }
    case 'node':
      return NodeName.safeParse(draft.nodeName).success ? {} : { nodeName: 'firstRun.nameWrong' }
    case 'place':
      return { ...readPlace(draft.place, language).problems }
    case 'mirror':
      return {
        ...(MirrorName.safeParse(draft.mirrorName).success
          ? {}
          : { mirrorName: 'firstRun.nameWrong' as const }),
        ...pinProblems(draft.pin),
      }
    case 'passphrase':
      return {
        ...secretProblems(draft.passphrase, {
          minChars: PASSPHRASE_MIN_CHARS,
          tooShort: 'passphrase.tooShort',
          differs: 'passphrase.differs',
        }),
      }
  }
}

type CreateInput = Parameters<Bridge['setup']['create']>[0]

/** The draft as the Node takes it. */
export function toCreateInput(
  draft: FirstRunDraft,
  { language, vault }: { readonly language: Language; readonly vault: 'passphrase' | 'os' },
): CreateInput {
  return {
    name: draft.nodeName,
    language,
    place: readPlace(draft.place, language).place,
    mirrorName: draft.mirrorName,
    pin: draft.pin.first,
    ...(vault === 'passphrase' && { passphrase: draft.passphrase.first }),
  }
}

/** The recovery words with single spaces, as the Node takes them. */
export const cleanWords = (draft: FirstRunDraft): string => wordsIn(draft.words).join(' ').toLowerCase()
