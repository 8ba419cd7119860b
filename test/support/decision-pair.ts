import { decisionMigrations } from '../../src/main/features/transfers/decision-store.ts'
import { Decisions } from '../../src/main/features/transfers/decisions.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import type { MirrorSigner } from '../../src/main/replica/entry.ts'
import type { FrameTaker, PrivateFrame } from '../../src/main/replica/private-post.ts'
import type { Database } from '../../src/main/storage/database.ts'
import type { FederationId, MirrorId, NodeId, TransferId } from '../../src/shared/kernel/ids.ts'
import { ignore, type Verdict } from '../../src/shared/kernel/verdict.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { SeededRandom } from './random.ts'
import { idle, TestTimers } from './test-timers.ts'

export const TRANSFER = '5a'.repeat(16) as TransferId
export const SLOT_MS = 1_000
export const SETTLE_IN_MS = 20 * SLOT_MS
export const SETTLED_HASH = new Uint8Array(32).fill(9)

/** What stands in for the conversation around a decision: its phase, and messages that are sent until they are received. */
const LEDGER_SQL = `
  CREATE TABLE phases (transfer TEXT PRIMARY KEY, phase TEXT NOT NULL, here TEXT, there TEXT) STRICT;
  CREATE TABLE outbox (number INTEGER PRIMARY KEY, consent BLOB, seen INTEGER NOT NULL) STRICT;
  CREATE TABLE inbox (number INTEGER PRIMARY KEY) STRICT;`

export type End = 'lower' | 'higher'
export type Phase = 'deciding' | 'confirming' | 'agreed' | 'closed'

/** Thrown where a Node dies in the middle of something. */
class Crash extends Error {}

/** One run of a Node, from its start to its end. A dead one does nothing more. */
interface Life {
  isAlive: boolean
  readonly decisions: Decisions
  readonly takers: Map<number, FrameTaker>
}

export interface CarriedFrame {
  readonly from: End
  readonly type: number
  readonly sizeBytes: number
  readonly atMs: number
  readonly bytes: Uint8Array
}

export interface PairOptions {
  readonly mirrors?: Readonly<Record<End, readonly string[]>>
  readonly need?: Readonly<Record<End, number>>
  readonly seed?: number
}

/** One Node of a pair: the real decisions over a real database, and little else. */
export class DecisionEnd {
  readonly name: End
  readonly author: EntryAuthor
  readonly database: Database = memoryDatabase(decisionMigrations)
  /** How often the conversation was told that something changed. */
  told = 0
  /** Counts everything that happens here and after which a Node could die; dies at this one. */
  steps = 0
  diesAt: number | null = null
  active: readonly MirrorSigner[]
  /** The one this Node is in now. */
  federation: FederationId = testFederation()
  /** Looks at each consent in the moment in which it is written. */
  onConsent: () => void = () => {}
  readonly #pair: DecisionPair
  readonly #need: number
  #life: Life | null = null

  constructor(
    pair: DecisionPair,
    name: End,
    given: { author: EntryAuthor; mirrors: readonly string[]; need: number },
  ) {
    this.#pair = pair
    this.name = name
    this.author = given.author
    this.active = given.mirrors.map((mirror) => given.author.mirror(mirror))
    this.#need = given.need
    this.database.execute(LEDGER_SQL)
  }

  get nodeId(): NodeId {
    return this.author.nodeId
  }

