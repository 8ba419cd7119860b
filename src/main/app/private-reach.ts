import { MirrorError } from '../../shared/kernel/errors.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Member } from '../features/membership/member-store.ts'
import type { MembershipService } from '../features/membership/membership-service.ts'
import { namedAddresses } from '../network/dialler.ts'
import type { PrivatePostDeps } from '../replica/private-post.ts'
import type { Circle } from './circle.ts'
import { dialTargetOf } from './dial-target.ts'

export interface PrivateReachDeps {
  /** Composed after those who reach through it. */
  readonly circle: () => Circle
  readonly membership: MembershipService
}

/** How whatever two Nodes say to each other alone reaches the circle, whatever life it is in. */
export type PrivateReach = ReturnType<typeof privateReach>

export function privateReach({ circle, membership }: PrivateReachDeps) {
  const sessions: PrivatePostDeps['sessions'] = {
    send: (nodeId, content) => circle().say(nodeId, content),
    onMessage: (listener) => circle().onSaid(listener),
  }
  const isLinked = (nodeId: NodeId): boolean =>
    circle()
      .linked()
      .some((linked) => linked.nodeId === nodeId)
  const member = (nodeId: NodeId) => membership.others().find((one) => one.nodeId === nodeId)
  return {
    sessions,
    isLinked,
    linked: () =>
      circle()
        .linked()
        .map(({ nodeId }) => nodeId),
    isMember: (nodeId: NodeId) => membership.isMember(nodeId),
    isPinned: (nodeId: NodeId) => member(nodeId)?.pinned === true,
    ownEpoch: () => circle().replica.ownEpoch(),
    countRefusal: (...refusal: Parameters<PrivatePostDeps['countRefusal']>) =>
      circle().neighbourhood.countRefusal(...refusal),
    isOpenToBulk: (nodeId: NodeId) =>
      circle().neighbourhood.isOpenToBulk(nodeId) && !circle().replica.isComparing(nodeId),
    mayAskForBulk: () => circle().neighbourhood.mayAskForBulk(),
    lookForNews: (nodeId: NodeId) => circle().replica.greet(nodeId),
    openSession: (nodeId: NodeId) => circle().openSession(nodeId),
    endSession: (nodeId: NodeId) => circle().endSession(nodeId),
    closeLink: (nodeId: NodeId) => circle().neighbourhood.drop(nodeId),
    seek: (nodeId: NodeId) => seek(nodeId, { circle: circle(), addresses: addressesOf(member(nodeId)) }),
  }
}

const addressesOf = (member: Member | undefined): readonly string[] =>
  member === undefined ? [] : namedAddresses(member.nodeId, dialTargetOf(member).addresses)

/** Seek a link with a Node. Never rejects. @returns why there is none, or null */
async function seek(
  nodeId: NodeId,
  { addresses, circle }: { readonly addresses: readonly string[]; readonly circle: Circle },
): Promise<'no-address' | 'no-answer' | 'not-let-in' | null> {
  const isLinked = (): boolean => circle.linked().some((linked) => linked.nodeId === nodeId)
  if (addresses.length === 0) return isLinked() ? null : 'no-address'
  try {
    await circle.neighbourhood.dialNow(addresses)
    return null
  } catch (thrown) {
    if (isLinked()) return null // they were quicker
    return MirrorError.from(thrown).code === 'join-refused' ? 'not-let-in' : 'no-answer'
  }
}
