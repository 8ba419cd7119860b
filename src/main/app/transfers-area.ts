import { MirrorError } from '../../shared/kernel/errors.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { createTransfers, type Transfers } from '../features/transfers/transfers.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { OwnEpoch } from '../replica/epoch-store.ts'
import { PrivatePost, type PrivatePostDeps } from '../replica/private-post.ts'
import { type Foundation, isPractising } from './foundation.ts'
import type { IdentityArea } from './identity-area.ts'
import type { ResourcesArea } from './resources-area.ts'

/** Length of the key that seals the Mirrors' answers. Source: NIST SP 800-38D, AES-256. */
const VOTE_KEY_BYTES = 32

export interface TransfersNeeds {
  readonly identity: Pick<IdentityArea, 'mirrors' | 'mirrorStore' | 'revocations' | 'isUnconfirmed'>
  readonly resources: Pick<ResourcesArea, 'allFigures' | 'figures' | 'book' | 'booked' | 'reports'>
  /** What neighbours say in sessions, whatever life this Node's circle is in. */
  readonly sessions: PrivatePostDeps['sessions']
  nameOf(nodeId: NodeId): string
  isMember(nodeId: NodeId): boolean
  isLinked(nodeId: NodeId): boolean
  ownEpoch(): OwnEpoch | null
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
}

/** Transfers with other Nodes, and the post that carries what is said of them. */
export function createTransfersArea(foundation: Foundation, needs: TransfersNeeds): Transfers {
  const post = createPost(foundation, needs)
  const { clock, database, emit, federation, keys, logger, random, realTimers, self, settings, timers } =
    foundation
  const { mirrors, mirrorStore, revocations } = needs.identity
  const transfers = createTransfers(
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
      isLinked: (nodeId) => needs.isLinked(nodeId),
      nameOf: (nodeId) => needs.nameOf(nodeId),
      requireWritable: () => requireWritable(needs),
      ...levels(needs),
      changed: (id) => emit('transfers.changed', id),
    },
    { voteKey: keys.derive('mirror votes', VOTE_KEY_BYTES) },
  )
  return { ...transfers, ...together(post, transfers) }
}

function createPost(
  { clock, federation, keys, logger }: Foundation,
  { sessions, countRefusal }: TransfersNeeds,
): PrivatePost {
  const { signer } = keys
  return new PrivatePost({ sessions, signer, clock, federation, countRefusal, logger: logger.child('post') })
}

/** What is measured here, as far as transfers ask for it. */
function levels({ resources }: TransfersNeeds) {
  const isMeasured = (resource: string, unit: string): boolean => resources.figures(resource)?.unit === unit
  return {
    ownFigures: () => resources.allFigures(),
    shownFigures: () => resources.reports(),
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

/** As for the log: what is signed now must not stand against what was signed before this Node was brought back. */
function requireWritable({ identity, ownEpoch }: TransfersNeeds): void {
  if (identity.isUnconfirmed()) throw new MirrorError('epoch-unconfirmed')
  if (ownEpoch()?.superseded) throw new MirrorError('identity-superseded')
}

const together = (post: Startable, transfers: Startable): Startable => ({
  async start() {
    await transfers.start()
    await post.start()
  },
  async stop() {
    await post.stop()
    await transfers.stop()
  },
})
