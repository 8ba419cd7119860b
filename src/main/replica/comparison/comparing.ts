import type { EntryId, NodeId } from '../../../shared/kernel/ids.ts'
import type { LimitName } from '../../../shared/kernel/rate-limits.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { IdMarks } from '../../crypto/id-marks.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Limits } from '../../platform/limiter.ts'
import type { Random } from '../../platform/random.ts'
import type { EntryStore, Travelling } from '../entry-store.ts'
import type { PacedEntries } from '../paced-entries.ts'
import type { EntriesFrame } from '../replica-frames.ts'
import type { SyncContent } from '../sync-frames.ts'
import { NONCE_BYTES } from './fingerprint.ts'
import type { ItemSet } from './item-set.ts'
import { LinkComparison } from './link-comparison.ts'
import { splitIds } from './range-frames.ts'
import type { RefusalMemory } from './refusal-memory.ts'
import type { Found } from './repair.ts'
import { MARK_BYTES } from './sketch.ts'
import { MAX_WANTED_IDS, MAX_WANTED_MARKS, Wishes } from './wishes.ts'

const ID_BYTES = 32

export interface ComparingDeps {
  readonly self: NodeId
  readonly entries: EntryStore
  readonly items: ItemSet
  readonly limits: Pick<Limits, 'theirs'>
  readonly paced: Pick<PacedEntries, 'deliver'>
  readonly random: Random
  /** The machine's clock. */
  readonly realClock: Clock
  readonly refused: RefusalMemory
  /** Whether an entry is kept for a later time. */
  isHeld(id: EntryId): boolean
  /** Ask a neighbour by cursors. */
  askByCursors(nodeId: NodeId): void
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
  later(delayMs: number, task: () => void): void
  /** A neighbour other than this one, by chance. */
  another(but: NodeId): NodeId | null
  send(nodeId: NodeId, frame: SyncContent): boolean
  /** A neighbour holds exactly what we hold. */
  level(nodeId: NodeId): void
}

/**
 * Finds out, neighbour by neighbour, whether both hold the same, and mends what
 * cursors cannot see. One fingerprint tells that nothing is new. Where it differs,
 * cursors bring what is missing at the ends of logs; where that was not all, sums
 * and ranges find the rest.
 */
export class Comparing {
  readonly #deps: ComparingDeps
  readonly #links = new Map<NodeId, LinkComparison>()
  readonly #wishes: Wishes

