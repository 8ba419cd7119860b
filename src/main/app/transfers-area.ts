import type { NodeId } from '../../shared/kernel/ids.ts'
import { createTransfers, type Transfers } from '../features/transfers/transfers.ts'
import type { PrivatePost } from '../replica/private-post.ts'
import { type Foundation, isPractising } from './foundation.ts'
import type { IdentityArea } from './identity-area.ts'
import { type PrivateNeeds, requireWritable } from './private-needs.ts'
import type { ResourcesArea } from './resources-area.ts'

/** Length of the key that seals the Mirrors' answers. Source: NIST SP 800-38D, AES-256. */
const VOTE_KEY_BYTES = 32

export interface TransfersNeeds extends PrivateNeeds {
  readonly identity: Pick<IdentityArea, 'mirrors' | 'mirrorStore' | 'revocations' | 'isUnconfirmed'>
  readonly resources: Pick<ResourcesArea, 'allFigures' | 'figures' | 'book' | 'booked' | 'reports'>
  nameOf(nodeId: NodeId): string
  /** Whether this Node has set another apart just now. */
  isIsolated(nodeId: NodeId): boolean
}

/** Transfers with other Nodes. */
export function createTransfersArea(
  foundation: Foundation,
  needs: TransfersNeeds & { readonly post: PrivatePost },
): Transfers {
  const { post } = needs
  const { clock, database, emit, federation, keys, logger, random, realTimers, self, settings, timers } =
    foundation
  const { mirrors, mirrorStore, revocations } = needs.identity
  return createTransfers(
    {
      ...{ clock, database, federation, post, random, realTimers, self, timers, signer: keys.signer },
      logger: logger.child('transfers'),
      isTest: () => isPractising(foundation),
      slotMs: () => settings.get().slotMs,
      need: () => settings.get().transfersNeed,
      mirrorSigner: ({ sessionId }) => mirrors.acting(sessionId),
      activeMirrors: () => mirrorStore.active().map(({ mirrorId }) => mirrorId),
      isRevoked: (author, mirrorId) =>
        revocations.isRevoked({ federationId: federation(), author }, mirrorId),
      isKnown: (nodeId) => needs.isMember(nodeId),
      isIsolated: (nodeId) => needs.isIsolated(nodeId),
      isLinked: (nodeId) => needs.isLinked(nodeId),
      nameOf: (nodeId) => needs.nameOf(nodeId),
      requireWritable: () => requireWritable(needs),
      ...levels(needs),
      changed: (id) => emit('transfers.changed', id),
    },
    { voteKey: keys.derive('mirror votes', VOTE_KEY_BYTES) },
  )
}

/** What is measured here, as far as transfers ask for it. */
function levels({ isIsolated, resources }: TransfersNeeds) {
  const isMeasured = (resource: string, unit: string): boolean => resources.figures(resource)?.unit === unit
  return {
    ownFigures: () => resources.allFigures(),
    shownFigures: () => resources.reports().filter(({ nodeId }) => !isIsolated(nodeId)),
    levels: {
      book(entry: { readonly resource: string; readonly unit: string; readonly delta: number }): boolean {
        if (!isMeasured(entry.resource, entry.unit)) return false
        resources.book(entry)
        return true
      },
      booked: (resource: string) => resources.booked(resource),
    },
  }
}
