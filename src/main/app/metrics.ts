import { Gauge, Registry } from 'prom-client'
import type { OpenNode } from './open-node.ts'

/** Counts for whoever watches the machine, in Prometheus' text form. No names, no levels. */
export async function metricsText(node: OpenNode | null): Promise<string> {
  const registry = new Registry()
  const gauge = (name: string, help: string, value: number): void =>
    new Gauge({ name: `mirrorwell_${name}`, help, registers: [registry] }).set(value)
  gauge('open', 'Whether the Node is open (1) or waits for its passphrase (0).', node === null ? 0 : 1)
  gauge('resident_memory_bytes', 'Resident memory of the process.', process.memoryUsage.rss())
  if (node === null) return registry.metrics()
  const { database } = node.foundation
  const count = (table: string): number =>
    database.prepare(`SELECT count(*) AS n FROM ${table}`).get<{ n: number }>()?.n ?? 0
  gauge('neighbours', 'Nodes linked now.', node.circle.linked().length)
  gauge(
    'known_nodes',
    'Other Nodes of the federation ever heard of.',
    node.membership.membership.others().length,
  )
  const { copies, first } = node.circle.replica.topic.counts
  gauge('topic_first', 'Urgent entries that the topic brought before any lane did.', first)
  gauge(
    'topic_copies',
    'Urgent entries that the topic brought although they were here, and that were looked at.',
    copies,
  )
  gauge('entries', 'Entries stored, own and received.', count('entries'))
  gauge('held_entries', 'Entries dated ahead of this clock, kept for later.', count('held'))
  gauge('equivocations', 'Proofs that an author signed two entries for one place.', count('equivocations'))
  gauge(
    'clock_advanced_seconds',
    'How far a test federation has moved the clock.',
    node.foundation.clock.advancedMs / 1000,
  )
  return registry.metrics()
}
