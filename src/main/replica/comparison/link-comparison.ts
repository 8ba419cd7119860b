import type { EntryId, NodeId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { SyncContent } from '../sync-frames.ts'
import { isLower } from './fingerprint.ts'
import type { ItemSet } from './item-set.ts'
import { type CheckFields, fingerprintIn, LinkKey } from './link-key.ts'
import { type Found, Repair, type RepairOutcome } from './repair.ts'

/** A neighbour that does not begin by then is begun with; one that does not answer by then is asked by cursors. Chosen here: it may not take us for a member yet. */
const ANSWER_PATIENCE_MS = 2_000
/** Cursors that brought everything are not exchanged again for so long: what still differs they do not see. Chosen here: half the time after which somebody is asked anyway. */
const CURSORS_HOLD_MS = 30_000
/** Longest that an answer to cursors keeps checks waiting, from the question or from what came of it last. Chosen here: a few frames on a slow line. */
const CATCHING_UP_MS = 10_000
/** Between two rounds with one neighbour. Source: docs/protocol.md, "Comparing". */
const ROUND_EVERY_MS = 10_000
/** What still differs, and changed at neither side, is looked at again after so long. Source: docs/protocol.md, "Comparing". */
const SAME_AGAIN_MS = 10 * 60_000
/** What a check with another key counts for. Source: docs/protocol.md, "Comparing". */
const NEW_KEY_COST = 4
/** Entries given unasked, or known to be there since a round began, that are remembered, so that what a neighbour refuses is not sent at every round. Chosen here: some megabytes for all neighbours. */
const MAX_GIVEN = 10_000

export interface LinkComparisonDeps {
  readonly self: NodeId
  readonly items: ItemSet
  readonly realClock: Clock
  later(delayMs: number, task: () => void): void
  /** Whether this link is still the one with that neighbour. */
  isCurrent(): boolean
  /** Whether the neighbour may ask for so much of this just now; a refusal is counted. */
  admits(limit: 'checks' | 'wishes', cost: number): boolean
  askByCursors(): void
  send(frame: SyncContent): boolean
  found(found: Found): void
  level(): void
}

/** How one link stands: whether both ends hold the same, and what is being done about it. */
export class LinkComparison {
  readonly #deps: LinkComparisonDeps
  readonly #isLower: boolean
  readonly #linkKey: LinkKey
  readonly #given = new Set<EntryId>()
  /** Entries that the neighbour said it holds since the round began. */
  readonly #heldSince = new Set<EntryId>()
  #hasHeard = false
  /** Both may have begun at once: then each has shown its fingerprint before it was asked, and owes no answer. */
  #hasShown = false
  #catchingUpSinceMs = Number.NEGATIVE_INFINITY
  /** Whether a part of what cursors bring is here, and the rest on its way. */
  #isAnswered = false
  #caughtUpAtMs = Number.NEGATIVE_INFINITY
  #repair: Repair | null = null
  #round = 0
  #roundAtMs = Number.NEGATIVE_INFINITY
  /** The two fingerprints that were last found to differ, and those for which the last round was. */
  #differing = ''
  #roundFor = ''
  #checksAgain = false

  constructor(deps: LinkComparisonDeps, options: { readonly other: NodeId; readonly nonce: Uint8Array }) {
    this.#deps = deps
    const { self, items } = deps
    this.#isLower = isLower(self, options.other)
    this.#linkKey = new LinkKey({ ...options, self, items })
  }

  get key(): Uint8Array | null {
    return this.#linkKey.key
  }

  /** Begin, or let the other side begin. One that says nothing is begun with, and then asked by cursors. */
  open({ begins }: { readonly begins: boolean }): void {
    if (begins) this.check()
    this.#deps.later(ANSWER_PATIENCE_MS, () => {
      if (!this.#deps.isCurrent() || this.#hasHeard) return
      if (begins) this.#deps.askByCursors()
      else this.open({ begins: true })
    })
  }

  /** As if nothing had been settled. */
  again(): void {
    this.#catchingUpSinceMs = Number.NEGATIVE_INFINITY
    this.#caughtUpAtMs = Number.NEGATIVE_INFINITY
    this.#roundFor = ''
    this.open({ begins: true })
  }

  /** No answer is waited for any more but one that comes already; what was settled stays so. */
  renewed(): void {
    if (!this.isAnswered) this.#catchingUpSinceMs = Number.NEGATIVE_INFINITY
    this.#hasShown = false
  }

  /** Whether the neighbour is sending what cursors showed that we lack. */
  get isAnswered(): boolean {
    return this.#isAnswered && this.#isCatchingUp()
  }

  /** Some of what cursors showed that we lack has come. Where all has been settled meanwhile, it is late. */
  answered(): void {
    if (this.#catchingUpSinceMs === Number.NEGATIVE_INFINITY) return
    this.#isAnswered = true
    this.#catchingUpSinceMs = this.#deps.realClock.nowMs()
  }

  check(): void {
    this.#deps.send(this.#linkKey.check(this.#linkKey.fingerprint(), false))
  }

  /** Whether the neighbour has ever compared fingerprints with us. */
  get hasHeard(): boolean {
    return this.#hasHeard
  }

  caughtUp(): void {
    this.#isAnswered = false
    if (this.#catchingUpSinceMs === Number.NEGATIVE_INFINITY) return
    this.#catchingUpSinceMs = Number.NEGATIVE_INFINITY
    this.#caughtUpAtMs = this.#deps.realClock.nowMs()
    this.check()
  }

  /** @returns why it is refused, or null */
  receiveCheck(check: CheckFields): VerdictReason | null {
    if (!this.#deps.admits('checks', this.#linkKey.isNew(check) ? NEW_KEY_COST : 1)) return null
    if (!this.#linkKey.learn(check)) return 'malformed'
    this.#hasHeard = true
    const theirs = fingerprintIn(check)
    if (theirs === null) this.#show()
    else if (this.#isCatchingUp()) this.#checkLater(CATCHING_UP_MS)
    else this.#compare(theirs, check.answer === true)
    return null
  }

  /** @returns why it is refused, or null */
  receiveSketch(frame: NonNullable<SyncContent['sketch']>): VerdictReason | null {
    return this.#inRound(frame.round ?? 0, (repair) => repair.sketch(frame))
  }

  /** @returns why it is refused, or null */
  receiveRanges(frame: NonNullable<SyncContent['ranges']>): VerdictReason | null {
    return this.#inRound(frame.round ?? 0, (repair) => repair.ranges(frame))
  }

  /** Whether the neighbour may ask for entries once more. */
  mayWish(): boolean {
    return this.#deps.admits('wishes', 1)
  }

  /** The neighbour says that it holds an entry: what the round finds to give may be out of date. */
  noteHeld(id: EntryId): void {
    if (this.#repair !== null && this.#heldSince.size < MAX_GIVEN) this.#heldSince.add(id)
  }

  /** What came since the round began: what the round finds to ask for may be here. */
  cameSinceRound(): readonly EntryId[] {
    this.#deps.items.refresh()
    return this.#repair?.cameSince(this.#deps.items.items()) ?? []
  }

  /** Whether an entry has not been given unasked before, and has not come there by another way. */
  mayGive(id: EntryId): boolean {
    if (this.#given.has(id) || this.#heldSince.has(id)) return false
    if (this.#given.size >= MAX_GIVEN) this.#given.clear()
    this.#given.add(id)
    return true
  }

  /** The id behind a mark of this round's sums. */
  idOf(mark: string): EntryId | undefined {
    return this.#repair?.idOf(mark)
  }

  close(): void {
    this.#linkKey.close()
    this.#repair = null
  }

  #show(): void {
    this.#hasShown = true
    this.check()
  }

  /** While cursors bring what is missing, a fingerprint says nothing: the answer follows when all is stored. */
  #isCatchingUp(): boolean {
    return this.#sinceMs(this.#catchingUpSinceMs) < CATCHING_UP_MS
  }

  #compare(theirs: string, isAnswer: boolean): void {
    const ours = this.#linkKey.fingerprint()
    if (ours === null) return
    if (!this.#hasShown && !isAnswer) this.#deps.send(this.#linkKey.check(ours, true))
    this.#hasShown = false
    if (ours === theirs) this.#deps.level()
    else this.#differ(`${ours} ${theirs}`)
  }

  #differ(fingerprints: string): void {
    // While other neighbours bring their part too, what is found here is soon out of date.
    if (fingerprints !== this.#differing) this.#checkLater(ROUND_EVERY_MS)
    this.#differing = fingerprints
    const isRefused = fingerprints === this.#roundFor && this.#sinceMs(this.#roundAtMs) < SAME_AGAIN_MS
    if (isRefused) return
    if (this.#sinceMs(this.#caughtUpAtMs) >= CURSORS_HOLD_MS) {
      this.#catchingUpSinceMs = this.#deps.realClock.nowMs()
      this.#deps.askByCursors()
    } else if (this.#isLower) this.#beginRound()
  }

  #beginRound(): void {
    const sinceMs = this.#sinceMs(this.#roundAtMs)
    this.#checkLater(sinceMs < ROUND_EVERY_MS ? ROUND_EVERY_MS - sinceMs : ROUND_EVERY_MS)
    const repair = sinceMs < ROUND_EVERY_MS ? null : this.#newRound(this.#round + 1)
    if (repair === null) return
    for (const frame of repair.open()) this.#deps.send(frame)
  }

  #newRound(round: number): Repair | null {
    const { key } = this
    if (key === null) return null
    this.#deps.items.refresh()
    this.#round = round
    this.#roundFor = this.#differing
    this.#roundAtMs = this.#deps.realClock.nowMs()
    this.#heldSince.clear()
    this.#repair = new Repair({ key, items: this.#deps.items.items(), round })
    return this.#repair
  }

  /** Frames of an earlier round come to nothing. */
  #inRound(round: number, take: (repair: Repair) => RepairOutcome): VerdictReason | null {
    if (round < this.#round) return null
    const repair = round === this.#round ? this.#repair : this.#follow(round)
    if (repair === null) return 'rate-exceeded'
    const outcome = take(repair)
    if ('refused' in outcome) return outcome.refused
    for (const frame of outcome.frames) this.#deps.send(frame)
    this.#deps.found(outcome)
    return null
  }

  /** A round that the lower side begins; half the time between two is let pass, for frames may be late. */
  #follow(round: number): Repair | null {
    const isSoon = this.#sinceMs(this.#roundAtMs) < ROUND_EVERY_MS / 2
    return this.#isLower || isSoon ? null : this.#newRound(round)
  }

  #checkLater(delayMs: number): void {
    if (this.#checksAgain) return
    this.#checksAgain = true
    this.#deps.later(delayMs, () => {
      this.#checksAgain = false
      if (this.#deps.isCurrent()) this.check()
    })
  }

  /** A clock that was set back since counts as a long time. */
  #sinceMs(atMs: number): number {
    const sinceMs = this.#deps.realClock.nowMs() - atMs
    return sinceMs < 0 ? Number.POSITIVE_INFINITY : sinceMs
  }
}
