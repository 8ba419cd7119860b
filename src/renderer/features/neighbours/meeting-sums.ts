import type { MeetingView } from '../../../shared/contract/neighbours.ts'

type Counts = MeetingView['given']

/** What people have a word for. Anything else is the Nodes' own affair, and counted as one. */
const SPOKEN = [
  'alert',
  'alert-review',
  'alert-correction',
  'resource-report',
  'seed',
  'node-profile',
  'mirror-credential',
  'mirror-revocation',
] as const
export type SpokenKind = (typeof SPOKEN)[number] | 'rest'

export interface KindSum {
  readonly kind: SpokenKind
  readonly count: number
}

/** What passed, in words' kinds: alerts first, what the Nodes tell each other for themselves last. */
export function toSums(counts: Counts): readonly KindSum[] {
  const spoken: readonly string[] = SPOKEN
  const sums = SPOKEN.map((kind): KindSum => ({ kind, count: countOf(counts, kind) }))
  const rest = counts.reduce((sum, { kind, count }) => (spoken.includes(kind) ? sum : sum + count), 0)
  return [...sums, { kind: 'rest', count: rest } as const].filter(({ count }) => count > 0)
}

/** What they have from us that others said. */
export function fromOthers({ given, learnedOfUs }: MeetingView): Counts {
  return given
    .map(({ kind, count }) => ({ kind, count: count - countOf(learnedOfUs, kind) }))
    .filter(({ count }) => count > 0)
}

/** All meetings in five figures. */
export function sumUp(meetings: readonly MeetingView[]) {
  const over = (of: (meeting: MeetingView) => number): number =>
    meetings.reduce((sum, meeting) => sum + of(meeting), 0)
  return {
    meetings: meetings.length,
    learnedOfUs: over(({ learnedOfUs }) => countAll(learnedOfUs)),
    taken: over(({ taken }) => countAll(taken)),
    bytes: over(bytesOf),
    savedBytes: over(({ savedBytes }) => savedBytes),
  }
}

export const bytesOf = ({ receivedBytes, sentBytes }: MeetingView): number => sentBytes + receivedBytes

const countAll = (counts: Counts): number => counts.reduce((sum, { count }) => sum + count, 0)
const countOf = (counts: Counts, kind: string): number =>
  countAll(counts.filter((counted) => counted.kind === kind))
