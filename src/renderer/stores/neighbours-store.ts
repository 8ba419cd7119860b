import type { Bridge } from '../../shared/contract/index.ts'
import type { InviteView } from '../../shared/contract/invites.ts'
import type { NeighbourView } from '../../shared/contract/neighbours.ts'
import { createAnswerStore } from './answer-store.ts'

/** The Nodes this one has heard of. */
export function createNeighboursStore(bridge: Bridge) {
  const ask = async (): Promise<readonly NeighbourView[]> => (await bridge.neighbours.list({})).neighbours
  const answers = createAnswerStore(ask, [bridge.neighbours.changed])
  async function pin(nodeId: NeighbourView['nodeId'], pinned: boolean): Promise<void> {
    await bridge.neighbours.pin({ nodeId, pinned })
    await answers.load()
  }
  return { ...answers, actions: { pin } }
}

/** Invitations made here, and the way to take up somebody else's. */
export function createInvitesStore(bridge: Bridge) {
  const ask = async (): Promise<readonly InviteView[]> => (await bridge.invites.list({})).invites
  const answers = createAnswerStore(ask, [bridge.invites.changed])
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }
  const actions = {
    create: (expiresInMs: number) => reload(bridge.invites.create({ expiresInMs })),
    revoke: (inviteId: InviteView['inviteId']) => reload(bridge.invites.revoke({ inviteId })),
    inspect: (invite: string) => bridge.invites.inspect({ invite }),
    accept: (invite: string, timeoutMs: number) => bridge.invites.accept({ invite, timeoutMs }),
  }
  return { ...answers, actions }
}
