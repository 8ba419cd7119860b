import { arch, platform, release } from 'node:os'
import type { OpenNode } from './open-node.ts'
import type { SeatPhase, SeatPorts } from './seat.ts'

export interface DiagnosticsInput {
  readonly node: OpenNode | null
  readonly phase: SeatPhase
  readonly version: string
  readonly ports: Pick<SeatPorts, 'hostKind' | 'vault'>
}

/** A text for whoever helps: versions, counts and states; no name, no key, no level. */
export function diagnosticsText({ node, phase, version, ports }: DiagnosticsInput): string {
  const facts: readonly (readonly [string, string | number])[] = [
    ['mirrorwell', version],
    ['host', ports.hostKind],
    ['runtime', `node ${process.versions.node}`],
    ['system', `${platform()} ${release()} ${arch()}`],
    ['vault', ports.vault.kind],
    ['phase', phase],
    ...(node === null ? [] : nodeFacts(node)),
  ]
  return facts.map(([name, value]) => `${name}: ${value}`).join('\n')
}

function nodeFacts({ circle, foundation, membership }: OpenNode): (readonly [string, string | number])[] {
  const linked = circle.linked()
  return [
    ['language', foundation.settings.get().language],
    ['known nodes', membership.membership.others().length],
    ['linked nodes', linked.length],
    ['link security', linked.map(({ security }) => security).join(' ') || 'none'],
    ['clock advanced ms', foundation.clock.advancedMs],
    ['listening addresses', circle.addresses().length],
  ]
}
