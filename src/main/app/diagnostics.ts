import { statSync } from 'node:fs'
import { arch, platform, release } from 'node:os'
import type { FailureTally } from './failure-tally.ts'
import type { OpenNode } from './open-node.ts'
import type { SeatPhase, SeatPorts } from './seat.ts'

export interface DiagnosticsInput {
  readonly node: OpenNode | null
  readonly phase: SeatPhase
  readonly version: string
  readonly failures: Pick<FailureTally, 'facts'>
  readonly ports: Pick<SeatPorts, 'hostKind' | 'vault' | 'hostFacts'>
}

type Fact = readonly [name: string, value: string | number]

/** What of an address may be told: its kinds of network, never where it leads. Source: the multiaddr protocol table. */
const ADDRESS_KINDS = new Set(['ip4', 'ip6', 'dns', 'dns4', 'dns6', 'tcp', 'ws', 'wss', 'tls', 'p2p-circuit'])
/** Tables whose number of rows helps whoever helps. None of them tells an answer of anybody. */
const COUNTED = ['entries', 'held', 'alerts', 'transfers', 'seeds', 'own_mirrors', 'members'] as const

/** A text for whoever helps: versions, counts and states; no name, no key, no level. */
export function diagnosticsText({ node, phase, version, failures, ports }: DiagnosticsInput): string {
  const facts: readonly Fact[] = [
    ['mirrorwell', version],
    ['host', ports.hostKind],
    ['runtime', `node ${process.versions.node}`],
    ['system', `${platform()} ${release()} ${arch()}`],
    ['memory MB', Math.round(process.memoryUsage.rss() / 1_048_576)],
    ['vault', ports.vault.kind],
    ['phase', phase],
    ...(ports.hostFacts?.() ?? []),
    ...(node === null ? [] : [...nodeFacts(node), ...storageFacts(node)]),
    ...failures.facts(),
  ]
  return facts.map(([name, value]) => `${name}: ${value}`).join('\n')
}

function nodeFacts({ circle, foundation, membership }: OpenNode): readonly Fact[] {
  const linked = circle.linked()
  return [
    ['language', foundation.settings.get().language],
    ['known nodes', membership.membership.others().length],
    ['linked nodes', linked.length],
    ['link security', linked.map(({ security }) => security).join(' ') || 'none'],
    ['clock advanced ms', foundation.clock.advancedMs],
    ['listening', circle.addresses().map(kindOf).join(', ') || 'none'],
  ]
}

const kindOf = (address: string): string =>
  address
    .split('/')
    .filter((part) => ADDRESS_KINDS.has(part))
    .join(' ')

function storageFacts({ foundation: { database } }: OpenNode): readonly Fact[] {
  const rows = COUNTED.map((table): Fact => {
    const counted = database.prepare(`SELECT count(*) AS n FROM ${table}`).get<{ n: number }>()
    return [`stored ${table}`, counted?.n ?? 0]
  })
  const last = database.prepare('SELECT count(*) AS n FROM migrations').get<{ n: number }>()
  const size = statSync(database.path, { throwIfNoEntry: false })?.size ?? 0 // none for one in memory
  return [['database kB', Math.round(size / 1_024)], ['schema steps', last?.n ?? 0], ...rows]
}
