import type { Caller } from '../../../shared/bridge/caller.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { SIGNATURE_DOMAINS } from '../../crypto/domains.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import { leaveMark } from '../../replica/mirror-mark.ts'
import type { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { Database } from '../../storage/database.ts'
import type { Isolations } from './isolations.ts'
import { encodeStatement, encodeTrust } from './trust-codec.ts'
import type { TrustLetters } from './trust-letters.ts'
import { ISOLATION_ID_BYTES, isLongEnough, isStanding } from './trust-rules.ts'
import type { TrustStore } from './trust-store.ts'
import type { Appeal, Between, EndedIsolation, Isolation, TrustStatement } from './trust-types.ts'

export interface TrustServiceDeps {
  readonly database: Database
  readonly store: TrustStore
  readonly isolations: Pick<Isolations, 'begin' | 'release' | 'changed'>
  readonly appeals: TrustLetters
  readonly appealOutbox: Pick<PrivateOutbox<NodeId>, 'flush'>
  /** The application's clock. */
  readonly clock: Clock
  readonly random: Random
  readonly self: NodeId
  readonly federation: () => FederationId
  /** Whether the federation is one for tests. */
  readonly isTest: () => boolean
  readonly isKnown: (nodeId: NodeId) => boolean
  /** @throws MirrorError 'mirror-locked' | 'mirror-revoked' */
  readonly mirrorSigner: (caller: Caller) => MirrorSigner
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
}

/** An act before its author signs it. */
type Said = Pick<TrustStatement, 'act' | 'node'> & Partial<TrustStatement>

export interface IsolationDraft {
  readonly nodeId: NodeId
  readonly reason: string
  readonly forMs: number
}

/** What a Node's Mirrors have said of another, and what stands between the two. */
export interface Standing {
  readonly flags: readonly Appeal[]
  readonly isolation: Isolation | null
  readonly isolatedBy: Isolation | null
  /** What is over, the latest end first. */
  readonly over: readonly EndedIsolation[]
}

/** What this Node's Mirrors do about others. Nothing else ever sets a Node apart (NODE_SYNCHRONIZATION §4). */
export class TrustService {
  readonly #deps: TrustServiceDeps

  constructor(deps: TrustServiceDeps) {
    this.#deps = deps
  }

  /** Say, here alone, that a Node spreads corrupt data or noise. @throws MirrorError 'neighbour-unknown' | 'mirror-locked' | 'mirror-revoked' */
  async flag(nodeId: NodeId, reason: string, caller: Caller): Promise<void> {
    const { database, isolations, store } = this.#deps
    const between = this.#with(nodeId)
    const { atMs, mirror, payload } = this.#sign({ act: 'flag', node: nodeId, reason }, caller)
    const { mirrorId, name } = mirror
    await database.write(() =>
      store.addFlag(between, { mirrorId, byMirror: name, reason, atMs, signed: payload }),
    )
    isolations.changed(nodeId)
  }

  /**
   * Set a Node apart for a time. Resolves with its end once it is stored here.
   *
   * @throws MirrorError 'neighbour-unknown' | 'test-only' | 'mirror-locked' | 'mirror-revoked' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async isolate({ nodeId, reason, forMs }: IsolationDraft, caller: Caller): Promise<number> {
    const { clock, isolations, isTest, random, requireWritable } = this.#deps
    requireWritable()
    this.#with(nodeId)
    if (!isLongEnough(forMs, isTest())) throw new MirrorError('test-only')
    const id = toHex(random.bytes(ISOLATION_ID_BYTES))
    const atMs = clock.nowMs()
    const untilMs = atMs + forMs
    const said = { act: 'isolate', node: nodeId, reason, isolation: id, atMs, untilMs } as const
    const { mirror, payload } = this.#sign(said, caller)
    const isolation = { id, peer: nodeId, ours: true, reason, byMirror: mirror.name, sinceMs: atMs, untilMs }
    await isolations.begin(isolation, payload)
    return untilMs
  }

  /** @throws MirrorError 'neighbour-unknown' | 'isolation-none' | 'mirror-locked' | 'mirror-revoked' | 'epoch-unconfirmed' | 'identity-superseded' */
  async release(nodeId: NodeId, caller: Caller): Promise<void> {
    this.#deps.requireWritable()
    this.#with(nodeId)
    const isolation = this.#requireStanding(nodeId, true)
    const said = { act: 'release', node: nodeId, isolation: isolation.id } as const
    const { mirror, payload } = this.#sign(said, caller)
    await this.#deps.isolations.release(isolation, { byMirror: mirror.name, letter: payload })
  }

  /**
   * Answer a Node that has set this one apart.
   *
   * @throws MirrorError 'neighbour-unknown' | 'isolation-none' | 'appeal-exists' | 'mirror-locked' | 'mirror-revoked' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async appeal(nodeId: NodeId, reason: string, caller: Caller): Promise<void> {
    const { appealOutbox, appeals, database, isolations, requireWritable, store } = this.#deps
    requireWritable()
    const between = this.#with(nodeId)
    const { id } = this.#requireStanding(nodeId, false)
    const said = { act: 'appeal', node: nodeId, reason, isolation: id } as const
    const { atMs, mirror, payload } = this.#sign(said, caller)
    await database.write(() => {
      const standing = store.find(between, { id, ours: false })
      if (standing?.appeal != null) throw new MirrorError('appeal-exists')
      const appeal = { reason, byMirror: mirror.name, atMs }
      store.addAppeal(between, { id, ours: false, appeal, signed: payload })
      appeals.add(between, payload)
    })
    isolations.changed(nodeId)
    appealOutbox.flush(nodeId)
  }

  /** @throws MirrorError 'neighbour-unknown' */
  standing(nodeId: NodeId): Standing {
    const { store } = this.#deps
    const between = this.#with(nodeId)
    const ofNode = ({ peer }: Isolation): boolean => peer === nodeId
    return {
      flags: store.flags(between),
      over: store.ended(between),
      isolation: this.all(true).find(ofNode) ?? null,
      isolatedBy: this.all(false).find(ofNode) ?? null,
    }
  }

  /** All that stands now, newest first: of others here (`ours`), or of this Node elsewhere. */
  all(ours: boolean): Isolation[] {
    const { clock, federation, store } = this.#deps
    const nowMs = clock.nowMs()
    return store.open(federation(), ours).filter((isolation) => isStanding(isolation, nowMs))
  }

  #requireStanding(nodeId: NodeId, ours: boolean): Isolation {
    const standing = this.all(ours).find(({ peer }) => peer === nodeId)
    if (standing === undefined) throw new MirrorError('isolation-none')
    return standing
  }

  #sign(said: Said, caller: Caller) {
    const { clock, federation, mirrorSigner } = this.#deps
    const mirror = mirrorSigner(caller)
    const statement: TrustStatement = {
      ...{ atMs: clock.nowMs(), reason: '', isolation: '', untilMs: 0 },
      ...said,
    }
    const bytes = encodeStatement(statement)
    const marked = { domain: SIGNATURE_DOMAINS.trustAct, federation: federation(), statement: bytes }
    const payload = encodeTrust({ bytes, mark: leaveMark(mirror, marked) })
    return { atMs: statement.atMs, mirror, payload }
  }

  #with(peer: NodeId): Between {
    const { federation, isKnown, self } = this.#deps
    if (peer === self || !isKnown(peer)) throw new MirrorError('neighbour-unknown')
    return { federation: federation(), peer }
  }
}
