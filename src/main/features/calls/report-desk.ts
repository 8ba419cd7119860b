import type { MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict, type VerdictReason } from '../../../shared/kernel/verdict.ts'
import { sha256 } from '../../crypto/digests.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Database } from '../../storage/database.ts'
import { decodeReport, encodeReport } from './call-codec.ts'
import type { CallStore } from './call-store.ts'
import type { Reported } from './call-types.ts'
import { type CallingDeps, newCallId, requireCallee, requireWithin } from './calling.ts'

export interface ReportDeskDeps extends CallingDeps {
  readonly database: Database
  readonly store: CallStore
  /** Give a payload to the other Node. @returns whether it is on its way */
  readonly send: (to: NodeId, payload: Uint8Array) => Promise<boolean>
  readonly countRefusal: (nodeId: NodeId, reason: VerdictReason) => void
  readonly changed: (peer: NodeId) => void
}

/** What Nodes tell each other once, and never again. It is kept and shown, and nothing else follows from it. */
export class ReportDesk {
  readonly #deps: ReportDeskDeps

  constructor(deps: ReportDeskDeps) {
    this.#deps = deps
  }

  /**
   * Tell a Node something. It is stored before it is sent, so that a person sees what became of it.
   *
   * @throws MirrorError 'neighbour-unknown' | 'neighbour-isolated' | 'call-too-often' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async report(nodeId: NodeId, text: string): Promise<{ readonly id: MessageId; readonly sent: boolean }> {
    const { changed, clock, database, requireWritable, send, store } = this.#deps
    requireWritable()
    const callee = requireCallee(this.#deps, nodeId)
    requireWithin(this.#deps, nodeId, 'reports')
    const id = newCallId(this.#deps)
    const payload = encodeReport({ id, writtenAtMs: clock.nowMs(), text })
    const payloadHash = toHex(sha256(payload))
    await database.write(() =>
      store.add(callee, { id, kind: 'report', ours: true, state: 'unsent', text, payloadHash }),
    )
    const sent = await send(nodeId, payload)
    if (sent) await database.write(() => store.markSent(callee, id))
    changed(nodeId)
    return { id, sent }
  }

  /** Take a report that its Node has signed. Whatever it holds gives a verdict. */
  async take({ from, payload }: { readonly from: NodeId; readonly payload: Uint8Array }): Promise<Verdict> {
    const report = decodeReport(payload)
    if (report === null) return reject('content-invalid')
    const verdict = 'text' in report ? await this.#keep(from, report) : await this.#noteStatus(from, report)
    if (verdict.action === 'accept') this.#deps.changed(from)
    return verdict
  }

  /** A Node has stored a report of ours. */
  async receipted(peer: NodeId, payloadHash: string): Promise<void> {
    const { changed, database, federation, store } = this.#deps
    if (await database.write(() => store.markReceived({ federation: federation(), peer }, payloadHash)))
      changed(peer)
  }

  async #keep(peer: NodeId, { id, text }: Extract<Reported, { text: string }>): Promise<Verdict> {
    const { countRefusal, database, federation, isKnown, limits, store } = this.#deps
    if (!isKnown(peer)) return ignore('busy') // we have not heard yet who they are
    const callee = { federation: federation(), peer }
    if (store.theirs(callee, id) !== null) return ignore('already-known')
    const reached = limits.theirs.take(peer, 'reports')
    if (reached?.isNews) countRefusal(peer, 'rate-exceeded')
    if (reached !== null) return ignore('rate-exceeded')
    await database.write(() =>
      store.add(callee, { id, kind: 'report', ours: false, state: 'received', text }),
    )
    return ACCEPT
  }

  async #noteStatus(peer: NodeId, { status, wakeUp }: Exclude<Reported, { text: string }>): Promise<Verdict> {
    const { database, federation, store } = this.#deps
    const isNews = await database.write(() =>
      store.setStatus({ federation: federation(), peer }, wakeUp, status),
    )
    return isNews ? ACCEPT : ignore('stale')
  }
}
