import type { Language } from '../../../shared/kernel/language.ts'
import { fillSentence } from '../../app/failure-text.ts'
import { FACE_WORDS, type FaceWord } from './face-words.ts'
import type { Notice } from './notice-desk.ts'
import { WAITING_KINDS, type Waiting, type WaitingKind } from './waiting.ts'

/** A sentence of the desktop, with a count where it has one. */
export const faceText = (word: FaceWord, language: Language, count = 0): string =>
  fillSentence(FACE_WORDS[word], language, { count })

/** What waits, a line for each kind there is some of. */
export function waitingLines(waiting: Waiting, language: Language): readonly string[] {
  const lines = WAITING_KINDS.filter((kind) => waiting[kind].length > 0).map((kind) =>
    faceText(kind, language, waiting[kind].length),
  )
  return lines.length > 0 ? lines : [faceText('nothing', language)]
}

const NOTICE_WORDS: Readonly<Record<WaitingKind, FaceWord>> = {
  alerts: 'newAlerts',
  transfers: 'newTransfers',
  calls: 'newCalls',
  seeds: 'newSeeds',
}

/** Longest words of others in a notification, in characters. Chosen here: systems cut off more than two lines. */
const BODY_MAX_CHARS = 120

/** A notification in words; its body is what somebody else wrote, cut to a glance. */
export function noticeText(
  { kind, count, title }: Notice,
  language: Language,
): { readonly title: string; readonly body: string } {
  const letters = [...(title ?? '')]
  const body =
    letters.length > BODY_MAX_CHARS ? `${letters.slice(0, BODY_MAX_CHARS).join('')}…` : letters.join('')
  return { title: faceText(NOTICE_WORDS[kind], language, count), body }
}
