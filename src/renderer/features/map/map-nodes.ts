import type { ReportView } from '../../../shared/contract/map.ts'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import type { NodeStatus } from '../../../shared/contract/node.ts'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import type { Place } from '../../../shared/kernel/place.ts'

/** A Node as the map and its tables know it. */
export interface MapNode {
  readonly nodeId: ReportView['nodeId']
  readonly name: string
  /** Where it chose to be shown; null where it chose not to. */
  readonly place: Place | null
  /** This Node itself. */
  readonly own: boolean
  readonly connected: boolean
  readonly lastHeardMs: number | null
  /** The fewest Nodes that its word came through; null where nothing was heard from it, 0 for this Node. */
  readonly hops: number | null
  /** What it shows of each resource; of this Node, what others see. */
  readonly reports: ReadonlyMap<string, ReportView>
}

export interface MapSources {
  readonly reports: readonly ReportView[]
  readonly neighbours: readonly NeighbourView[]
  readonly status: NodeStatus | null
  readonly own: readonly OwnResource[]
}

type Draft = Omit<MapNode, 'reports'> & { readonly reports: Map<string, ReportView> }

/** Every Node that shows something or is known, this one first, each once. */
export function nodesOf({ reports, neighbours, status, own }: MapSources): readonly MapNode[] {
  const nodes = new Map<string, Draft>()
  if (status !== null) nodes.set(status.nodeId, ownNode(status, own))
  for (const neighbour of neighbours) nodes.set(neighbour.nodeId, fromNeighbour(neighbour))
  for (const report of reports) {
    const node = nodes.get(report.nodeId) ?? fromReport(report)
    if (!node.reports.has(report.resource)) node.reports.set(report.resource, report)
    nodes.set(report.nodeId, heard(node, report))
  }
  return [...nodes.values()]
}

function fromNeighbour({ nodeId, name, place, connected, lastHeardMs }: NeighbourView): Draft {
  const hops = connected ? 1 : null
  return { nodeId, name, place, own: false, connected, lastHeardMs, hops, reports: new Map() }
}

function fromReport({ nodeId, name, place }: ReportView): Draft {
  return {
    nodeId,
    name,
    place,
    own: false,
    connected: false,
    lastHeardMs: null,
    hops: null,
    reports: new Map(),
  }
}

function heard(node: Draft, { hops, receivedAtMs, place }: ReportView): Draft {
  return {
    ...node,
    place: node.place ?? place,
    hops: Math.min(hops, node.hops ?? hops),
    lastHeardMs: Math.max(receivedAtMs, node.lastHeardMs ?? 0),
  }
}

function ownNode({ nodeId, name, place }: NodeStatus, own: readonly OwnResource[]): Draft {
  const reports = new Map<string, ReportView>()
  for (const { resource, unit, capacity, shown } of own) {
    if (shown === null) continue
    const { reportedAtMs } = shown
    const figures = {
      resource,
      unit,
      capacity,
      ...shown,
      receivedAtMs: reportedAtMs,
      hops: 0,
      isolated: false,
    }
    reports.set(resource, { nodeId, name, place, ...figures })
  }
  return { nodeId, name, place, own: true, connected: false, lastHeardMs: null, hops: 0, reports }
}
