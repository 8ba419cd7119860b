import { createHash } from 'node:crypto'
import type { Clock } from '../../src/main/platform/clock.ts'
import type {
  ActingMirror,
  Draft,
  Epoch,
  KindRules,
  MirrorSigner,
  Publish,
  Relay,
  StoredEntry,
} from '../../src/main/replica/entry.ts'
import type { Database } from '../../src/main/storage/database.ts'
import type { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { EntryId, FederationId, MirrorId, NodeId } from '../../src/shared/kernel/ids.ts'
import type { Verdict } from '../../src/shared/kernel/verdict.ts'

const hexOf = (text: string, bytes: number): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2)

/** A federation by a name of the test's own. */
export const testFederation = (name = 'home'): FederationId => hexOf(`federation ${name}`, 32) as FederationId

/** The first epoch of every author here. */
const FIRST_EPOCH: Epoch = { openedAtMs: 1_000, random: '00'.repeat(16) }

/** A Mirror by name; the same name is the same Mirror. */
export function testMirror(name: string): ActingMirror & MirrorSigner {
  const mirrorId = hexOf(`mirror ${name}`, 16) as MirrorId
  const empty = new Uint8Array()
  return { mirrorId, name, publicKey: empty, credential: empty, sign: () => empty }
}

/** An entry as its author would have signed it; what is left out is filled in. */
export interface Incoming {
  readonly kind: StoredEntry['kind']
  readonly payload: Uint8Array
  readonly author: NodeId
  readonly atMs?: number
  readonly slot?: string
  readonly mirror?: ActingMirror | null
  readonly sequence?: number
  readonly epoch?: Epoch
  readonly hops?: number
  readonly federationId?: FederationId
}

export interface FakeReplicaDeps {
  readonly database: Database
  readonly clock: Clock
  readonly self: NodeId
}

/**
 * Stands in for the replica: no signatures and no network, but the order of
 * things is the real one. Judged, projected and asked for its relay in one
 * write, told after the commit.
 */
export class FakeReplica {
  /** Everything published here, in order. */
  readonly published: StoredEntry[] = []
  readonly relays: { readonly id: EntryId; readonly relay: Relay }[] = []
  federationId = testFederation()
  /** When set, publishing fails with it. */
  failure: MirrorError | null = null
  /** When set, a signed entry waits for it before it is stored. */
  gate: Promise<void> | null = null
  readonly #deps: FakeReplicaDeps
  readonly #rules = new Map<string, KindRules>()
  readonly #sequences = new Map<NodeId, number>()

  constructor(deps: FakeReplicaDeps) {
    this.#deps = deps
  }

  register(...kinds: readonly KindRules[]): void {
    for (const rules of kinds) this.#rules.set(rules.kind, rules)
  }

  readonly publish: Publish = async (draft) => {
    if (this.failure !== null) throw this.failure
    const entry = this.#ownEntry(draft)
    if (this.gate !== null) await this.gate
    const verdict = await this.#take(entry)
    if (verdict.action !== 'accept') throw new Error(`own entry refused: ${JSON.stringify(verdict)}`)
    this.published.push(entry)
    return entry
  }

  /** Take in what another Node sent. @returns its id and how it was judged */
  async receive(incoming: Incoming): Promise<{ id: EntryId; verdict: Verdict; relay: Relay | null }> {
    const entry = this.#entry(incoming)
    const verdict = await this.#take(entry)
    const relay = verdict.action === 'accept' ? this.relayOf(entry.id) : null
    return { id: entry.id, verdict, relay }
  }

  relayOf(id: EntryId): Relay | null {
    return this.relays.findLast((asked) => asked.id === id)?.relay ?? null
  }

  #ownEntry(draft: Draft): StoredEntry {
    const { self } = this.#deps
    const { kind, payload, slot = '', mirror = null } = draft
    const acting = mirror && { mirrorId: mirror.mirrorId, name: mirror.name, publicKey: new Uint8Array() }
    return {
      ...this.#entry({ kind, payload, slot, mirror: acting, author: self, hops: 0 }),
      via: null,
      own: true,
    }
  }

  #entry(incoming: Incoming): StoredEntry {
    const { author, kind, payload, slot = '', mirror = null, hops = 1, epoch = FIRST_EPOCH } = incoming
    const sequence = incoming.sequence ?? this.#nextSequence(author)
    const nowMs = this.#deps.clock.nowMs()
    return {
      id: hexOf(`${author} ${epoch.openedAtMs} ${epoch.random} ${sequence} ${kind}`, 32) as EntryId,
      federationId: incoming.federationId ?? this.federationId,
      stream: this.#rulesOf(kind).stream,
      ...{ kind, author, authorKey: new Uint8Array(32), epoch, sequence, previous: null },
      time: { wallMs: incoming.atMs ?? nowMs, counter: 0 },
      ...{ slot, payload, mirror, receivedAtMs: nowMs, hops, via: author, own: author === this.#deps.self },
    }
  }

  #nextSequence(author: NodeId): number {
    const sequence = (this.#sequences.get(author) ?? 0) + 1
    this.#sequences.set(author, sequence)
    return sequence
  }

  async #take(entry: StoredEntry): Promise<Verdict> {
    const rules = this.#rulesOf(entry.kind)
    const verdict = await this.#deps.database.write(() => {
      const judged = rules.judge(entry)
      if (judged.action !== 'accept') return judged
      rules.project(entry)
      this.relays.push({ id: entry.id, relay: rules.relay(entry) })
      return judged
    })
    if (verdict.action === 'accept') rules.stored(entry)
    return verdict
  }

  #rulesOf(kind: string): KindRules {
    const rules = this.#rules.get(kind)
    if (rules === undefined) throw new Error(`no rules for ${kind}`)
    return rules
  }
}
