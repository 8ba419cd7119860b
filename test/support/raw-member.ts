import { randomBytes } from 'node:crypto'
import { sha256 } from '../../src/main/crypto/digests.ts'
import { createSigner, type Signer } from '../../src/main/crypto/signing.ts'
import { decodeInvite } from '../../src/main/features/membership/invite-codec.ts'
import { encodeProfile } from '../../src/main/features/membership/profile-codec.ts'
import type { LaneStream } from '../../src/main/network/lanes.ts'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import { AdjustableClock, systemClock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import type { EntryKind, MirrorSigner } from '../../src/main/replica/entry.ts'
import { sealEnvelope } from '../../src/main/replica/envelope-codec.ts'
import { encodeEpochOpened } from '../../src/main/replica/epoch-rules.ts'
import { EntryId, type FederationId, type NodeId } from '../../src/shared/kernel/ids.ts'
import { type NetworkNode, startOverTransport } from './network-node.ts'
import { tapped } from './tapped-transport.ts'
import { until } from './until.ts'

interface Saying {
  readonly kind: EntryKind
  readonly payload: Uint8Array
  readonly stream?: 'log' | 'latest'
  readonly mirror?: MirrorSigner
}

interface Identity {
  readonly signer: Signer
  readonly clock: AdjustableClock
  readonly federationId: FederationId
}

/**
 * A member of a federation that is no Node: it says what a test tells it to,
 * keeps no rules, and writes down every message it is sent, as it stands once
 * the link's cipher is off.
 */
export class RawMember {
  /** Messages in the order in which they came, from all neighbours. */
  readonly heard: readonly Uint8Array[]
  readonly network: NetworkNode
  readonly identity: Identity
  readonly #epoch: { readonly openedAtMs: number; readonly random: string }
  readonly #nextSequence = { log: 0, latest: 0 }
  #previous: EntryId | null = null

  private constructor(network: NetworkNode, identity: Identity, heard: readonly Uint8Array[]) {
    this.network = network
    this.identity = identity
    this.heard = heard
    this.#epoch = { openedAtMs: identity.clock.nowMs(), random: randomBytes(16).toString('hex') }
  }

  /** Join by an invitation, and show a profile, so that all members come to know it. */
  static async join(invitation: string, name: string): Promise<RawMember> {
    const invite = decodeInvite(invitation)
    if (invite === null) throw new Error('not an invitation')
    const { federationId } = invite.genesis
    const [seed, clock, heard] = [randomBytes(32), new AdjustableClock(systemClock), [] as Uint8Array[]]
    const transport = await createLibp2pTransport(
      { logger: silentLogger },
      { seed, federationId, listen: ['/ip4/127.0.0.1/tcp/0'], inboundPerSecond: 1000 },
    )
    const listening = tapped(transport, (message) => void heard.push(message))
    const network = await startOverTransport(listening, { federationId, clock })
    const member = new RawMember(network, { signer: createSigner(seed), clock, federationId }, heard)
    await network.neighbourhood.dialNow(invite.addresses)
    const joinRequest = { inviteId: Buffer.from(invite.inviteId, 'hex'), name }
    network.neighbourhood.send(invite.inviter, 'membership', { joinRequest })
    await until(() => network.frames.some(({ frame }) => frame.joinAnswer))
    const profile = { name, place: null, addresses: network.neighbourhood.addresses() }
    member.say({ kind: 'node-profile', stream: 'latest', payload: encodeProfile(profile) })
    member.say({ kind: 'epoch-opened', payload: encodeEpochOpened(null) })
    return member
  }

  get id(): NodeId {
    return this.network.id
  }

  /** Sign something as this Node and send it to every neighbour. @returns its id */
  say({ kind, payload, stream = 'log', mirror }: Saying): EntryId {
    const { signer, clock, federationId } = this.identity
    const raw = sealEnvelope(
      {
        ...{ federationId, stream, kind, payload, epoch: this.#epoch, slot: '' },
        sequence: this.#nextSequence[stream]++,
        previous: stream === 'log' ? this.#previous : null,
        time: { wallMs: clock.nowMs(), counter: 0 },
      },
      signer,
      mirror ?? null,
    )
    const id = idOf(raw.body)
    if (stream === 'log') this.#previous = id
    this.network.neighbourhood.broadcast('membership', { entries: { entries: [{ envelope: raw, hops: 1 }] } })
    return id
  }

  /** Ids of the entries it was sent, with the lane on which each came first. */
  entryIds(): Map<string, LaneStream> {
    const lanes = new Map<string, LaneStream>()
    for (const { lane, frame } of this.network.frames) {
      for (const { envelope } of frame.entries?.entries ?? []) {
        const id = idOf(envelope?.body ?? new Uint8Array(0))
        if (!lanes.has(id)) lanes.set(id, lane)
      }
    }
    return lanes
  }

  stop(): Promise<void> {
    return this.network.stop()
  }
}

const idOf = (body: Uint8Array): EntryId => EntryId.parse(Buffer.from(sha256(body)).toString('hex'))
