import { randomBytes } from 'node:crypto'
import { decodeInvite } from '../../src/main/features/membership/invite-codec.ts'
import { encodeProfile } from '../../src/main/features/membership/profile-codec.ts'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import type { Link, MessageStream, Transport } from '../../src/main/network/transport.ts'
import { AdjustableClock, systemClock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { createSigner, type Signer } from '../../src/main/crypto/signing.ts'
import type { EntryKind, MirrorSigner } from '../../src/main/replica/entry.ts'
import { type RawEnvelope, sealEnvelope } from '../../src/main/replica/envelope-codec.ts'
import { encodeEpochOpened } from '../../src/main/replica/epoch-rules.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { EntryId, type FederationId } from '../../src/shared/kernel/ids.ts'
import { type NetworkNode, startOverTransport } from './network-node.ts'
import { until } from './until.ts'

export interface Saying {
  readonly kind: EntryKind
  readonly payload: Uint8Array
  readonly stream?: 'log' | 'latest'
  readonly mirror?: MirrorSigner
}

/**
 * A member of a federation that is no Node: it says what a test tells it to,
 * keeps no rules, and writes down every message that others send it, as it
 * stands once the link's cipher is off.
 */
export class RawMember {
  /** In the order in which they came, from all neighbours. */
  readonly heard: Uint8Array[]
  readonly clock: AdjustableClock
  readonly network: NetworkNode
  readonly signer: Signer
  readonly federationId: FederationId
  readonly #epoch: { readonly openedAtMs: number; readonly random: string }
  #previous: EntryId | null = null
  #next = { log: 0, latest: 0 }

  private constructor(parts: Pick<RawMember, 'heard' | 'clock' | 'network' | 'signer' | 'federationId'>) {
    this.heard = parts.heard
    this.clock = parts.clock
    this.network = parts.network
    this.signer = parts.signer
    this.federationId = parts.federationId
    this.#epoch = { openedAtMs: parts.clock.nowMs(), random: randomBytes(16).toString('hex') }
  }

  /** Join by an invitation, show a profile, so that all members come to know it, and open a log. */
  static async join(text: string, options: { readonly name: string; readonly aheadMs?: number }): Promise<RawMember> {
    const invite = decodeInvite(text)
    if (invite === null) throw new Error('not an invitation')
    const { federationId } = invite.genesis
    const seed = randomBytes(32)
    const clock = new AdjustableClock(systemClock, options.aheadMs ?? 0)
    const heard: Uint8Array[] = []
    const transport = await createLibp2pTransport(
      { logger: silentLogger },
      { seed, federationId, listen: ['/ip4/127.0.0.1/tcp/0'], inboundPerSecond: 1000 },
    )
    const tapped = tap(transport, (message) => void heard.push(message))
    const network = await startOverTransport(tapped, { federationId, clock })
    const member = new RawMember({ heard, clock, network, signer: createSigner(seed), federationId })
    await network.neighbourhood.dialNow(invite.addresses)
    const request = { inviteId: Buffer.from(invite.inviteId, 'hex'), name: options.name }
    network.neighbourhood.send(invite.inviter, 'main', { joinRequest: request })
    await until(() => network.frames.some(({ frame }) => frame.joinAnswer))
    const addresses = network.neighbourhood.addresses()
    const profile = encodeProfile({ name: options.name, place: null, addresses })
    member.say({ kind: 'node-profile', stream: 'latest', payload: profile })
    member.say({ kind: 'epoch-opened', payload: encodeEpochOpened(null) })
    return member
  }

  /** Sign something as this Node and send it to every neighbour. @returns its id */
  say(saying: Saying): EntryId {
    const { kind, payload, stream = 'log', mirror = null } = saying
    const sequence = this.#next[stream]++
    const previous = stream === 'log' ? this.#previous : null
    const order = { stream, sequence, previous, epoch: this.#epoch, slot: '' }
    const time = { wallMs: this.clock.nowMs(), counter: 0 }
    const raw = sealEnvelope(
      { federationId: this.federationId, kind, payload, time, ...order },
      this.signer,
      mirror,
    )
    const id = idOf(raw)
    if (stream === 'log') this.#previous = id
    this.network.neighbourhood.broadcast('main', { entries: { entries: [{ envelope: raw, hops: 1 }] } })
    return id
  }

  /** Every envelope heard, each once. */
  envelopes(): RawEnvelope[] {
    const byId = new Map<EntryId, RawEnvelope>()
    for (const { frame } of this.network.frames) {
      for (const { envelope } of frame.entries?.entries ?? []) {
        if (envelope) byId.set(idOf(envelope as RawEnvelope), envelope as RawEnvelope)
      }
    }
    return [...byId.values()]
  }

  stop(): Promise<void> {
    return this.network.stop()
  }
}
