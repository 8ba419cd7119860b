import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Signer } from '../crypto/signing.ts'
import type { Clock } from '../platform/clock.ts'
import type { Libp2pDirectory } from './libp2p-directory.ts'
import {
  encodeWhereabouts,
  type JudgedWhereabouts,
  judgeWhereabouts,
  WHEREABOUTS_LAST_MS,
  type Whereabouts,
} from './whereabouts.ts'

/** A record is laid down anew after so long, though nothing changed. Source: docs/protocol.md, "Directory". */
const ANNOUNCE_AGAIN_MS = 4 * 3_600_000

export interface WhereaboutsDeskDeps {
  readonly clock: Clock
  readonly signer: Signer
  /** Known once the libp2p Node is made. */
  readonly directory: () => Pick<Libp2pDirectory, 'isOn' | 'size' | 'put' | 'seek'>
}

export interface WhereaboutsDeskOptions {
  readonly nodeId: NodeId
  readonly federationId: FederationId
  readonly isMember: (nodeId: NodeId) => boolean
}

/** Says where this Node is, and asks where others are, while the directory is on. */
export class WhereaboutsDesk {
  readonly #deps: WhereaboutsDeskDeps
  readonly #options: WhereaboutsDeskOptions
  /** Where each Node last said that it is, as far as was taken here: nobody sets that back. */
  readonly #newest = new Map<NodeId, Whereabouts>()
  #announced: { readonly text: string; readonly atMs: number; readonly known: number } | null = null

  constructor(deps: WhereaboutsDeskDeps, options: WhereaboutsDeskOptions) {
    this.#deps = deps
    this.#options = options
  }

  /** What a record says under a Node's key, or why it is not taken. */
  judge(nodeId: NodeId, record: Uint8Array): JudgedWhereabouts {
    const { federationId, isMember, nodeId: self } = this.#options
    const judged = judgeWhereabouts(record, {
      nodeId,
      federationId,
      nowMs: this.#deps.clock.nowMs(),
      newestMs: this.#newest.get(nodeId)?.saidAtMs ?? 0,
      isMember: (other) => other === self || isMember(other),
    })
    if (!('refused' in judged)) this.#newest.set(nodeId, judged)
    return judged
  }

  /** Lay down where this Node is: where that is new, more Nodes keep the directory than before, or the last time is long ago. */
  async announce(addresses: readonly string[]): Promise<void> {
    const directory = this.#deps.directory()
    const text = addresses.join()
    if (!directory.isOn || directory.size === 0 || !this.#isDue(text, directory.size)) return
    const { nodeId, federationId } = this.#options
    const nowMs = Math.max(this.#deps.clock.nowMs(), (this.#newest.get(nodeId)?.saidAtMs ?? 0) + 1)
    const before = this.#announced
    this.#announced = { text, atMs: nowMs, known: directory.size }
    this.#newest.set(nodeId, {
      nodeId,
      addresses,
      saidAtMs: nowMs,
      expiresAtMs: nowMs + WHEREABOUTS_LAST_MS,
    })
    const record = encodeWhereabouts({ federationId, nodeId, addresses, nowMs }, this.#deps.signer)
    const taken = await directory.put(nodeId, record).catch(() => 0)
    if (taken === 0) this.#announced = before
  }

  /** Where a Node said last that it is, to this one or to those who are asked; empty where the directory is off or does not know. */
  async lookUp(nodeId: NodeId): Promise<readonly string[]> {
    const directory = this.#deps.directory()
    if (!directory.isOn) return []
    await directory.seek(nodeId)
    const newest = this.#newest.get(nodeId)
    const holds = newest !== undefined && newest.expiresAtMs > this.#deps.clock.nowMs()
    return holds && this.#options.isMember(nodeId) ? newest.addresses : []
  }

  #isDue(text: string, known: number): boolean {
    const last = this.#announced
    if (last === null || last.text !== text || last.known < known) return true
    return this.#deps.clock.nowMs() - last.atMs >= ANNOUNCE_AGAIN_MS
  }
}
