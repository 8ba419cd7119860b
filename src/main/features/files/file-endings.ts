import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Database } from '../../storage/database.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'
import type { AttachmentSeeking } from './attachment-seeking.ts'
import type { AttachmentStore } from './attachment-store.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import type { FileProgress } from './file-progress.ts'
import type { FileService } from './file-service.ts'
import { type FileStore, keptUnder } from './file-store.ts'
import type { KeptFile } from './file-types.ts'

export interface FileEndingsDeps {
  readonly database: Database
  readonly store: FileStore
  readonly letters: FileLetterStore
  readonly attachments: AttachmentStore
  readonly shelf: Pick<FileShelf, 'ids'>
  readonly progress: FileProgress
  readonly service: Pick<FileService, 'clear' | 'end'>
  readonly seeking: Pick<AttachmentSeeking, 'ended'>
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  readonly changed: (fileId: FileId) => void
  readonly attachmentChanged: (root: string) => void
  /** Something waits for this Node. */
  readonly answered: (peer: NodeId) => void
}

/** What follows when a file comes to its end: whole, by the other side's word, or because it cannot be read. */
export class FileEndings {
  readonly #deps: FileEndingsDeps

  constructor(deps: FileEndingsDeps) {
    this.#deps = deps
  }

  async whole(file: KeptFile): Promise<void> {
    const { answered, attachmentChanged, changed, database, federation, letters, progress, store } =
      this.#deps
    const { id, peer } = file
    const answer = { outcome: 'received', reason: null, note: '' } as const
    await database.write(() => {
      if (!store.change(id, ['moving'], { phase: 'done', paused: false, reason: null })) return
      if (file.attached) this.#keep(file)
      else store.dropChunks(id)
      letters.add({ federation: federation(), peer }, id, { kind: 'answer', answer })
    })
    progress.forget(id)
    answered(peer)
    if (file.attached) attachmentChanged(keptUnder(file))
    else changed(id)
  }

  async ended(file: KeptFile): Promise<void> {
    const { logger, seeking, service } = this.#deps
    try {
      await service.clear(file)
      if (file.attached) await seeking.ended(file)
    } catch (thrown) {
      logger.warn('file-unremoved', { cause: String(thrown) }) // the next start removes it
    }
  }

  /** A neighbour's ask found a file that cannot be given. Of an attachment this ends one giving, and removes no byte. */
  async lost(file: KeptFile, { isChanged }: { readonly isChanged: boolean }): Promise<void> {
    const { logger, seeking, service } = this.#deps
    try {
      await service.end(file, 'lost')
      if (!file.attached) return
      await seeking.ended(file)
      if (isChanged || (await this.#isGone(file))) await this.#forget(keptUnder(file))
    } catch (thrown) {
      logger.warn('file-unended', { cause: String(thrown) })
    }
  }

  /** A disk that fails for a moment, or has no more handles to give, takes nothing from anybody. */
  async #isGone(file: KeptFile): Promise<boolean> {
    return !(await this.#deps.shelf.ids()).has(keptUnder(file))
  }

  async #forget(root: string): Promise<void> {
    const { attachmentChanged, attachments, database, store } = this.#deps
    await database.write(() => {
      attachments.remove(root)
      store.dropChunks(root)
    })
    attachmentChanged(root)
  }

  /** Whose it was is of no account any more; the notes of its chunks stay, for whoever asks this Node. What somebody stopped wanting as it became whole is being removed. */
  #keep(file: KeptFile): void {
    const { attachments, store } = this.#deps
    const root = keptUnder(file)
    store.remove(file.id)
    if (attachments.get(root)?.wanted) attachments.put({ root, sizeBytes: file.sizeBytes, wanted: false })
  }
}
