import type { Bridge } from '../../../shared/contract/index.ts'
import {
  SEED_BODY_MAX_BYTES,
  SEED_BODY_MAX_CHARS,
  SEED_TITLE_MAX_CHARS,
  type SeedAttachment,
  type SeedCheck,
} from '../../../shared/contract/seeds.ts'
import type { SeedId } from '../../../shared/kernel/ids.ts'
import { cleanText, line, prose } from '../../../shared/kernel/text.ts'
import type { MessageKey } from '../../app/messages/words.tsx'

type Offer = Parameters<Bridge['seeds']['offer']>[0]

/** A lesson as it is being written. */
export interface LessonDraft {
  readonly title: string
  readonly body: string
  readonly checks: readonly SeedCheck[]
  readonly attachments: readonly SeedAttachment[]
}
export const emptyLesson: LessonDraft = { title: '', body: '', checks: [], attachments: [] }
export type LessonProblems = Partial<Record<'title' | 'body', MessageKey>>

/** Room left for the text, in bytes of UTF-8: a Japanese letter takes three. */
export const bytesLeft = (body: string): number =>
  SEED_BODY_MAX_BYTES - new TextEncoder().encode(cleanText(body)).byteLength

/** The lesson that was written, or what is missing. */
export function readLesson(
  { title, body, checks, attachments }: LessonDraft,
  replaces: SeedId | null,
): { readonly offer: Offer | null; readonly problems: LessonProblems } {
  const hasBody = prose(SEED_BODY_MAX_CHARS).safeParse(body).success
  const problems: LessonProblems = {
    ...(!line(SEED_TITLE_MAX_CHARS).safeParse(title).success && { title: 'lesson.titleWrong' }),
    ...(!hasBody && { body: 'lesson.bodyWrong' }),
    ...(bytesLeft(body) < 0 && { body: 'lesson.bodyTooLong' }),
  }
  if (Object.keys(problems).length > 0) return { offer: null, problems }
  const files = attachments.map(({ mediaType, name, root }) => ({ mediaType, name, root }))
  return { offer: { title, body, replaces, checks: [...checks], attachments: files }, problems }
}
