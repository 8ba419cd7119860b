import type { Caller } from '../../shared/bridge/caller.ts'
import type { MirrorwellHandlers } from '../../shared/contract/index.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { FederationId, MirrorId, NodeId } from '../../shared/kernel/ids.ts'
import { publicKeyFromNodeId } from '../crypto/peer-id.ts'
import { safetyWords } from '../crypto/safety-words.ts'
import { backupHandlers } from '../features/identity/backup-handlers.ts'
import { mirrorHandlers } from '../features/identity/mirror-handlers.ts'
import { federationHandlers, inviteHandlers } from '../features/membership/membership-handlers.ts'
import { neighboursHandlers } from '../features/neighbours/neighbours-handlers.ts'
import { sessionsHandlers } from '../features/neighbours/sessions-handlers.ts'
import { limitsHandlers } from '../features/settings/limits-handlers.ts'
import { policyHandlers, settingsHandlers } from '../features/settings/settings-handlers.ts'
import { isPractising } from './foundation.ts'
import { clockHandlers, nodeHandlers } from './node-handlers.ts'
import type { OpenNode } from './open-node.ts'
import type { PrivateArea } from './private-area.ts'

/** What answers once a Node is open. */
export type OpenNodeHandlers = Omit<MirrorwellHandlers<Caller>, 'setup' | 'host' | 'practice'>

export interface OpenNodeHandlersInput {
  readonly version: string
  readonly neighbours: PrivateArea['handlers']['neighbours']
  countIsolated(): number
  leave(): Promise<FederationId>
  settingsChanged(changes: Partial<Settings>): void
}

type FromAreas =
  | 'alerts'
  | 'resources'
  | 'privacy'
  | 'map'
  | 'transfers'
  | 'trust'
  | 'files'
  | 'attachments'
  | 'seeds'
  | 'handbook'

/** The handlers of all features but those that an area brings along. */
export function openNodeHandlers(
  node: OpenNode,
  input: OpenNodeHandlersInput,
): Omit<OpenNodeHandlers, FromAreas> {
  const { circle, foundation, identity } = node
  const { clock, emit, federations, ports, settings } = foundation
  const { membership, invites: service } = node.membership
  const { backup, mirrors } = identity
  const joining = {
    service,
    federations,
    join: (invite: string, timeoutMs: number) => node.join(invite, timeoutMs),
    leave: () => input.leave(),
  }
  return {
    node: nodeHandlers({
      circle,
      membership,
      mirrors,
      settings,
      ports,
      version: input.version,
      isUnconfirmed: () => identity.isUnconfirmed(),
      countIsolated: () => input.countIsolated(),
      introduce: () => node.introduce(),
      changed: () => emit('node.changed'),
    }),
    mirrors: mirrorHandlers(mirrors),
    backup: backupHandlers(backup),
    policy: policyHandlers({ store: settings }),
    settings: settingsHandlers({ store: settings, changed: (changes) => input.settingsChanged(changes) }),
    limits: limitsHandlers({
      store: settings,
      limiter: foundation.limits.theirs,
      clock,
      nameOf: (nodeId) => membership.nameOf(nodeId),
      changed: () => emit('limits.changed'),
    }),
    invites: inviteHandlers(joining),
    federation: federationHandlers(joining),
    clock: clockHandlers({ clock, settings, isAdjustable: () => isPractising(foundation) }),
    neighbours: { ...knownNeighbours(node), ...input.neighbours },
  }
}

function knownNeighbours({
  circle,
  foundation,
  identity,
  membership: area,
}: OpenNode): ReturnType<typeof neighboursHandlers> & ReturnType<typeof sessionsHandlers> {
  const { clock, keys, realClock, self } = foundation
  const { membership } = area
  const deps = {
    known: () => membership.others(),
    linked: () => circle.linked(),
    nameOf: (nodeId: NodeId) => membership.nameOf(nodeId),
    mirrorsOf: (nodeId: NodeId) => membership.mirrorsOf(nodeId),
    isRevoked: (author: NodeId, mirrorId: MirrorId) =>
      identity.revocations.isRevoked({ federationId: foundation.federation(), author }, mirrorId),
    safetyWords(nodeId: NodeId) {
      const theirs = nodeId === self ? null : publicKeyFromNodeId(nodeId)
      if (theirs === null) return { en: [], ja: [] }
      const { en, ja } = safetyWords(keys.signer.publicKey, theirs)
      return { en: [...en], ja: [...ja] }
    },
    refusals: (nodeId: NodeId) => circle.neighbourhood.refusals(nodeId),
    sessionOf: (nodeId: NodeId) => circle.sessionOf(nodeId),
    meetings: (nodeId: NodeId, limit: number) => circle.replica.meetings(nodeId, limit),
    housekeeping: () => circle.housekeeping(),
    toApplicationMs: (machineMs: number) => machineMs + (clock.nowMs() - realClock.nowMs()),
    pin: (nodeId: NodeId, pinned: boolean) => membership.pin(nodeId, pinned),
  }
  return { ...neighboursHandlers(deps), ...sessionsHandlers(deps) }
}
