import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { attachments } from '../../../shared/contract/attachments.ts'
import { toHex } from '../../platform/bytes.ts'
import type { AttachmentService } from './attachment-service.ts'
import { done, fromBase64url, requireScript, toBase64url } from './file-handlers.ts'

export type AttachmentHandlers = FeatureHandlers<typeof attachments, Caller>

export function attachmentHandlers(service: AttachmentService): AttachmentHandlers {
  return {
    list: ({ files }) => ({ attachments: service.list(files) }),
    prepare: async ({ sizeBytes }) => ({ id: await service.prepare(sizeBytes) }),
    async addPiece({ atByte, bytes, id }) {
      const { nextByte, root } = await service.addPiece(id, { atByte, bytes: fromBase64url(bytes) })
      return { nextByte, root: root === null ? null : toHex(root) }
    },
    cancel: ({ id }) => done(service.cancel(id)),
    async takeIn({ path }, caller) {
      requireScript(caller)
      return { root: await service.takeIn(path) }
    },
    want: ({ root, sizeBytes }) => done(service.want(root, sizeBytes)),
    discard: ({ root }) => done(service.discard(root)),
    remove: ({ root }) => done(service.remove(root)),
    async piece({ atByte, root }) {
      const { bytes, sizeBytes } = await service.piece(root, atByte)
      return { bytes: toBase64url(bytes), sizeBytes }
    },
    async saveTo({ path, root }, caller) {
      requireScript(caller)
      return { path: await service.saveTo(root, path) }
    },
  }
}
