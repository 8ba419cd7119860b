import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { SeedStore } from './seed-store.ts'

/** What lessons say of files, for whoever keeps and moves these. */
export interface AttachmentNames {
  /** Which sizes lessons of this federation give it (whoever lies, lies in an own lesson), and who offered these; null where none names it. */
  named(root: string): { readonly sizesBytes: readonly number[]; readonly origins: readonly NodeId[] } | null
  /** Whether a lesson that is of this federation, or planted here, names it. */
  isKept(root: string): boolean
}

export function attachmentNames(deps: {
  readonly store: SeedStore
  readonly federation: () => FederationId
}): AttachmentNames {
  const { federation, store } = deps
  return {
    named(root) {
      const seeds = store.naming(root).filter((seed) => seed.federation === federation())
      const files = seeds.flatMap(({ attachments }) => attachments.filter((one) => one.root === root))
      if (files.length === 0) return null
      const origins = seeds.flatMap((seed) => store.documents(seed).map(({ origin }) => origin))
      return { sizesBytes: files.map(({ sizeBytes }) => sizeBytes), origins: [...new Set(origins)] }
    },
    isKept: (root) =>
      store.naming(root).some((seed) => seed.federation === federation() || seed.state === 'planted'),
  }
}
