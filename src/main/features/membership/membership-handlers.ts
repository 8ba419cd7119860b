import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { federation } from '../../../shared/contract/federation.ts'
import type { invites } from '../../../shared/contract/invites.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { isTestFederation } from './federation-codec.ts'
import type { FederationStore } from './federation-store.ts'
import { type InviteService, JOIN_TIMEOUT_MS } from './invite-service.ts'

export interface MembershipHandlerDeps {
  readonly service: InviteService
  readonly federations: FederationStore
  join(
    invite: string,
    timeoutMs: number,
  ): Promise<{ readonly nodeId: NodeId; readonly federationId: FederationId }>
  leave(): Promise<FederationId>
}

/** The contract's `invites`. */
export function inviteHandlers(deps: MembershipHandlerDeps): FeatureHandlers<typeof invites, Caller> {
  const { service } = deps
  return {
    create: ({ expiresInMs }) => service.create(expiresInMs),
    inspect({ invite: text }) {
      const invite = service.inspect(text)
      return {
        inviterId: invite.inviter,
        inviterName: invite.inviterName,
        federationId: invite.genesis.federationId,
        practice: invite.genesis.test,
        expiresAtMs: invite.expiresAtMs,
        addresses: [...invite.addresses],
      }
    },
    accept: ({ invite, timeoutMs }) => deps.join(invite, timeoutMs ?? JOIN_TIMEOUT_MS),
    async revoke({ inviteId }) {
      await service.revoke(inviteId)
      return {}
    },
    list: () => ({ invites: [...service.list()] }),
  }
}

/** The contract's `federation`. */
export function federationHandlers(deps: MembershipHandlerDeps): FeatureHandlers<typeof federation, Caller> {
  return {
    describe() {
      const current = deps.federations.current()
      if (current === null) throw new TypeError('an open Node has no federation')
      const { federationId, founders } = current.genesis
      return {
        federationId,
        practice: isTestFederation(federationId),
        founders: [...founders],
        joinedAtMs: current.joinedAtMs,
        archived: [...deps.federations.archived()],
      }
    },
    leave: async () => ({ federationId: await deps.leave() }),
  }
}
