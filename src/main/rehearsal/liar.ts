import { EntryId, type FederationId, type NodeId } from '../../shared/kernel/ids.ts'
import { issueCredential, mirrorIdOf } from '../crypto/credential.ts'
import { sha256 } from '../crypto/digests.ts'
import { nodeIdFromPublicKey, publicKeyFromNodeId } from '../crypto/peer-id.ts'
import { createSigner, SEED_BYTES, type Signer } from '../crypto/signing.ts'
import { encodeAlert } from '../features/alerts/alert-codec.ts'
import { decodeInvite } from '../features/membership/invite-codec.ts'
import { encodeProfile } from '../features/membership/profile-codec.ts'
import type { LaneFrame } from '../network/neighbour.ts'
import { Neighbourhood } from '../network/neighbourhood.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import { SimulatedTransport } from '../network/simulated-transport.ts'
import { fromHex, plainBytes, toHex } from '../platform/bytes.ts'
import { silentLogger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import type { StoppableTimers } from '../platform/timers.ts'
import type { Epoch, MirrorSigner } from '../replica/entry.ts'
import { type BodyFields, type RawEnvelope, sealEnvelope } from '../replica/envelope-codec.ts'
import { encodeEpochOpened } from '../replica/epoch-rules.ts'
import { fromEntries } from '../replica/replica-frames.ts'
import type { WorldTime } from './world-time.ts'

/** Entries that it says again at once. Chosen here: more than fit into a window. */
const REPLAYED = 100
/** Frames without sense in a flood, on each lane. */
const FLOOD_FRAMES = 300
const GARBAGE_BYTES = 200
/** How long it takes nothing off its hands. Chosen here: until just before it would count as dead. */
const STALL_MS = 25_000
/** How long it waits to be let in. */
const JOIN_MS = 10_000

export interface LiarDeps {
  readonly network: SimulatedNetwork
  readonly time: WorldTime
  readonly random: Random
}

type Saying = Pick<BodyFields, 'kind' | 'payload'> & Partial<BodyFields>

/**
 * A member with keys of its own that keeps none of the rules. It never passes
 * anything on, and says by hand what a Node never would.
 */
export class Liar {
  readonly nodeId: NodeId
  /** Ids of what it made up in others' names, or without a Mirror: nobody may take them. */
  readonly forged: EntryId[] = []
  readonly #deps: LiarDeps
  readonly #signer: Signer
  readonly #federationId: FederationId
  readonly #neighbourhood: Neighbourhood
  readonly #timers: StoppableTimers
  readonly #epoch: Epoch
  readonly #heard: RawEnvelope[] = []
  #sequence = 0
  #previous: EntryId | null = null
  #stalled: Promise<void> = Promise.resolve()

  private constructor(deps: LiarDeps, federationId: FederationId) {
    const { network, random, time } = deps
    this.#deps = deps
    this.#federationId = federationId
    this.#signer = createSigner(random.bytes(SEED_BYTES))
    this.nodeId = nodeIdFromPublicKey(this.#signer.publicKey)
    this.#epoch = { openedAtMs: time.clock.nowMs(), random: toHex(random.bytes(16)) }
    this.#timers = time.createTimers(time.clock)
    this.#neighbourhood = new Neighbourhood(
      {
        transport: new SimulatedTransport(network, this.nodeId),
        clock: time.clock,
        realClock: time.clock,
        realTimers: this.#timers,
        random,
        logger: silentLogger,
      },
      { federationId },
    )
    this.#neighbourhood.onFrame(({ frame }) => this.#hear(frame))
  }

  /** Join by an invitation, and seek links with these besides. */
  static async join(deps: LiarDeps, invitation: string, others: readonly NodeId[]): Promise<Liar> {
    const invite = decodeInvite(invitation)
    if (invite === null) throw new TypeError('not an invitation')
    const liar = new Liar(deps, invite.genesis.federationId)
    await liar.#neighbourhood.start()
    await deps.time.passFor(liar.#neighbourhood.dialNow(invite.addresses))
    const joinRequest = { inviteId: fromHex(invite.inviteId), name: 'Liar' }
    liar.#neighbourhood.send(invite.inviter, 'membership', { joinRequest })
    await deps.time.passFor(new Promise<void>((resolve) => void liar.#timers.after(JOIN_MS, resolve)))
    liar.#introduce()
    const [address = ''] = invite.addresses
    const targets = others.map((nodeId) => ({
      nodeId,
      addresses: [address.replace(invite.inviter, nodeId)],
      keep: false,
    }))
    liar.#neighbourhood.setTargets(targets)
    return liar
  }

  /** Do one of the wrongs it knows, drawn by chance. @returns a word for it */
  misbehave(): string {
    const wrongs = [
      () => this.#replay(),
      () => this.#alter(),
      () => this.#impersonate(),
      () => this.#warnWithoutMirror(),
      () => this.#flood(),
      () => this.#stall(),
    ]
    return `a liar ${wrongs[this.#deps.random.int(wrongs.length)]?.()}`
  }

  /** Two warnings for one place of its log, each said to every other neighbour. @returns both ids */
  signTwice(): readonly EntryId[] {
    const place = { sequence: this.#sequence, previous: this.#previous }
    const twins = ['One thing', 'Another'].map((summary) =>
      this.#seal({ kind: 'alert', payload: warning(summary), ...place }, this.#ownMirror()),
    )
    for (const [index, { nodeId }] of this.#neighbourhood.neighbours().entries()) {
      const twin = twins[index % twins.length]
      if (twin !== undefined) this.#neighbourhood.send(nodeId, 'alert', said([twin]))
    }
    return twins.map(idOf)
  }

  async stop(): Promise<void> {
    await this.#neighbourhood.stop()
    this.#timers.stop()
  }

  #introduce(): void {
    const profile = encodeProfile({ name: 'Liar', place: null, addresses: this.#neighbourhood.addresses() })
    const opening = { kind: 'epoch-opened', payload: encodeEpochOpened(null) } as const
    const entries = [
      this.#seal({ kind: 'node-profile', payload: profile, stream: 'latest' }, null),
      this.#seal({ ...opening, sequence: this.#sequence, previous: null }, null),
    ]
    this.#sequence += 1
    this.#previous = entries[1] === undefined ? null : idOf(entries[1])
    this.#neighbourhood.broadcast('membership', said(entries))
  }

  #replay(): string {
    const again = this.#heard.slice(-REPLAYED)
    for (const lane of ['alert', 'control'] as const) {
      for (const envelope of again) this.#neighbourhood.broadcast(lane, said([envelope], this.#anyHops()))
    }
    return `replays ${again.length} entries`
  }

  /** What others said, with other words, or another signature. */
  #alter(): string {
    const envelope = this.#heard[this.#deps.random.int(this.#heard.length)]
    if (envelope === undefined) return 'has heard nothing to alter'
    const flipped = plainBytes(Uint8Array.from(envelope.nodeSignature))
    flipped[0] = (flipped[0] ?? 0) ^ 1
    const altered = [
      { ...envelope, payload: warning('Something else') },
      { ...envelope, nodeSignature: flipped },
      { ...envelope, mirrorSignature: envelope.nodeSignature },
    ]
    this.#neighbourhood.broadcast('alert', said(altered))
    return 'alters an entry'
  }

  /** A warning in the name of a neighbour, whose key it has not. */
  #impersonate(): string {
    const neighbours = this.#neighbourhood.neighbours()
    const victim = neighbours[this.#deps.random.int(neighbours.length)]
    const publicKey = victim === undefined ? null : publicKeyFromNodeId(victim.nodeId)
    if (publicKey === null) return 'has nobody to impersonate'
    const posing = { publicKey, sign: (bytes: Uint8Array) => this.#signer.sign(bytes) }
    this.#forge(this.#seal({ kind: 'alert', payload: warning('In your name') }, this.#ownMirror(), posing))
    return 'impersonates a neighbour'
  }

  #warnWithoutMirror(): string {
    const place = { sequence: this.#sequence, previous: this.#previous }
    this.#forge(this.#seal({ kind: 'alert', payload: warning('Nobody says so'), ...place }, null))
    return 'warns without a Mirror'
  }

  #flood(): string {
    const { random } = this.#deps
    for (let frame = 0; frame < FLOOD_FRAMES; frame += 1) {
      const garbage = { body: random.bytes(GARBAGE_BYTES), payload: random.bytes(GARBAGE_BYTES) }
      this.#neighbourhood.broadcast('alert', { entries: { entries: [{ envelope: garbage, hops: 1 }] } })
      this.#neighbourhood.broadcast('control', { receipts: { ids: [random.bytes(32)] } })
    }
    return 'floods'
  }

  #stall(): string {
    this.#stalled = new Promise((resolve) => void this.#timers.after(STALL_MS, resolve))
    return 'takes nothing off its hands'
  }

  #hear(frame: LaneFrame): Promise<void> {
    if (frame.entries) this.#heard.push(...fromEntries(frame.entries).map(({ raw }) => raw))
    this.#heard.splice(0, this.#heard.length - REPLAYED)
    return this.#stalled
  }

  #forge(envelope: RawEnvelope): void {
    this.forged.push(idOf(envelope))
    for (const lane of ['alert', 'control'] as const) this.#neighbourhood.broadcast(lane, said([envelope]))
  }

  #seal(saying: Saying, mirror: MirrorSigner | null, signer = this.#signer): RawEnvelope {
    const defaults = {
      federationId: this.#federationId,
      stream: 'log',
      epoch: this.#epoch,
      slot: '',
    } as const
    const time = { wallMs: this.#deps.time.clock.nowMs(), counter: 0 }
    return sealEnvelope({ ...defaults, sequence: 0, previous: null, time, ...saying }, signer, mirror)
  }

  /** A Mirror of its own making: nobody can tell that there is no such person. */
  #ownMirror(): MirrorSigner {
    const signer = createSigner(this.#deps.random.bytes(SEED_BYTES))
    const draft = { mirrorKey: signer.publicKey, name: 'Nobody', sinceMs: 0, untilMs: null }
    const credential = issueCredential({ federationId: this.#federationId, ...draft }, this.#signer)
    const mirrorId = mirrorIdOf(signer.publicKey)
    return { mirrorId, name: draft.name, credential, sign: (bytes) => signer.sign(bytes) }
  }

  #anyHops(): number {
    return this.#deps.random.int(100)
  }
}

const said = (entries: readonly RawEnvelope[], hops = 1): LaneFrame => ({
  entries: { entries: entries.map((envelope) => ({ envelope, hops })) },
})

const warning = (summary: string): Uint8Array =>
  encodeAlert({ kind: 'bias-drift', severity: 'high', summary, detail: '', system: 'Lies', evidence: [] })

const idOf = ({ body }: RawEnvelope): EntryId => EntryId.parse(toHex(sha256(body)))
