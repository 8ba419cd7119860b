import { decisionMigrations } from '../../src/main/features/transfers/decision-store.ts'
import type { OwnFigures } from '../../src/main/features/transfers/earmarks.ts'
import type { ShownFigures } from '../../src/main/features/transfers/transfer-hints.ts'
import { transferMigrations } from '../../src/main/features/transfers/transfer-store.ts'
import { createTransfers, type Transfers } from '../../src/main/features/transfers/transfers.ts'
import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import type { Timers } from '../../src/main/platform/timers.ts'
import type { MirrorSigner } from '../../src/main/replica/entry.ts'
import { PrivatePost, type PrivatePostDeps } from '../../src/main/replica/private-post.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { transfers as contract, type TransferView } from '../../src/shared/contract/transfers.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { MirrorId, NodeId, TransferId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { testLimits } from './limits.ts'
import { SeededRandom } from './random.ts'
import { idle, TestTimers } from './test-timers.ts'

export const SLOT_MS = 1_000
export const SETTLE_IN_MS = 20 * SLOT_MS
/** Nobody is unlocked for the page. */
export const PAGE = { sessionId: 'page' }
/** Frames that carry what a conversation is made of; ballots are others. */
export const LETTER = wire.PrivateFrame.PRIVATE_FRAME_ENVELOPE
export const RECEIPT = wire.PrivateFrame.PRIVATE_FRAME_RECEIPT

export type EndName = 'lower' | 'higher'
type Method = Exclude<keyof typeof contract, 'changed'>
type Handler = (input: unknown, caller: { readonly sessionId: string }) => unknown

/** What one end sent, as an eavesdropper inside the session would see it. */
export interface SentFrame {
  readonly from: EndName
  readonly type: number
  readonly bytes: Uint8Array
  readonly atMs: number
}

/** One run of a Node, from its start to its end. A dead one does nothing more. */
interface Life {
  isAlive: boolean
  readonly said: Signal<SessionMessage>
  readonly post: PrivatePost
  readonly transfers: Transfers
}

export interface TransferPairOptions {
  readonly mirrors?: Readonly<Record<EndName, readonly string[]>>
  readonly seed?: number
}

/** One Node of a pair: the whole feature and the real post over a real database. */
export class TransferEnd {
  readonly database = memoryDatabase([...transferMigrations, ...decisionMigrations])
  readonly name: EndName
  readonly author: EntryAuthor
  /** Every event told, by transfer. */
  readonly events: TransferId[] = []
  /** Faults counted against the other end. */
  readonly refusals: string[] = []
  /** What is measured here; `book` corrects it. */
  figures: OwnFigures[] = []
  shown: ShownFigures[] = []
  readonly booked: string[] = []
  /** Counters of the economy, within reach of whatever is handed to transfers. */
  readonly economy = { trust: 100, atp: 100, quota: 100 }
  active: readonly MirrorSigner[]
  readonly revoked = new Set<MirrorId>()
  need = 1
  /** Why this Node may sign nothing now. */
  closedFor: MirrorError | null = null
  knowsOther = true
  isolatesOther = false
  /** Counts what happens here and after which a Node could die; dies at this one. */
  steps = 0
  diesAt: number | null = null
  deaths = 0
  readonly #pair: TransferPair
  #life: Life | null = null

  constructor(pair: TransferPair, given: { name: EndName; author: EntryAuthor; mirrors: readonly string[] }) {
    this.#pair = pair
    this.name = given.name
    this.author = given.author
    this.active = given.mirrors.map((mirror) => given.author.mirror(mirror))
  }

  get nodeId(): NodeId {
    return this.author.nodeId
  }

  get isAlive(): boolean {
    return this.#life !== null
  }

  get other(): TransferEnd {
    return this.#pair[this.name === 'lower' ? 'higher' : 'lower']
  }

  async start(): Promise<void> {
    const life = this.#newLife()
    this.#life = life
    await life.transfers.start()
    await life.post.start()
    if (this.#pair.isLinked) life.transfers.linked(this.other.nodeId)
  }

  /** End without a word, as when the current goes. */
  die(): void {
    if (this.#life === null) return
    this.#life.isAlive = false
    this.#life = null
    this.deaths += 1
  }

  linked(): void {
    this.#life?.transfers.linked(this.other.nodeId)
  }

  /** Call a method as the contract has it, as the first Mirror where no other caller is named. */
  async call<M extends Method>(
    method: M,
    input: unknown,
    caller: { readonly sessionId: string } = { sessionId: this.active[0]?.name ?? '' },
  ): Promise<ReturnType<(typeof contract)[M]['output']['parse']>> {
    if (this.#life === null) throw new Error('is dead')
    const handlers = this.#life.transfers.handlers as Readonly<Record<Method, Handler>>
    const output = await handlers[method](contract[method].input.parse(input), caller)
    return contract[method].output.parse(output) as ReturnType<(typeof contract)[M]['output']['parse']>
  }

  /** Offer the other end something that is nobody's worry in most tests. */
  async offer(change: object = {}): Promise<TransferId> {
    const { id } = await this.call('offer', { ...OFFER, to: this.other.nodeId, ...change })
    return id
  }

  view(id: TransferId): Promise<TransferView> {
    return this.call('get', { id })
  }

  async phase(id: TransferId): Promise<TransferView['phase']> {
    return (await this.view(id)).phase
  }

  rows(table: string): readonly Record<string, unknown>[] {
    return this.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()
  }

  /** Write a payload of this test's own making to the other end, signed as this Node's. */
  sendPayload(payload: Uint8Array): Promise<boolean> {
    return this.#life?.post.send(this.other.nodeId, { kind: 'transfer', payload }) ?? Promise.resolve(false)
  }

  /** Send a frame of this test's own making to the other end. */
  sendFrame(frame: { readonly type: number; readonly bytes: Uint8Array }): Promise<boolean> {
    return this.#life?.post.sendFrame(this.other.nodeId, frame) ?? Promise.resolve(false)
  }

  hear(message: SessionMessage): void {
    if (this.#life !== null && this.#step(this.#life)) this.#life.said.emit(message)
  }

  #step(life: Life): boolean {
    if (!life.isAlive) return false
    if (this.steps++ === this.diesAt) this.die()
    return life.isAlive
  }

  #newLife(): Life {
    const said = new Signal<SessionMessage>()
    const isAlive = (): boolean => life.isAlive
    const sessions: PrivatePostDeps['sessions'] = {
      send: async (_to, content) => this.#step(life) && this.#pair.carry(this, content),
      onMessage: (listener) => said.listen(listener),
    }
    const { clock } = this.#pair
    const post = new PrivatePost({
      limits: testLimits(clock),
      ...{ sessions, clock, signer: this.author.signer, logger: silentLogger, federation: testFederation },
      mayPass: () => true,
      countRefusal: (_, reason) => void this.refusals.push(reason),
    })
    const transfers = createTransfers(this.#deps({ post, isAlive, step: () => this.#step(life) }), {
      voteKey: new Uint8Array(32).fill(4),
    })
    const life: Life = { isAlive: true, said, post, transfers }
    return life
  }

  #deps(given: {
    post: PrivatePost
    isAlive: () => boolean
    step: () => boolean
  }): Parameters<typeof createTransfers>[0] {
    const { clock, seed } = this.#pair
    const timers = timersWhile(given.isAlive, new TestTimers(clock))
    const { author, database } = this
    return {
      ...{ database, clock, timers, realTimers: timers, post: given.post, signer: author.signer },
      ...{ economy: this.economy },
      ...{ self: author.nodeId, logger: silentLogger, federation: () => testFederation() },
      random: new SeededRandom(`${this.name} ${seed} ${this.steps}`),
      isTest: () => true,
      slotMs: () => SLOT_MS,
      need: () => this.need,
      activeMirrors: () => this.active.map(({ mirrorId }) => mirrorId),
      isRevoked: (nodeId, mirrorId) => nodeId === this.other.nodeId && this.revoked.has(mirrorId),
      isKnown: (nodeId) => this.knowsOther && nodeId === this.other.nodeId,
      isIsolated: () => this.isolatesOther,
      isLinked: () => this.#pair.isLinked,
      nameOf: (nodeId) => (nodeId === this.nodeId ? this.name : this.other.name),
      ownFigures: () => this.figures,
      shownFigures: () => this.shown,
      mirrorSigner: ({ sessionId }) => this.#mirror(sessionId),
      requireWritable: () => {
        if (this.closedFor !== null) throw this.closedFor
      },
      levels: { book: (entry) => this.#book(entry), booked: async (name) => void this.booked.push(name) },
      changed: (id) => given.step() && void this.events.push(id),
    }
  }

  #mirror(name: string): MirrorSigner {
    const mirror = this.active.find((active) => active.name === name)
    if (mirror === undefined) throw new MirrorError('mirror-locked')
    return mirror
  }

  #book({ resource, unit, delta }: { resource: string; unit: string; delta: number }): boolean {
    const isHere = this.figures.some((own) => own.resource === resource && own.unit === unit)
    this.figures = this.figures.map((own) =>
      own.resource === resource && isHere
        ? { ...own, level: Math.min(Math.max(own.level + delta, 0), own.capacity) }
        : own,
    )
    return isHere
  }
}

