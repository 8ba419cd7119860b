import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { NeighbourView, neighbours } from '../../../shared/contract/neighbours.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Place } from '../../../shared/kernel/place.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { type MeetingRecord, toMeetingView } from './meeting-view.ts'

/** A member of the federation, as far as this view goes. */
export interface KnownNode {
  readonly nodeId: NodeId
  readonly pinned: boolean
  readonly profile: { readonly name: string; readonly place: Place | null } | null
  readonly lastHeardMs: number | null
  readonly lastAddress: string | null
}

/** A link that is up, as far as this view goes. */
export interface LinkedNode {
  readonly nodeId: NodeId
  readonly security: 'noise' | 'tls' | 'simulated'
  readonly address: string
  readonly lastHeardMs: number
  readonly roundTripMs: number | null
}

/** A sealed session, as far as this view goes. */
export interface SessionState {
  readonly state: 'none' | 'opening' | 'open' | 'closing'
  readonly events: readonly { readonly kind: string }[]
}

export interface NeighboursDeps {
  known(): readonly KnownNode[]
  linked(): readonly LinkedNode[]
  nameOf(nodeId: NodeId): string
  mirrorsOf(nodeId: NodeId): readonly { readonly mirrorId: MirrorId; readonly name: string }[]
  isRevoked(nodeId: NodeId, mirrorId: MirrorId): boolean
  safetyWords(nodeId: NodeId): NeighbourView['safetyWords']
  refusals(
    nodeId: NodeId,
  ): readonly { readonly reason: VerdictReason; readonly count: number; readonly lastAtMs: number }[]
  /** The sealed session with a neighbour, and what happened to it and those before, the newest first. */
  sessionOf(nodeId: NodeId): SessionState
  /** A machine time as the application's clock would have shown it. */
  toApplicationMs(machineMs: number): number
  /** What passed at meetings with a Node, the newest first. */
  meetings(nodeId: NodeId, limit: number): readonly MeetingRecord[]
  /** @returns whether the Node is known */
  pin(nodeId: NodeId, pinned: boolean): Promise<boolean>
}

type NeighboursHandlers = Pick<FeatureHandlers<typeof neighbours, Caller>, 'list' | 'meetings' | 'pin'>

/** Of the contract's `neighbours`, everybody known, whether in reach or not, by name. */
export function neighboursHandlers(deps: NeighboursDeps): NeighboursHandlers {
  return {
    list() {
      const linked = new Map(deps.linked().map((link) => [link.nodeId, link]))
      return { neighbours: deps.known().map((node) => toView(node, linked.get(node.nodeId), deps)) }
    },
    async pin({ nodeId, pinned }) {
      if (!(await deps.pin(nodeId, pinned))) throw new MirrorError('neighbour-unknown')
      return {}
    },
    meetings({ nodeId, limit }) {
      if (!deps.known().some((node) => node.nodeId === nodeId)) throw new MirrorError('neighbour-unknown')
      return { meetings: deps.meetings(nodeId, limit).map(toMeetingView) }
    },
  }
}

function toView(node: KnownNode, link: LinkedNode | undefined, deps: NeighboursDeps): NeighbourView {
  const { nodeId, pinned } = node
  const name = deps.nameOf(nodeId)
  const lastHeardMs = link === undefined ? node.lastHeardMs : deps.toApplicationMs(link.lastHeardMs)
  return {
    nodeId,
    name,
    alias: toAlias(name, nodeId),
    safetyWords: deps.safetyWords(nodeId),
    place: node.profile?.place ?? null,
    connected: link !== undefined,
    lastHeardMs: lastHeardMs === null ? null : Math.round(lastHeardMs),
    security: link === undefined || link.security === 'simulated' ? null : link.security,
    roundTripMs: link?.roundTripMs ?? null,
    address: link?.address ?? node.lastAddress,
    session: shownSession(deps.sessionOf(nodeId)),
    limits: deps.refusals(nodeId).map(({ reason, count, lastAtMs }) => ({
      reason,
      count,
      lastAtMs: Math.round(deps.toApplicationMs(lastAtMs)),
    })),
    pinned,
    mirrors: deps
      .mirrorsOf(nodeId)
      .map((mirror) => ({ name: mirror.name, revoked: deps.isRevoked(nodeId, mirror.mirrorId) })),
  }
}

/** One that went to sleep is told apart from none. */
function shownSession({ state, events }: SessionState): NeighbourView['session'] {
  if (state !== 'none') return state
  return events[0]?.kind === 'expired' ? 'expired' : null
}

/** A Node's name in the federation document's form. Source: FEDERATION_DESIGN, "Message Format". */
export function toAlias(name: string, nodeId: NodeId): string {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_')
  return `${plain}:lct:web4:ai:${plain}_${nodeId.slice(-8)}`
}
