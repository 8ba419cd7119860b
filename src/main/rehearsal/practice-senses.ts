import type { AlertView } from '../../shared/contract/alerts.ts'
import type { Bridge, MirrorwellEvent } from '../../shared/contract/index.ts'
import type { LogFact } from '../../shared/contract/practice-log.ts'

/** Something that holds at a Node. */
export interface Held {
  readonly fact: LogFact
  /** Since when, where the Node says so. */
  readonly atMs?: number
}
/** All of one sort that holds just now, each by a key that stays as long as it does; what came first is first. */
export type Facts = ReadonlyMap<string, Held>

/** One thing that the log looks at in a Node: when it may have changed, the Node is asked what holds. */
export interface Sense {
  /** What tells that it may have changed; none: it is looked at again and again. */
  readonly events: readonly MirrorwellEvent[]
  look(bridge: Bridge): Promise<Facts>
  /** What to say of a fact that holds no more. Default: nothing. */
  gone?(fact: LogFact): LogFact | null
}

type Entry = readonly [key: string, held: Held]

/** Of a neighbour much changes all the time; that a link came or went is told by both events. */
const links: Sense = {
  events: ['node.changed'],
  async look({ neighbours }) {
    const all = (await neighbours.list({})).neighbours.filter(({ connected }) => connected)
    return new Map(all.map(({ nodeId }): Entry => [nodeId, { fact: { what: 'link-up', peer: nodeId } }]))
  },
  gone: (fact) => (fact.what === 'link-up' ? { ...fact, what: 'link-down' } : null),
}

/** How anybody judged stays sealed: only that they did is told. */
const alerts: Sense = {
  events: ['alerts.changed'],
  async look(bridge) {
    const all = (await bridge.alerts.list({})).alerts.toReversed()
    return new Map(all.flatMap(alertEntries))
  },
}

function alertEntries(alert: AlertView): readonly Entry[] {
  const { corrected, hops, id, myReview, origin, otherReviewCount, own, receivedAtMs, summary } = alert
  const title = summary
  const here: LogFact = own
    ? { what: 'alert-raised', title }
    : { what: 'alert-arrived', peer: origin, title, hops }
  const entries: Entry[] = [[id, { fact: here, atMs: receivedAtMs }]]
  if (myReview !== null) {
    entries.push([`${id} judged`, { fact: { what: 'alert-judged', title }, atMs: myReview.reviewedAtMs }])
  }
  if (otherReviewCount > 0) {
    entries.push([`${id} ${otherReviewCount} judgements`, { fact: { what: 'judgement-arrived', title } }])
  }
  if (corrected !== null) {
    entries.push([`${id} ${corrected.atMs} corrected`, { fact: { what: 'alert-corrected', title } }])
  }
  return entries
}

const levels: Sense = {
  events: ['resources.changed'],
  async look(bridge) {
    const all = (await bridge.resources.own({})).resources
    return new Map(
      all.flatMap(({ resource, shown }): Entry[] => {
        if (shown === null) return []
        const { high, low, reportedAtMs: atMs, state } = shown
        const fact: LogFact = { what: 'level-shown', resource, state }
        return [[`${resource} ${state} ${low} ${high}`, { fact, atMs }]]
      }),
    )
  },
}

/** A report that only repeats what was said before is no news. */
const reports: Sense = {
  events: ['map.changed'],
  async look({ map }) {
    const all = (await map.reports({})).reports.toReversed()
    return new Map(
      all.map(({ high, hops, low, nodeId, receivedAtMs, resource, state }): Entry => {
        const fact: LogFact = { what: 'report-arrived', peer: nodeId, resource, state, hops }
        return [`${nodeId} ${resource} ${state} ${low} ${high}`, { fact, atMs: receivedAtMs }]
      }),
    )
  },
}

const LESSON_ACTS = {
  planted: 'lesson-planted',
  uprooted: 'lesson-uprooted',
  refused: 'lesson-refused',
} as const

const lessons: Sense = {
  events: ['seeds.changed'],
  async look(bridge) {
    const all = (await bridge.seeds.list({})).seeds.toReversed()
    return new Map(
      all.flatMap(({ id, origin, own, receivedAtMs: atMs, state, title }): Entry[] => {
        const came: LogFact = own
          ? { what: 'lesson-offered', title }
          : { what: 'lesson-arrived', peer: origin, title }
        const here: Entry = [id, { fact: came, atMs }]
        if (state === 'tray' || state === 'own') return [here]
        return [here, [`${id} ${state}`, { fact: { what: LESSON_ACTS[state], title } }]]
      }),
    )
  },
}

