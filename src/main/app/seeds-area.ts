import type { Delivery } from '../../shared/contract/delivery.ts'
import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import type { FiguresOf } from '../features/seeds/seed-checks.ts'
import { createSeeds, type Seeds } from '../features/seeds/seeds.ts'
import type { CircleAccess, Foundation } from './foundation.ts'
import type { IdentityArea } from './identity-area.ts'

export interface SeedsNeeds extends CircleAccess {
  readonly identity: Pick<IdentityArea, 'mirrors' | 'revocations'>
  nameOf(nodeId: NodeId): string
  /** Whether this Node has set another apart just now. */
  isIsolated(nodeId: NodeId): boolean
  /** What this Node measures, for the checks of a lesson. */
  readonly figures: FiguresOf
  /** The size of a file that may belong to a lesson; null where it is not here. */
  attachmentBytes(root: string): number | null
  deliveryOf(id: EntryId, asked: { readonly isHeldBack: boolean }): Delivery | null
}

/** Lessons: offered here, heard from others, planted by this Node's Mirrors. */
export function createSeedsArea(foundation: Foundation, needs: SeedsNeeds): Seeds {
  const { clock, database, emit, federation, keys, kinds, self } = foundation
  const { mirrors, revocations } = needs.identity
  const seeds = createSeeds({
    clock,
    database,
    federation,
    self: () => self,
    signer: keys.signer,
    publish: (draft) => needs.publish(draft),
    isIsolated: (nodeId) => needs.isIsolated(nodeId),
    nameOf: (nodeId) => needs.nameOf(nodeId),
    figures: needs.figures,
    attachmentBytes: (root) => needs.attachmentBytes(root),
    deliveryOf: (id, asked) => needs.deliveryOf(id, asked),
    mirrorSigner: ({ sessionId }) => mirrors.acting(sessionId),
    isRevoked: (author, mirrorId) => revocations.isRevoked({ federationId: federation(), author }, mirrorId),
    changed: (id) => emit('seeds.changed', id),
  })
  kinds.register(seeds.kind)
  return seeds
}
