import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import { MAX_ADDRESSES } from '../wire/limits.ts'
import { AddressBook } from './address-book.ts'
import { chooseTargets, isLargeFederation, shuffled } from './dial-choice.ts'
import type { DialTarget } from './neighbour.ts'
import type { Sighting } from './transport.ts'

/** First pause after a failed dial; it doubles with each further one. Source: docs/protocol.md, "Dialling". */
export const FIRST_PAUSE_MS = 1_000
/** Longest pause between two dials. Source: docs/protocol.md, "Dialling". */
export const LONGEST_PAUSE_MS = 20_000
/** A link that lasted so long was a good one: the next pause is a first one again. Chosen here: the time after which silence is death. */
const GOOD_LINK_MS = 30_000
/** After so many failures in a row another Node may be chosen instead. Chosen here: about half a minute of trying. */
const UNREACHABLE_AFTER = 5
/** A dial that has gone on for so long when the network changes is begun anew. Chosen here: longer than most links take to come up, and no more than one dial a second however often we are woken. */
const HANGING_DIAL_MS = 1_000
/** Nodes of the local network that nobody has told us of. Chosen here: a neighbourhood's worth; others are found once these are known. */
const MAX_SIGHTED = 16
/** How often a Node is dialled only to see whether it is there. Source: docs/security.md, "Eclipse". */
export const FEELER_EVERY_MS = 120_000
/** How soon a straight way is looked for where a helper stands in between. Chosen here: its lanes are open and it has said where it is. */
export const STRAIGHTEN_SOON_MS = 1_000
/** How often it is seen to that the directory knows where this Node is. Source: docs/protocol.md, "Directory". */
export const ANNOUNCE_EVERY_MS = 15_000
/** After so many dials in vain it is asked elsewhere where a Node is. Chosen here: a line may be down for a moment. */
export const LOOK_UP_AFTER = 2
/** Asking again for the same Node. Source: docs/protocol.md, "Directory". */
const LOOK_UP_AGAIN_MS = 60_000

export interface DiallerDeps {
  readonly realClock: Clock
  readonly realTimers: Timers
  readonly random: Random
  /** Resolves once the Node is a neighbour, rejects where it does not become one before `signal` aborts. */
  readonly dial: (addresses: readonly string[], signal: AbortSignal) => Promise<unknown>
  readonly isLinked: (nodeId: NodeId) => boolean
  /** Whether the link with a Node leads through a helper. */
  readonly isRelayed: (nodeId: NodeId) => boolean
  /** Look for a way without one; the link there is stays until another is up. */
  readonly straighten: (addresses: readonly string[]) => Promise<unknown>
  /** Say where this Node is to those who keep that, where they do not know it yet. */
  readonly announce: () => void
  /** Where a Node said last that it is, where anybody knows; unproven until it is dialled. */
  readonly lookUp: (nodeId: NodeId) => Promise<readonly string[]>
  /** Close the link with a Node that was dialled only to see whether it is there. */
  readonly letGo: (nodeId: NodeId) => void
  /** Told again and again whether there are more Nodes than everybody links to. */
  readonly sized: (isLarge: boolean) => void
}

interface DialUnderWay {
  readonly sinceMs: number
  readonly giveUp: AbortController
  /** Whether the next follows soon after, should this one fail. */
  isHurried: boolean
}

interface Pursuit {
  target: DialTarget
  failures: number
  /** Whether the last dial since it was linked failed. */
  isMissed: boolean
  linkedAtMs: number | null
  dialling: DialUnderWay | null
  lookedUpAtMs: number | null
  cancel: Cancel
}