/** Two Nodes with one clock, and what is between them. */
export class TransferPair {
  readonly clock = new TestClock()
  readonly seed: number
  readonly lower: TransferEnd
  readonly higher: TransferEnd
  readonly frames: SentFrame[] = []
  /** Whether a frame gets lost. */
  loses: (frame: SentFrame) => boolean = () => false
  #isLinked = true
  #links = 0

  constructor(options: TransferPairOptions = {}) {
    const { mirrors = { lower: ['Anna'], higher: ['健二'] }, seed = 1 } = options
    const authors = [new EntryAuthor(1), new EntryAuthor(2)].sort((a, b) =>
      Buffer.compare(a.signer.publicKey, b.signer.publicKey),
    )
    const [low, high] = authors
    if (low === undefined || high === undefined) throw new Error('two authors')
    this.seed = seed
    this.lower = new TransferEnd(this, { name: 'lower', author: low, mirrors: mirrors.lower })
    this.higher = new TransferEnd(this, { name: 'higher', author: high, mirrors: mirrors.higher })
  }

  static async started(options: TransferPairOptions = {}): Promise<TransferPair> {
    const pair = new TransferPair(options)
    for (const end of pair.ends) await end.start()
    return pair
  }

  get ends(): readonly [TransferEnd, TransferEnd] {
    return [this.lower, this.higher]
  }

