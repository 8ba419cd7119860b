import type { NodeId } from '../../shared/kernel/ids.ts'
import { InviteService } from '../features/membership/invite-service.ts'
import { InviteStore } from '../features/membership/invite-store.ts'
import { MemberStore } from '../features/membership/member-store.ts'
import { MembershipService } from '../features/membership/membership-service.ts'
import type { CircleAccess, Foundation } from './foundation.ts'

export interface MembershipNeeds extends CircleAccess {
  /** A Node became a member, or shows something else of itself. */
  memberChanged(nodeId: NodeId): void
}

export interface MembershipArea {
  readonly membership: MembershipService
  readonly invites: InviteService
}

/** Who belongs to the federation, and how one comes to. */
export function createMembershipArea(foundation: Foundation, needs: MembershipNeeds): MembershipArea {
  const { clock, database, emit, federation, federations, keys, random, self, settings } = foundation
  const membership = new MembershipService({
    clock,
    database,
    members: new MemberStore({ database, federation }),
    self,
    publish: (draft) => needs.publish(draft),
    changed: (nodeId) => needs.memberChanged(nodeId),
  })
  const invites = new InviteService({
    clock,
    database,
    invites: new InviteStore({ database, federation }),
    random,
    signer: keys.signer,
    self,
    genesis() {
      const current = federations.current()
      if (current === null) throw new TypeError('no federation has been founded')
      return current.genesis
    },
    name: () => settings.get().name,
    addresses: () => needs.addresses(),
    admit: (nodeId) => membership.admit([nodeId], { pinned: true }),
    changed: (id) => emit('invites.changed', id),
  })
  return { membership, invites }
}
