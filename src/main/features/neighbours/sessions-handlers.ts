import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { neighbourSessions, SessionDetail } from '../../../shared/contract/neighbour-sessions.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { SessionView } from '../../network/peer-session-view.ts'
import type { Housekeeping } from '../../network/peer-sessions.ts'

/** Of a UUID, as much as tells two sessions apart. Chosen here: its first group. */
const SHORT_ID_CHARS = 8

export interface SessionsHandlerDeps {
  known(): readonly { readonly nodeId: NodeId }[]
  nameOf(nodeId: NodeId): string
  sessionOf(nodeId: NodeId): SessionView
  housekeeping(): Housekeeping
  /** A machine time as the application's clock would have shown it. */
  toApplicationMs(machineMs: number): number
}

/** Of the contract's `neighbours`, how their sealed sessions stand. */
export function sessionsHandlers(
  deps: SessionsHandlerDeps,
): FeatureHandlers<typeof neighbourSessions, Caller> {
  const toMs = (machineMs: number): number => Math.max(0, Math.round(deps.toApplicationMs(machineMs)))
  const orNull = (machineMs: number | null): number | null => (machineMs === null ? null : toMs(machineMs))
  return {
    sessions({ nodeId }) {
      const asked = deps.known().filter((node) => nodeId === undefined || node.nodeId === nodeId)
      if (nodeId !== undefined && asked.length === 0) throw new MirrorError('neighbour-unknown')
      const { lastAtMs, ...housekeeping } = deps.housekeeping()
      return {
        sessions: asked.map((node) => ({
          nodeId: node.nodeId,
          name: deps.nameOf(node.nodeId),
          ...toDetail(deps.sessionOf(node.nodeId), { toMs, orNull }),
        })),
        housekeeping: { ...housekeeping, lastAtMs: orNull(lastAtMs) },
      }
    },
  }
}

interface Times {
  toMs(machineMs: number): number
  orNull(machineMs: number | null): number | null
}

function toDetail(view: SessionView, { orNull, toMs }: Times): Omit<SessionDetail, 'nodeId' | 'name'> {
  const { channels, events, handshake, left, rekeys, sessionId, state } = view
  return {
    ...{ state, rekeys, shortId: sessionId?.slice(0, SHORT_ID_CHARS) ?? null },
    openedAtMs: orNull(view.openedAtMs),
    lastFrameAtMs: orNull(view.lastFrameMs),
    idleLeftMs: left?.idleMs ?? null,
    ageLeftMs: left?.ageMs ?? null,
    channels: [...channels],
    handshake: handshake && {
      begunHere: handshake.role === 'initiator',
      steps: handshake.steps.map(({ atMs, step }) => ({ step, atMs: toMs(atMs) })),
    },
    events: events.map((event) => ({ ...event, atMs: toMs(event.atMs) })),
  }
}