  get isLinked(): boolean {
    return this.#isLinked
  }

  /** Part the two, or bring them together in a session of its own. */
  setLinked(isLinked: boolean): void {
    if (isLinked === this.#isLinked) return
    this.#isLinked = isLinked
    this.#links += 1
    if (isLinked) for (const end of this.ends) end.linked()
  }

  /** Let time pass, and everything that follows from it. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms)
    await idle()
  }

  async slots(count: number): Promise<void> {
    for (let slot = 0; slot < count; slot += 1) await this.pass(SLOT_MS)
  }

  /** Everybody is well again, and so much time passes that everything that can end has ended. */
  async comeToRest(): Promise<void> {
    this.loses = () => false
    for (const end of this.ends) {
      end.diesAt = null
      if (!end.isAlive) await end.start()
    }
    this.setLinked(true)
    for (const waitMs of [0, 5_000, 15_000, 45_000, 60_000, 60_000, 60_000]) await this.pass(waitMs)
  }

  /** The phases at both ends. */
  async phases(id: TransferId): Promise<readonly [TransferView['phase'], TransferView['phase']]> {
    return [await this.lower.phase(id), await this.higher.phase(id)]
  }

  /** An offer of the lower end on whose terms both have agreed. */
  async deciding(change: object = {}): Promise<TransferId> {
    const id = await this.lower.offer(change)
    await idle()
    await this.higher.call('agreeTerms', { id })
    await idle()
    return id
  }

  /** One that both ends' Mirrors have said yes to. */
  async agreed(change: object = {}): Promise<TransferId> {
    const id = await this.deciding(change)
    for (const end of this.ends) {
      for (const { name } of end.active) await end.call('decide', { id, consent: true }, { sessionId: name })
    }
    await this.slots(2)
    return id
  }

  carry(end: TransferEnd, content: Parameters<PrivatePostDeps['sessions']['send']>[1]): boolean {
    if (!this.#isLinked || !end.other.isAlive) return false
    const link = this.#links
    const sessionId = `00000000-0000-4000-8000-${link.toString(16).padStart(12, '0')}`
    const said = typeof content === 'function' ? content(sessionId) : content
    const frame = { from: end.name, type: said.type, bytes: said.bytes, atMs: this.clock.nowMs() }
    this.frames.push(frame)
    if (this.loses(frame)) return true
    setImmediate(() => link === this.#links && end.other.hear({ ...said, from: end.nodeId, sessionId }))
    return true
  }
}

export const OFFER = {
  resource: 'water',
  quantity: 300,
  unit: 'L',
  note: 'For the greenhouse',
  settleInMs: SETTLE_IN_MS,
} as const

/** Other terms in the place of those. */
export const COUNTER = {
  ...{ quantity: 9, unit: 'L', window: null, route: '', expectedLossRatio: 0, note: '' },
  settleInMs: SETTLE_IN_MS,
} as const

export const WATER: OwnFigures = {
  resource: 'water',
  unit: 'L',
  level: 1_000,
  capacity: 2_000,
  deficitBelow: 400,
  state: 'enough',
}

/** Timers whose tasks die with their Node. */
function timersWhile(isAlive: () => boolean, timers: Timers): Timers {
  const whileAlive = (task: () => void) => () => {
    if (isAlive()) task()
  }
  return {
    at: (atMs, task) => timers.at(atMs, whileAlive(task)),
    after: (delayMs, task) => timers.after(delayMs, whileAlive(task)),
    every: (periodMs, task) => timers.every(periodMs, whileAlive(task)),
  }
}
