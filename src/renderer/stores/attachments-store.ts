import type { AttachmentView } from '../../shared/contract/attachments.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import type { SeedAttachment } from '../../shared/contract/seeds.ts'
import { createAnswerStore } from './answer-store.ts'

/** As a lesson names it. */
type Named = Pick<SeedAttachment, 'root' | 'sizeBytes'>

/** How it stands with the files of lessons, and what can be asked of the Node about them. */
export function createAttachmentsStore({ attachments }: Bridge) {
  async function list(named: readonly Named[]): Promise<readonly AttachmentView[]> {
    const files = named.map(({ root, sizeBytes }) => ({ root, sizeBytes }))
    return (await attachments.list({ files })).attachments
  }
  return {
    ask: attachments,
    /** Those of one lesson, as a cache of its own. */
    of: (files: readonly Named[]) => createAnswerStore(() => list(files), [attachments.changed]),
  }
}
export type AttachmentsAsk = ReturnType<typeof createAttachmentsStore>['ask']