/** By phase alone, which is the same at both ends and tells no answer. */
const transfers: Sense = {
  events: ['transfers.changed'],
  async look(bridge) {
    const all = (await bridge.transfers.list({})).transfers.toReversed()
    return new Map(
      all.flatMap((transfer): Entry[] => {
        const { id, outcome, peer, phase, proposedHere, resource, revision } = transfer
        const { quantity, role, unit } = transfer
        const what = `${revision === 0 ? 'offer' : 'terms'}-${proposedHere ? 'made' : 'arrived'}` as const
        const proposed: Entry = [
          `${id} ${revision}`,
          { fact: { what, peer, role, resource, quantity, unit } },
        ]
        if (phase === 'offered') return [proposed]
        return [
          proposed,
          [`${id} ${phase}`, { fact: { what: 'transfer-moved', peer, resource, phase, outcome } }],
        ]
      }),
    )
  },
}

/** That something was said, never what. */
const talk: Sense = {
  events: ['neighbours.changed'],
  async look({ neighbours }) {
    const { conversations } = await neighbours.conversations({})
    const entries: Entry[] = []
    for (const { nodeId: peer } of conversations) {
      const { messages } = await neighbours.conversation({ nodeId: peer })
      for (const { atMs, id, ours } of messages.toReversed()) {
        entries.push([id, { fact: { what: ours ? 'talk-sent' : 'talk-arrived', peer }, atMs }])
      }
    }
    return new Map(entries)
  },
}

/** Wake-ups and short reports: that they came, and of a wake-up that it was answered. */
const calls: Sense = {
  events: ['neighbours.called'],
  async look({ neighbours }) {
    const all = (await neighbours.calls({})).calls.toReversed()
    return new Map(
      all.flatMap(({ answeredAtMs, atMs, id, kind, nodeId: peer, ours, state }): Entry[] => {
        const sort = kind === 'wake-up' ? ('wake' as const) : ('note' as const)
        const begun: Entry = [id, { fact: { what: `${sort}-${ours ? 'sent' : 'arrived'}`, peer }, atMs }]
        if (sort === 'note' || !ours || state !== 'answered') return [begun]
        const answered: Held = { fact: { what: 'wake-answered', peer } }
        return [
          begun,
          [`${id} answered`, answeredAtMs === null ? answered : { ...answered, atMs: answeredAtMs }],
        ]
      }),
    )
  },
}

const files: Sense = {
  events: ['files.changed'],
  async look(bridge) {
    const all = (await bridge.files.list({})).files.toReversed()
    return new Map(
      all.flatMap(({ id, name: title, nodeId: peer, ours, phase }): Entry[] => {
        if (phase === 'preparing') return []
        const offered: Entry = [id, { fact: { what: ours ? 'file-offered' : 'file-arrived', peer, title } }]
        if (phase !== 'done') return [offered]
        const whole: LogFact = { what: ours ? 'file-given' : 'file-taken', peer, title }
        return [offered, [`${id} done`, { fact: whole }]]
      }),
    )
  },
}

/** Meetings without news come every minute, and are left out. */
const meetings: Sense = {
  events: [],
  async look({ neighbours }) {
    const entries: Entry[] = []
    for (const { nodeId: peer } of (await neighbours.list({})).neighbours) {
      const all = (await neighbours.meetings({ nodeId: peer })).meetings.toReversed()
      for (const { endedAtMs, ...passed } of all) {
        const news = { given: sum(passed.given), taken: sum(passed.taken) }
        if (news.given + news.taken === 0) continue
        entries.push([`${peer} ${endedAtMs}`, { fact: { what: 'meeting', peer, ...news }, atMs: endedAtMs }])
      }
    }
    return new Map(entries)
  },
}

const apart: Sense = {
  events: ['trust.changed'],
  async look({ trust }) {
    const { isolations } = await trust.list({})
    return new Map(
      isolations.map(
        ({ nodeId, sinceMs: atMs }): Entry => [nodeId, { fact: { what: 'set-apart', peer: nodeId }, atMs }],
      ),
    )
  },
  gone: (fact) => (fact.what === 'set-apart' ? { ...fact, what: 'let-back' } : null),
}

/** All that a Node of practice is asked for its log. */
export const SENSES: readonly Sense[] = [
  links,
  alerts,
  levels,
  reports,
  lessons,
  transfers,
  talk,
  calls,
  files,
  meetings,
  apart,
]

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0)
