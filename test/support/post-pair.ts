import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import type { Startable } from '../../src/main/platform/lifecycle.ts'
import type { Limits } from '../../src/main/platform/limiter.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import type { EntryKind } from '../../src/main/replica/entry.ts'
import { PrivatePost, type PrivatePostDeps } from '../../src/main/replica/private-post.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import type { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { testLimits } from './limits.ts'
import { idle, TestTimers } from './test-timers.ts'

type Sayable = Parameters<PrivatePostDeps['sessions']['send']>[1]
/** What is on its way in a session. */
export type Said = Exclude<Sayable, (sessionId: string) => unknown>

/** A feature that two Nodes have between them. */
interface Shared extends Startable {
  linked?(nodeId: NodeId): void
}

/** What a feature is made with, at one end. */
export interface Ground {
  readonly post: PrivatePost
  readonly timers: TestTimers
  readonly limits: Limits
}

interface Life<Feature> {
  readonly said: Signal<SessionMessage>
  readonly post: PrivatePost
  readonly feature: Feature
}

/** Who says something, and to whom. */
interface Speaker {
  readonly nodeId: NodeId
  readonly other: { hear(message: SessionMessage): void }
}

/** What an end knows of what is between the two. */
interface Line {
  readonly a: unknown
  readonly b: unknown
  readonly clock: TestClock
  readonly isLinked: boolean
  carry(from: Speaker, content: Sayable): boolean
}

/** Checks what goes in and what comes out, as the bridge does. */
interface Member {
  readonly input: { parse(value: unknown): unknown }
  readonly output: { parse(value: unknown): unknown }
}

/** One Node of a pair: a feature over the real post. */
export abstract class PostEnd<Feature extends Shared> {
  readonly author: EntryAuthor
  /** Faults counted against the other end. */
  readonly refusals: string[] = []
  readonly #pair: Line
  #life: Life<Feature> | null = null

  constructor(pair: Line, author: EntryAuthor) {
    this.#pair = pair
    this.author = author
  }

  get nodeId(): NodeId {
    return this.author.nodeId
  }

  get other(): this {
    return (this.#pair.a === this ? this.#pair.b : this.#pair.a) as this
  }

  get clock(): TestClock {
    return this.#pair.clock
  }

  get isLinked(): boolean {
    return this.#pair.isLinked
  }

  /** The feature as it runs. */
  get feature(): Feature {
    if (this.#life === null) throw new Error('is stopped')
    return this.#life.feature
  }

  async start(): Promise<void> {
    const life = this.#newLife()
    this.#life = life
    await life.feature.start()
    await life.post.start()
  }

  async stop(): Promise<void> {
    const life = this.#life
    this.#life = null
    await life?.post.stop()
    await life?.feature.stop()
  }

  /** End as by a power cut: nothing more is written, nothing is put in order. */
  cut(): void {
    this.#life = null
  }

  linked(): void {
    this.#life?.feature.linked?.(this.other.nodeId)
  }

  hear(message: SessionMessage): void {
    this.#life?.said.emit(message)
  }

  /** Write a payload of a test's own making to the other end, signed as this Node's. */
  async send(kind: EntryKind, payload: Uint8Array): Promise<boolean> {
    const isSent = (await this.#life?.post.send(this.other.nodeId, { kind, payload })) ?? false
    await idle()
    return isSent
  }

  protected abstract create(ground: Ground): Feature

  /** Whether letters of a kind go between the two. */
  protected mayPass(_kind: EntryKind | null): boolean {
    return true
  }

  protected async ask<M extends Member, Caller>(
    member: M,
    handler: (input: never, caller: never) => unknown,
    { caller, input }: { readonly caller: Caller; readonly input: object },
  ): Promise<ReturnType<M['output']['parse']>> {
    const answer = handler as (input: unknown, caller: Caller) => unknown
    const output = await answer(member.input.parse(input), caller)
    return member.output.parse(output) as ReturnType<M['output']['parse']>
  }

  #newLife(): Life<Feature> {
    const { author, clock } = this
    const said = new Signal<SessionMessage>()
    const limits = testLimits(clock)
    const post = new PrivatePost({
      sessions: {
        send: async (_to, content) => this.#pair.carry(this, content),
        onMessage: (listener) => said.listen(listener),
      },
      ...{ clock, limits, signer: author.signer, logger: silentLogger, federation: () => testFederation() },
      mayPass: (_nodeId, kind) => this.mayPass(kind),
      countRefusal: (_, reason) => void this.refusals.push(reason),
    })
    return { said, post, feature: this.create({ post, limits, timers: new TestTimers(clock) }) }
  }
}

/** Two Nodes with one clock, and what is between them. */
export abstract class PostPair<End extends { start(): Promise<void>; linked(): void }> implements Line {
  abstract readonly a: End
  abstract readonly b: End
  readonly clock = new TestClock()
  /** What went over the line, by type. */
  readonly carried: number[] = []
  /** What becomes of a frame on its way from one end: none of it where it gets lost. */
  onTheWay: (said: Said, from: NodeId) => readonly Said[] = (said) => [said]
  #isLinked = true
  #links = 0

  get isLinked(): boolean {
    return this.#isLinked
  }

  async start(): Promise<this> {
    for (const end of [this.a, this.b]) await end.start()
    return this
  }

  /** Part the two, or bring them together in a session of its own, and let follow what does. */
  async setLinked(isLinked: boolean): Promise<void> {
    this.#isLinked = isLinked
    this.#links += 1
    if (isLinked) for (const end of [this.a, this.b]) end.linked()
    await idle()
  }

  /** Let time pass, and everything that follows from it. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms)
    await idle()
  }

  carry(from: Speaker, content: Sayable): boolean {
    if (!this.#isLinked) return false
    const link = this.#links
    const sessionId = `00000000-0000-4000-8000-${link.toString(16).padStart(12, '0')}`
    const said = typeof content === 'function' ? content(sessionId) : content
    const arriving = this.onTheWay(said, from.nodeId)
    this.carried.push(said.type)
    for (const one of arriving) {
      setImmediate(() => link === this.#links && from.other.hear({ ...one, from: from.nodeId, sessionId }))
    }
    return true
  }
}