  constructor(deps: ComparingDeps) {
    this.#deps = deps
    this.#wishes = new Wishes({
      ...deps,
      askOthers: (but) => {
        const other = deps.another(but)
        if (other !== null) this.check(other)
      },
    })
  }

  /** Compare with a neighbour from now on. Who begins saves the other's first word; should both, nothing is lost. */
  meet(nodeId: NodeId, how: { readonly begins: boolean }): void {
    this.forget(nodeId)
    const link = new LinkComparison(
      {
        ...this.#deps,
        send: (frame) => this.#deps.send(nodeId, frame),
        found: (found) => this.#mend(nodeId, found),
        admits: (limit, cost) => this.#admits(nodeId, { limit, cost }),
        askByCursors: () => this.#deps.askByCursors(nodeId),
        level: () => this.#deps.level(nodeId),
        isCurrent: () => this.#links.get(nodeId) === link,
      },
      { other: nodeId, nonce: this.#deps.random.bytes(NONCE_BYTES) },
    )
    this.#links.set(nodeId, link)
    link.open(how)
  }

  hasMet(nodeId: NodeId): boolean {
    return this.#links.has(nodeId)
  }

  /** Begin again with one that was met, whatever was settled with it. */
  again(nodeId: NodeId): void {
    this.#links.get(nodeId)?.again()
  }

  /** What was on its way to or from one that was met may not arrive. */
  renewed(nodeId: NodeId): void {
    this.#links.get(nodeId)?.renewed()
  }

  /** Ask a neighbour whether it holds the same; by cursors too where it has never answered that. */
  check(nodeId: NodeId): void {
    const link = this.#links.get(nodeId)
    if (link === undefined) this.meet(nodeId, { begins: true })
    else link.check()
    if (link?.hasHeard === false) this.#deps.askByCursors(nodeId)
  }

  /** Whether a neighbour is sending what cursors showed that we lacked. That goes on the lanes, whatever becomes of the session. */
  isAnswered(nodeId: NodeId): boolean {
    return this.#links.get(nodeId)?.isAnswered ?? false
  }

  /** A neighbour sent some of what cursors showed that we lacked, and more is to come. */
  answered(nodeId: NodeId): void {
    this.#links.get(nodeId)?.answered()
  }

  /** A neighbour sent the last of what cursors showed that we lacked, and it is stored. */
  caughtUp(nodeId: NodeId): void {
    this.#links.get(nodeId)?.caughtUp()
  }

  /** A neighbour says that it holds an entry. */
  noteHeld(nodeId: NodeId, id: EntryId): void {
    this.#links.get(nodeId)?.noteHeld(id)
  }

  /** Entries that we had asked for by name came, and were judged. */
  served(nodeId: NodeId, entries: EntriesFrame): void {
    const isAll = this.#wishes.served(nodeId, entries.entries?.length ?? 0, entries.last ?? false)
    if (isAll) this.check(nodeId)
  }

  /** Take a frame that is part of comparing; others are left alone. */
  receive(from: NodeId, frame: SyncContent): void {
    const link = this.#links.get(from) ?? this.#welcome(from, frame)
    if (link === undefined) return
    const refused = this.#handle(from, link, frame)
    if (refused !== null) this.#deps.countRefusal(from, refused)
  }

  forget(nodeId: NodeId): void {
    this.#links.get(nodeId)?.close()
    this.#links.delete(nodeId)
    this.#wishes.forget(nodeId)
  }

  stop(): void {
    for (const nodeId of [...this.#links.keys()]) this.forget(nodeId)
  }

  /** A neighbour that compares before we have greeted it is greeted. */
  #welcome(from: NodeId, frame: SyncContent): LinkComparison | undefined {
    if (frame.check) this.meet(from, { begins: false })
    return this.#links.get(from)
  }

  #handle(from: NodeId, link: LinkComparison, frame: SyncContent): VerdictReason | null {
    if (frame.check) return link.receiveCheck(frame.check)
    if (frame.sketch) return link.receiveSketch(frame.sketch)
    if (frame.ranges) return link.receiveRanges(frame.ranges)
    return frame.wanted ? this.#serve(from, link, frame.wanted) : null
  }

  #serve(
    from: NodeId,
    link: LinkComparison,
    wanted: NonNullable<SyncContent['wanted']>,
  ): VerdictReason | null {
    const [ids, marks] = [wanted.ids ?? new Uint8Array(0), wanted.marks ?? new Uint8Array(0)]
    const isWhole = ids.length % ID_BYTES === 0 && marks.length % MARK_BYTES === 0
    const fits = ids.length <= MAX_WANTED_IDS * ID_BYTES && marks.length <= MAX_WANTED_MARKS * MARK_BYTES
    if (!isWhole || !fits) return 'malformed'
    if (!link.mayWish()) return null
    const named = splitMarks(marks).flatMap((mark) => link.idOf(mark) ?? [])
    this.#deps.paced.deliver(from, 'wanted', this.#travelling([...splitIds(ids), ...named]))
    return null
  }

  #admits(nodeId: NodeId, { limit, cost }: { readonly limit: LimitName; readonly cost: number }): boolean {
    const reached = this.#deps.limits.theirs.takeSeveral(nodeId, limit, cost)
    if (reached?.isNews) this.#deps.countRefusal(nodeId, 'rate-exceeded')
    return reached === null
  }

  /** Give what they lack, ask for what we lack. */
  #mend(nodeId: NodeId, { have, need, needMarks }: Found): void {
    const link = this.#links.get(nodeId)
    if (link === undefined) return
    const lacking = have.filter((id) => link.mayGive(id))
    if (lacking.length > 0) this.#deps.paced.deliver(nodeId, 'lacking', this.#travelling(lacking))
    const wanted = need.filter((id) => !this.#isKnown(id))
    this.#wishes.ask(nodeId, wanted, this.#unknown(link, needMarks))
  }

  #isKnown(id: EntryId): boolean {
    return this.#deps.entries.has(id) || this.#deps.isHeld(id) || this.#deps.refused.has(id)
  }

  /** Cursors may bring, while a round is under way, what it finds to be missing. */
  #unknown(link: LinkComparison, marks: readonly string[]): readonly string[] {
    const { key } = link
    if (marks.length === 0 || key === null) return []
    const all = new IdMarks(key)
    const ids = [...this.#deps.refused.ids(), ...link.cameSinceRound()]
    const known = new Set(ids.map((id) => all.of(id).slice(0, MARK_BYTES * 2)))
    return marks.filter((mark) => !known.has(mark))
  }

  *#travelling(ids: readonly EntryId[]): Generator<Travelling> {
    for (const id of ids) {
      const travelling = this.#deps.entries.travelling(id)
      if (travelling !== null) yield travelling
    }
  }
}

function splitMarks(bytes: Uint8Array): string[] {
  const [all, digits] = [toHex(bytes), MARK_BYTES * 2]
  return Array.from({ length: bytes.length / MARK_BYTES }, (_, n) => all.slice(n * digits, (n + 1) * digits))
}
