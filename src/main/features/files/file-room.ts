import { ATTACHMENT_MAX_BYTES } from '../../../shared/contract/seeds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId } from '../../../shared/kernel/ids.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'
import type { AttachmentStore } from './attachment-store.ts'
import { FILE_LIMITS, FILE_MAX_BYTES } from './file-rules.ts'
import type { FileStore } from './file-store.ts'
import type { KeptFile } from './file-types.ts'

export interface FileRoomDeps {
  readonly store: FileStore
  readonly attachments: Pick<AttachmentStore, 'heldBytes'>
  readonly shelf: Pick<FileShelf, 'freeBytes'>
  readonly federation: () => FederationId
}

/** What this Node's disk and its people's patience have room for. */
export class FileRoom {
  readonly #deps: FileRoomDeps

  constructor(deps: FileRoomDeps) {
    this.#deps = deps
  }

  /** @throws MirrorError 'file-too-large' | 'file-no-room' where a file of this size cannot lie here */
  async requireFor(sizeBytes: number): Promise<void> {
    if (sizeBytes > FILE_MAX_BYTES) throw new MirrorError('file-too-large', { sizeBytes })
    this.requireToKeep({ attached: false, sizeBytes })
    const freeBytes = await this.#deps.shelf.freeBytes()
    if (freeBytes < sizeBytes + FILE_LIMITS.spareBytes) throw new MirrorError('file-no-room', { sizeBytes })
  }

  /** @throws MirrorError 'attachment-too-large' | 'file-no-room' where an attachment of this size cannot lie here */
  async requireForAttachment(sizeBytes: number): Promise<void> {
    if (sizeBytes > ATTACHMENT_MAX_BYTES) throw new MirrorError('attachment-too-large', { sizeBytes })
    this.requireToKeep({ attached: true, sizeBytes })
    await this.requireFor(sizeBytes)
  }

  /** Asked in the write that takes the room: others may have taken it since. @throws MirrorError 'file-no-room' */
  requireToKeep({ attached, sizeBytes }: Pick<KeptFile, 'attached' | 'sizeBytes'>): void {
    const { attachments, store } = this.#deps
    const keptBytes = attachments.heldBytes()
    const heldBytes = store.heldBytes() + keptBytes
    if (heldBytes + sizeBytes > FILE_LIMITS.totalBytes) throw new MirrorError('file-no-room', { heldBytes })
    const coming = store.preparing().filter((file) => file.attached)
    const attachedBytes = coming.reduce((sum, file) => sum + file.sizeBytes, keptBytes)
    if (attached && attachedBytes + sizeBytes > FILE_LIMITS.attachmentBytes)
      throw new MirrorError('file-no-room', { heldBytes: attachedBytes })
  }

  /** Asked in the write that takes it. @throws MirrorError 'files-too-many' | 'file-day-full' | 'file-no-room' */
  requireToTake({ peer, sizeBytes }: Pick<KeptFile, 'peer' | 'sizeBytes'>): void {
    const { federation, store } = this.#deps
    const home = federation()
    if (store.countUnderWay() >= FILE_LIMITS.underWay) throw new MirrorError('files-too-many')
    const takenBytes = store.takenWithinDay(home, peer)
    if (takenBytes + sizeBytes > FILE_LIMITS.dayBytes) throw new MirrorError('file-day-full', { takenBytes })
    const heldBytes = store.heldBytes({ federation: home, peer })
    if (heldBytes + sizeBytes > FILE_LIMITS.peerBytes) throw new MirrorError('file-no-room', { heldBytes })
  }
}
