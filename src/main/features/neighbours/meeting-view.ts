import type { MeetingView } from '../../../shared/contract/neighbours.ts'

/** Length of an entry's id, in bytes. Source: docs/protocol.md, "Ids". */
const ID_BYTES = 32

/** A meeting, as far as this view goes. */
export interface MeetingRecord {
  readonly beganAtMs: number
  readonly endedAtMs: number
  readonly level: boolean
  readonly sentBytes: number
  readonly receivedBytes: number
  readonly comparedBytes: number
  readonly items: number
  readonly given: Readonly<Record<string, number>>
  readonly taken: Readonly<Record<string, number>>
  readonly learned: Readonly<Record<string, number>>
}

/** A meeting as people see it: what it saved is held against a list of the ids of everything. */
export function toMeetingView(meeting: MeetingRecord): MeetingView {
  const { items, given, taken, learned, ...rest } = meeting
  return {
    ...rest,
    savedBytes: Math.max(0, items * ID_BYTES - meeting.comparedBytes),
    given: toCounts(given),
    taken: toCounts(taken),
    learnedOfUs: toCounts(learned),
  }
}

/** The most first. */
const toCounts = (counts: Readonly<Record<string, number>>): { kind: string; count: number }[] =>
  Object.entries(counts)
    .map(([kind, count]): { kind: string; count: number } => ({ kind, count }))
    .sort((a, b) => b.count - a.count)
