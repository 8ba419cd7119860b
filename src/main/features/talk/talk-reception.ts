import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { Database } from '../../storage/database.ts'
import { decodeSaid } from './talk-codec.ts'
import { DAY_MS, TAKEN_MAX_PER_DAY } from './talk-rules.ts'
import type { TalkStore } from './talk-store.ts'

export interface TalkReceptionDeps {
  readonly database: Database
  readonly store: Pick<TalkStore, 'hasTheirs' | 'countTheirsWithin' | 'addTheirs'>
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  /** Something was said. */
  readonly changed: (peer: NodeId) => void
}

/** What another Node's people say. It is kept and shown, each thing once, and nothing else follows from it. */
export class TalkReception {
  readonly #deps: TalkReceptionDeps

  constructor(deps: TalkReceptionDeps) {
    this.#deps = deps
  }

  /** Take a letter that its Node has signed. Whatever it holds gives a verdict. */
  async take({ from, payload }: { readonly from: NodeId; readonly payload: Uint8Array }): Promise<Verdict> {
    const said = decodeSaid(payload)
    if (said === null) return reject('content-invalid')
    const verdict = await this.#deps.database.write(() => this.#keep(from, { id: said.id, payload }))
    if (verdict.action === 'accept') this.#deps.changed(from)
    return verdict
  }

  /** What is beyond the day's measure gets no receipt, so it comes again when there is room. */
  #keep(peer: NodeId, letter: Parameters<TalkStore['addTheirs']>[1]): Verdict {
    const { federation, isKnown, store } = this.#deps
    if (!isKnown(peer)) return ignore('busy') // may come again once we have heard who they are
    const conversation = { federation: federation(), peer }
    if (store.hasTheirs(conversation, letter.id)) return ignore('already-known')
    if (store.countTheirsWithin(conversation, DAY_MS) >= TAKEN_MAX_PER_DAY) return ignore('rate-exceeded')
    store.addTheirs(conversation, letter)
    return ACCEPT
  }
}