/** Seeks links with the Nodes it was told of, with growing, jittered pauses, until it is stopped. */
export class Dialler {
  readonly #deps: DiallerDeps
  readonly #pursuits = new Map<NodeId, Pursuit>()
  readonly #sighted = new Map<NodeId, readonly string[]>()
  /** What was found elsewhere of Nodes that we seek, and of no others. */
  readonly #found = new Map<NodeId, readonly string[]>()
  readonly #book: AddressBook
  #targets: readonly DialTarget[] = []
  #chosen: ReadonlySet<NodeId> = new Set()
  #running = false
  #cancelFeelers: Cancel = () => {}
  #cancelAnnounce: Cancel = () => {}

  constructor(deps: DiallerDeps) {
    this.#deps = deps
    this.#book = new AddressBook(deps)
  }

  start(): void {
    this.#running = true
    this.#cancelAnnounce = this.#deps.realTimers.every(ANNOUNCE_EVERY_MS, () => this.#deps.announce())
    this.#cancelFeelers = this.#deps.realTimers.every(FEELER_EVERY_MS, () => void this.#feel())
    this.#refresh()
  }

  stop(): void {
    this.#running = false
    this.#cancelFeelers()
    this.#cancelAnnounce()
    for (const pursuit of this.#pursuits.values()) pursuit.cancel()
  }

  setTargets(targets: readonly DialTarget[]): void {
    this.#targets = targets
    this.#refresh()
  }

  /** A Node announced itself nearby. The same word again changes nothing, so nobody makes us dial by repeating it. */
  sight({ nodeId, addresses }: Sighting): void {
    const known = this.#sighted.get(nodeId) ?? []
    const isKnown = this.#sighted.has(nodeId) || this.#targets.some((target) => target.nodeId === nodeId)
    if (addresses.every((address) => known.includes(address))) return
    if (!isKnown && this.#sighted.size >= MAX_SIGHTED) return
    this.#sighted.set(nodeId, addresses.slice(0, MAX_ADDRESSES))
    this.#refresh()
    const pursuit = this.#pursuits.get(nodeId)
    if (pursuit) this.#tryIn(pursuit, 0)
  }

  linked(nodeId: NodeId, direction: 'outbound' | 'inbound'): void {
    if (direction === 'outbound') this.#book.note(nodeId, 'reached')
    const pursuit = this.#pursuits.get(nodeId)
    if (!pursuit) return
    pursuit.cancel()
    pursuit.linkedAtMs = this.#deps.realClock.nowMs()
    this.#straightenSoon(pursuit)
    if (!pursuit.isMissed) return
    pursuit.isMissed = false
    this.#tryMissed()
  }

  /** What kept one away may have kept the others away. A moment by chance, as many may see that at once. */
  #tryMissed(): void {
    for (const pursuit of this.#pursuits.values()) {
      if (pursuit.dialling !== null) pursuit.dialling.isHurried = true
      else if (pursuit.isMissed) this.#tryIn(pursuit, this.#hurriedMs())
    }
  }

  unlinked(nodeId: NodeId): void {
    const pursuit = this.#pursuits.get(nodeId)
    if (!pursuit || !this.#chosen.has(nodeId)) return
    const lastedMs = this.#deps.realClock.nowMs() - (pursuit.linkedAtMs ?? 0)
    pursuit.failures = lastedMs >= GOOD_LINK_MS ? 0 : pursuit.failures + 1
    pursuit.linkedAtMs = null
    this.#tryIn(pursuit, this.#pauseMs(pursuit))
  }

  /** Forget all pauses: what failed before may work now. A dial that is under way went out over a network that may be gone. */
  wake(): void {
    for (const pursuit of this.#pursuits.values()) {
      pursuit.failures = 0
      if (pursuit.dialling !== null && this.#isHanging(pursuit.dialling)) pursuit.dialling.giveUp.abort()
      this.#tryIn(pursuit, 0)
    }
  }

  #isHanging({ sinceMs }: DialUnderWay): boolean {
    return this.#deps.realClock.nowMs() - sinceMs >= HANGING_DIAL_MS
  }

  /** Let a link go that was opened for something else, unless it is sought for its own sake. */
  letGoUnsought(nodeId: NodeId): void {
    if (!this.#chosen.has(nodeId)) this.#deps.letGo(nodeId)
  }

  /** Nodes that could be dialled and are neither sought nor linked just now, by chance, at most so many. */
  others(count: number): readonly DialTarget[] {
    const idle = [...this.#pursuits.values()].filter((pursuit) => this.#isIdle(pursuit))
    return shuffled(idle, this.#deps.random)
      .slice(0, count)
      .map(({ target }) => target)
  }

  #isIdle({ target: { nodeId } }: Pursuit): boolean {
    return !this.#chosen.has(nodeId) && !this.#deps.isLinked(nodeId)
  }

  #refresh(): void {
    const targets = this.#book.admit(this.#allTargets())
    for (const [nodeId, pursuit] of this.#pursuits) {
      if (targets.has(nodeId)) continue
      pursuit.cancel()
      this.#pursuits.delete(nodeId)
      this.#found.delete(nodeId)
    }
    for (const [nodeId, target] of targets) {
      const known = this.#pursuits.get(nodeId)
      if (known) known.target = target
      else this.#begin(target)
    }
    this.#choose()
  }

  #choose(): void {
    const candidates = [...this.#pursuits.values()].map(({ target, failures }) => ({
      ...this.#book.describe(target),
      unreachable: failures >= UNREACHABLE_AFTER,
    }))
    this.#deps.sized(isLargeFederation(candidates.length))
    const before = this.#chosen
    this.#chosen = chooseTargets(candidates, before, this.#deps.random)
    for (const [nodeId, pursuit] of this.#pursuits) if (!this.#chosen.has(nodeId)) pursuit.cancel()
    for (const nodeId of this.#chosen) {
      const pursuit = this.#pursuits.get(nodeId)
      if (pursuit && !before.has(nodeId)) this.#tryIn(pursuit, 0)
    }
  }

  /** Dial somebody only to know whether it is there: what the book holds for reachable stays so. */
  async #feel(): Promise<void> {
    this.#straighten()
    const busy = [...this.#pursuits.values()].filter((pursuit) => !this.#isIdle(pursuit))
    const nodeId = this.#book.feeler(new Set(busy.map(({ target }) => target.nodeId)))
    const target = nodeId === null ? undefined : this.#pursuits.get(nodeId)?.target
    if (nodeId === null || target === undefined) return
    try {
      await this.#deps.dial(namedAddresses(nodeId, target.addresses), new AbortController().signal)
      if (!this.#chosen.has(nodeId)) this.#deps.letGo(nodeId)
    } catch {
      this.#book.note(nodeId, 'missed') // that is what was asked
    }
  }

  #straighten(): void {
    for (const pursuit of this.#pursuits.values()) this.#straightenOne(pursuit)
  }

  /** Of two Nodes one may be able to dial the other: the one behind a router learns of the link through its helper. */
  #straightenSoon(pursuit: Pursuit): void {
    if (!this.#deps.isRelayed(pursuit.target.nodeId)) return
    this.#deps.realTimers.after(STRAIGHTEN_SOON_MS, () => this.#straightenOne(pursuit))
  }

  #straightenOne({ target: { nodeId, addresses } }: Pursuit): void {
    if (!this.#running || !this.#deps.isRelayed(nodeId)) return
    this.#deps.straighten(namedAddresses(nodeId, addresses)).catch(() => {}) // then the helper stays in between
  }

  #begin(target: DialTarget): void {
    const pursuit = begin(target)
    this.#pursuits.set(target.nodeId, pursuit)
    this.#straightenSoon(pursuit)
  }

  #allTargets(): ReadonlyMap<NodeId, DialTarget> {
    const targets = new Map<NodeId, DialTarget>()
    for (const [nodeId, addresses] of this.#sighted) targets.set(nodeId, { nodeId, addresses, keep: false })
    for (const target of this.#targets) {
      const found = this.#found.get(target.nodeId) ?? [] // first: others may fill all the room there is
      const addresses = [...found, ...target.addresses, ...(this.#sighted.get(target.nodeId) ?? [])]
      targets.set(target.nodeId, { ...target, addresses })
    }
    return targets
  }

  #tryIn(pursuit: Pursuit, delayMs: number): void {
    pursuit.cancel()
    if (!this.#running || pursuit.dialling !== null || !this.#chosen.has(pursuit.target.nodeId)) return
    pursuit.cancel = this.#deps.realTimers.after(delayMs, () => void this.#try(pursuit))
  }

  async #try(pursuit: Pursuit): Promise<void> {
    const { nodeId, addresses } = pursuit.target
    if (!this.#running || pursuit.dialling !== null || this.#deps.isLinked(nodeId)) return
    const named = namedAddresses(nodeId, addresses)
    if (named.length === 0) return
    const giveUp = new AbortController()
    const dialling: DialUnderWay = { sinceMs: this.#deps.realClock.nowMs(), giveUp, isHurried: false }
    pursuit.dialling = dialling
    const reached = await this.#deps.dial(named, giveUp.signal).then(
      () => true,
      () => false,
    )
    pursuit.dialling = null
    if (!this.#running || this.#pursuits.get(nodeId) !== pursuit) return
    if (reached && this.#deps.isLinked(nodeId)) return
    if (giveUp.signal.aborted) return this.#tryIn(pursuit, 0)
    pursuit.failures++
    pursuit.isMissed = !this.#deps.isLinked(nodeId)
    this.#book.note(nodeId, 'missed')
    if (pursuit.failures % UNREACHABLE_AFTER === 0) this.#choose()
    if (pursuit.failures >= LOOK_UP_AFTER) void this.#lookUp(pursuit)
    this.#tryIn(pursuit, dialling.isHurried ? this.#hurriedMs() : this.#pauseMs(pursuit))
  }

  #hurriedMs(): number {
    return this.#deps.random.int(FIRST_PAUSE_MS)
  }

  /** It may have moved. What comes is hearsay like any address: the book judges it, and a dial proves it. */
  async #lookUp(pursuit: Pursuit): Promise<void> {
    const { nodeId } = pursuit.target
    const nowMs = this.#deps.realClock.nowMs()
    if (pursuit.lookedUpAtMs !== null && nowMs - pursuit.lookedUpAtMs < LOOK_UP_AGAIN_MS) return
    pursuit.lookedUpAtMs = nowMs
    const found = await this.#deps.lookUp(nodeId)
    const known = namedAddresses(nodeId, pursuit.target.addresses)
    const isNews = namedAddresses(nodeId, found).some((address) => !known.includes(address))
    if (!isNews || this.#pursuits.get(nodeId) !== pursuit) return
    this.#found.set(nodeId, found)
    this.#refresh()
    this.#tryIn(pursuit, 0)
  }

  /** Half of it fixed, half by chance: Nodes that lost each other at the same moment do not try at the same moment. */
  #pauseMs({ failures }: Pursuit): number {
    const fullMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10))
    return Math.round(fullMs / 2) + this.#deps.random.int(Math.round(fullMs / 2))
  }
}

const begin = (target: DialTarget): Pursuit => ({
  target,
  failures: 0,
  isMissed: false,
  linkedAtMs: null,
  dialling: null,
  lookedUpAtMs: null,
  cancel: () => {},
})

/** The addresses with the Node's name at their end; those that name another are left out. */
export function namedAddresses(nodeId: NodeId, addresses: readonly string[]): readonly string[] {
  const named = addresses.map((address) => (address.includes('/p2p/') ? address : `${address}/p2p/${nodeId}`))
  const own = named.filter((address) => address.endsWith(`/p2p/${nodeId}`))
  return [...new Set(own)].slice(0, MAX_ADDRESSES)
}
