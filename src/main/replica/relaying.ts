import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import type { EntryKind, Relay, StoredEntry } from './entry.ts'
import type { RawEnvelope } from './envelope-codec.ts'
import { toRelayed } from './replica-frames.ts'

/** Proofs that are remembered as told; beyond, some are told twice. Chosen here: more forks than a federation has members. */
const MAX_TOLD = 1_000

export interface RelayingDeps {
  readonly neighbourhood: Pick<Neighbourhood, 'neighbours' | 'send'>
  isMember(nodeId: NodeId): boolean
  mayPass(nodeId: NodeId, kind: EntryKind | null): boolean
}

/** Passes on what is new here to every neighbour that may not have it. */
export class Relaying {
  readonly #deps: RelayingDeps
  readonly #told = new Set<EntryId>()

  constructor(deps: RelayingDeps) {
    this.#deps = deps
  }

  relay(entry: { readonly stored: StoredEntry; readonly raw: RawEnvelope; readonly relay: Relay }): void {
    const { raw, relay, stored } = entry
    if (relay === 'later') return
    const frame = { entries: { entries: [toRelayed({ raw, hops: stored.hops })] } }
    for (const { nodeId } of this.#deps.neighbourhood.neighbours()) {
      if (this.#wants(nodeId, stored)) this.#deps.neighbourhood.send(nodeId, relay, frame)
    }
  }

  /** The second of two entries for one place: whoever holds the first can tell by it who signed both. Once is enough. */
  tell(proof: StoredEntry, raw: RawEnvelope): void {
    if (this.#told.has(proof.id)) return
    if (this.#told.size >= MAX_TOLD) this.#told.clear()
    this.#told.add(proof.id)
    this.relay({ stored: proof, raw, relay: 'membership' })
  }

  #wants(nodeId: NodeId, entry: StoredEntry): boolean {
    const isNews = nodeId !== entry.via && nodeId !== entry.author
    return isNews && this.#deps.isMember(nodeId) && this.#deps.mayPass(nodeId, entry.kind)
  }
}
