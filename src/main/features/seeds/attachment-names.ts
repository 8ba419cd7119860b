import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { AttachmentUse, SeedStore } from './seed-store.ts'

/** What lessons say of files, for whoever keeps and moves these. A lesson that lies about a size names another file. */
export interface AttachmentNames {
  /** Whether a lesson of this federation names a file of this root and size. */
  isNamed(root: string, sizeBytes: number): boolean
  /** Whether this Node offered one that does. */
  isOffered(root: string, sizeBytes: number): boolean
  /** Who offered the lessons that do. */
  origins(root: string, sizeBytes: number): readonly NodeId[]
  /** Whether a lesson that is of this federation, or planted here, or this Node's own, names it. */
  isKept(root: string): boolean
  /** Which of those lessons name a file of this root and size. */
  use(root: string, sizeBytes: number): AttachmentUse
}

export function attachmentNames(deps: {
  readonly store: SeedStore
  readonly federation: () => FederationId
  readonly self: () => NodeId
}): AttachmentNames {
  const { federation, self, store } = deps
  return {
    isNamed: (root, sizeBytes) => store.isNaming({ federation: federation(), root, sizeBytes }),
    isOffered: (root, sizeBytes) => store.isNaming({ federation: federation(), root, sizeBytes }, self()),
    origins: (root, sizeBytes) => store.originsNaming({ federation: federation(), root, sizeBytes }),
    use: (root, sizeBytes) => store.useOf({ federation: federation(), root, sizeBytes }),
    isKept: (root) => store.isKeeping(federation(), root),
  }
}
