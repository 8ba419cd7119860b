import type { AttachmentView } from '../../shared/contract/attachments.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import { createAnswerStore } from './answer-store.ts'

type Root = AttachmentView['root']

/** How it stands with the files of lessons, and what can be asked of the Node about them. */
export function createAttachmentsStore({ attachments }: Bridge) {
  const list = async (roots: readonly Root[]) => (await attachments.list({ roots: [...roots] })).attachments
  return {
    ask: attachments,
    /** Those of one lesson, as a cache of its own. */
    of: (roots: readonly Root[]) =>
      createAnswerStore<readonly AttachmentView[]>(() => list(roots), [attachments.changed]),
  }
}
export type AttachmentsAsk = ReturnType<typeof createAttachmentsStore>['ask']