  get decisions(): Decisions {
    if (this.#life === null) throw new Error('is dead')
    return this.#life.decisions
  }

  get isAlive(): boolean {
    return this.#life !== null
  }

  get phase(): Phase {
    const row = this.database.prepare('SELECT phase FROM phases').get<{ phase: Phase }>()
    return row?.phase ?? 'deciding'
  }

  /** Who signed, at both ends, as this one tells it. */
  get signed(): { readonly here: string | null; readonly there: string | null } | undefined {
    return this.database.prepare('SELECT here, there FROM phases').get<{ here: string; there: string }>()
  }

  async start(): Promise<void> {
    const life = this.#newLife()
    this.#life = life
    await life.decisions.start()
  }

  die(): void {
    if (this.#life !== null) this.#life.isAlive = false
    this.#life = null
  }

  async open(settleAtMs: number): Promise<void> {
    const terms = {
      transferId: TRANSFER,
      peer: this.#other.nodeId,
      settledHash: SETTLED_HASH,
      settleAtMs,
      slotMs: SLOT_MS,
    }
    await this.database.write(() => {
      this.#setPhase('deciding')
      this.decisions.open(terms)
    })
    this.decisions.begin(TRANSFER)
  }

  /** A Mirror answers, by the order in which they are listed. */
  async answer(consent: boolean, mirror = 0): Promise<void> {
    const signer = this.active[mirror]
    if (signer === undefined) throw new Error(`no Mirror ${mirror}`)
    await this.decisions.answer(TRANSFER, signer, consent)
  }

  /** Send every message that the other has not yet got. */
  sendWaiting(): void {
    const life = this.#life
    if (life === null || !this.#pair.isLinked || !this.#pair.carriesLetters) return
    const rows = this.database
      .prepare('SELECT number, consent FROM outbox WHERE seen = 0 ORDER BY number')
      .all<{ number: number; consent: Uint8Array | null }>()
    for (const letter of rows) void this.#deliver(letter)
  }

  /** A letter came. @returns whether it is on disk, and need not come again */
  async takeLetter(number: number, consent: Uint8Array | null): Promise<boolean> {
    const life = this.#life
    if (life === null || !this.#step(life)) return false
    try {
      const verdict = await this.database.write(() => this.#judge(life, number, consent))
      if (!this.#step(life)) return false
      this.told += 1
      this.sendWaiting()
      return verdict.action === 'accept' || verdict.reason === 'already-known'
    } catch (thrown) {
      if (thrown instanceof Crash) return false
      throw thrown
    }
  }

  takeFrame(frame: PrivateFrame): Verdict {
    const life = this.#life
    if (life === null || !this.#step(life)) return ignore('busy')
    return life.takers.get(frame.type)?.(frame) ?? ignore('kind-unknown')
  }

  rowsOf(table: 'transfer_votes' | 'transfer_decisions'): readonly Record<string, unknown>[] {
    return this.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()
  }

  get #other(): DecisionEnd {
    return this.#pair[this.name === 'lower' ? 'higher' : 'lower']
  }

  async #deliver({ number, consent }: { number: number; consent: Uint8Array | null }): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    const life = this.#life
    if (!this.#pair.isLinked || !(await this.#other.takeLetter(number, consent)) || !this.#pair.isLinked)
      return
    if (life?.isAlive) this.database.prepare('UPDATE outbox SET seen = 1 WHERE number = ?').run(number)
  }

  #judge(
    { decisions }: Life,
    number: number,
    consent: Uint8Array | null,
  ): Exclude<Verdict, { action: 'hold' }> {
    const next = this.database.prepare('SELECT COUNT(*) AS n FROM inbox').get<{ n: number }>()?.n ?? 0
    if (number !== next)
      return number < next
        ? { action: 'ignore', reason: 'already-known' }
        : { action: 'ignore', reason: 'chain-broken' }
    const verdict =
      consent === null
        ? decisions.takeClosed(this.#other.nodeId, TRANSFER)
        : decisions.takeConsent(this.#other.nodeId, TRANSFER, consent)
    this.#pair.verdicts.push(verdict)
    if (verdict.action === 'hold') throw new Error('nothing is held')
    if (verdict.action !== 'reject') this.database.prepare('INSERT INTO inbox VALUES (?)').run(number)
    return verdict
  }

  /** One more thing that a Node could die after. False where it is dead. */
  #step(life: Life): boolean {
    if (!life.isAlive) return false
    if (this.steps++ === this.diesAt) this.die()
    return life.isAlive
  }

  #live(life: Life): void {
    if (!this.#step(life)) throw new Crash()
  }

  #setPhase(phase: Phase, signed?: { here: readonly string[]; there: readonly string[] }): void {
    this.database
      .prepare('INSERT OR REPLACE INTO phases VALUES (?, ?, ?, ?)')
      .run(TRANSFER, phase, signed?.here.join() ?? null, signed?.there.join() ?? null)
  }

  #newLife(): Life {
    const { clock } = this.#pair
    const takers = new Map<number, FrameTaker>()
    const timers = new TestTimers(clock)
    const whileAlive = (task: () => void) => () => {
      if (life.isAlive) task()
    }
    const decisions = new Decisions(
      {
        clock,
        timers: {
          at: (atMs, task) => timers.at(atMs, whileAlive(task)),
          after: (delayMs, task) => timers.after(delayMs, whileAlive(task)),
          every: (periodMs, task) => timers.every(periodMs, whileAlive(task)),
        },
        random: new SeededRandom(`${this.name} ${this.#pair.seed} ${this.steps}`),
        database: this.database,
        logger: silentLogger,
        self: this.author.nodeId,
        selfKey: this.author.signer.publicKey,
        federation: () => this.federation,
        post: {
          sendFrame: async (_to, frame) => life.isAlive && this.#pair.carry(this, frame),
          onFrame: (type, take) => {
            takers.set(type, take)
            return () => void takers.delete(type)
          },
        },
        activeMirrors: () => this.active.map(({ mirrorId }) => mirrorId),
        need: () => this.#need,
        isRevoked: (nodeId: NodeId, mirrorId: MirrorId) =>
          nodeId === this.#other.nodeId && this.#pair.revoked.has(mirrorId),
        isLinked: () => this.#pair.isLinked,
        ledger: {
          confirming: () => {
            this.#live(life)
            this.#setPhase('confirming')
          },
          agreed: (_, signed) => {
            this.#live(life)
            this.#setPhase('agreed', signed)
          },
          notAgreed: () => {
            this.#live(life)
            this.#setPhase('closed')
          },
          enqueue: (_, content) => {
            this.#live(life)
            if ('consent' in content) this.onConsent()
            this.database
              .prepare('INSERT INTO outbox SELECT COUNT(*), ?, 0 FROM outbox')
              .run('consent' in content ? content.consent : null)
          },
          flush: () => {
            if (!this.#step(life)) return
            this.told += 1
            this.sendWaiting()
          },
        },
      },
      { voteKey: new Uint8Array(32).fill(4) },
    )
    const life: Life = { isAlive: true, decisions, takers }
    return life
  }
}

/** Two Nodes that decide on one transfer, and what is between them. */
export class DecisionPair {
  readonly clock = new TestClock()
  readonly seed: number
  readonly lower: DecisionEnd
  readonly higher: DecisionEnd
  readonly settleAtMs = this.clock.nowMs() + SETTLE_IN_MS
  readonly frames: CarriedFrame[] = []
  readonly revoked = new Set<MirrorId>()
  isLinked = true
  /** Messages of the conversation wait where this is false; ballots do not. */
  carriesLetters = true
  /** How letters were judged, in order. */
  readonly verdicts: Verdict[] = []
  /** Whether a frame gets lost. */
  loses: (frame: CarriedFrame) => boolean = () => false

  constructor(options: PairOptions = {}) {
    const {
      mirrors = { lower: ['Anna'], higher: ['健二'] },
      need = { lower: 1, higher: 1 },
      seed = 1,
    } = options
    const authors = [new EntryAuthor(1), new EntryAuthor(2)].sort((a, b) =>
      Buffer.compare(a.signer.publicKey, b.signer.publicKey),
    )
    const [low, high] = authors
    if (low === undefined || high === undefined) throw new Error('two authors')
    this.seed = seed
    this.lower = new DecisionEnd(this, 'lower', { author: low, mirrors: mirrors.lower, need: need.lower })
    this.higher = new DecisionEnd(this, 'higher', {
      author: high,
      mirrors: mirrors.higher,
      need: need.higher,
    })
  }

  /** Both run, and the decision is open at both. */
  static async deciding(options: PairOptions = {}): Promise<DecisionPair> {
    const pair = new DecisionPair(options)
    for (const end of pair.ends) {
      await end.start()
      await end.open(pair.settleAtMs)
    }
    return pair
  }

  get ends(): readonly [DecisionEnd, DecisionEnd] {
    return [this.lower, this.higher]
  }

  get phases(): readonly [Phase, Phase] {
    return [this.lower.phase, this.higher.phase]
  }

  /** Let slots pass. What waits to be sent is sent again in each. */
  async slots(count = 1): Promise<void> {
    for (let slot = 0; slot < count; slot += 1) {
      this.clock.advance(SLOT_MS)
      await idle()
      for (const end of this.ends) end.sendWaiting()
      await idle()
    }
  }

  /** Everybody is well again, and so much time passes that everything that can end has ended. */
  async comeToRest(): Promise<void> {
    this.isLinked = true
    this.carriesLetters = true
    this.loses = () => false
    for (const end of this.ends) {
      end.diesAt = null
      if (!end.isAlive) await end.start()
    }
    await this.slots(2)
    this.clock.advance(SETTLE_IN_MS + 2 * 60_000)
    await this.slots(3)
  }

  carry(end: DecisionEnd, { bytes, type }: { readonly bytes: Uint8Array; readonly type: number }): boolean {
    if (!this.isLinked) return false
    const frame = { from: end.name, type, sizeBytes: bytes.length, atMs: this.clock.nowMs(), bytes }
    this.frames.push(frame)
    const to = end === this.lower ? this.higher : this.lower
    if (!this.loses(frame))
      setImmediate(() => this.isLinked && to.takeFrame({ from: end.nodeId, type, bytes }))
    return true
  }
}
