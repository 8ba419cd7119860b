import type { Caller } from '../../../shared/bridge/caller.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { EntryId, FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { MirrorSigner, Publish } from '../../replica/entry.ts'
import { encodeAlert, encodeCorrection, encodeReview } from './alert-codec.ts'
import { standingCorrection } from './alert-rules.ts'
import type { AlertStore } from './alert-store.ts'
import type { AlertContent, CorrectionContent, KnownAlert, ReviewContent } from './alert-types.ts'

export interface AlertServiceDeps {
  readonly publish: Publish
  readonly store: AlertStore
  readonly federation: () => FederationId
  readonly self: () => NodeId
  /** The Mirror unlocked for a caller. @throws MirrorError 'mirror-locked' | 'mirror-revoked' */
  readonly mirrorSigner: (caller: Caller) => MirrorSigner
}

/**
 * The acts of a Mirror about alerts (NODE_SYNCHRONIZATION §2.2): each signed by
 * that Mirror and by the Node, on disk before it is sent.
 */
export class AlertService {
  readonly #deps: AlertServiceDeps
  /** Reviews being signed: two windows may ask at the same moment. */
  readonly #reviewing = new Set<string>()

  constructor(deps: AlertServiceDeps) {
    this.#deps = deps
  }

  /**
   * Sign an alert and send it on. Resolves once it is stored here. Beyond the
   * author's limits it is held back: kept, and passed on with the rest.
   *
   * @throws MirrorError 'mirror-locked' | 'mirror-revoked' and what `Publish` throws
   */
  async raise(content: AlertContent, caller: Caller): Promise<{ id: EntryId; heldBack: boolean }> {
    const { publish, store, mirrorSigner } = this.#deps
    const { id, federationId } = await publish({
      kind: 'alert',
      payload: encodeAlert(content),
      mirror: mirrorSigner(caller),
    })
    return { id, heldBack: store.alert(federationId, id)?.heldBack ?? false }
  }

  /**
   * Sign a judgement of an alert. One for each Mirror, and it stands.
   *
   * @throws MirrorError 'alert-unknown' | 'review-exists' | 'mirror-locked' | 'mirror-revoked' and what `Publish` throws
   */
  async review(content: ReviewContent, caller: Caller): Promise<{ id: EntryId }> {
    const { publish, store, federation, self, mirrorSigner } = this.#deps
    const mirror = mirrorSigner(caller)
    const { alert } = content
    this.#require(alert)
    const mine = { federation: federation(), alert, author: self(), mirrorId: mirror.mirrorId }
    const name = `${alert} ${mirror.mirrorId}`
    if (this.#reviewing.has(name) || store.countedReview(mine) !== null)
      throw new MirrorError('review-exists')
    this.#reviewing.add(name)
    try {
      const { id } = await publish({ kind: 'alert-review', payload: encodeReview(content), mirror })
      return { id }
    } finally {
      this.#reviewing.delete(name)
    }
  }

  /**
   * Withdraw or amend an alert of this Node. The original stays as it was; a withdrawal is final.
   *
   * @throws MirrorError 'alert-unknown' | 'alert-not-own' | 'alert-withdrawn' | 'mirror-locked' | 'mirror-revoked' and what `Publish` throws
   */
  async correct(content: CorrectionContent, caller: Caller): Promise<{ id: EntryId }> {
    const { publish, store, federation, self, mirrorSigner } = this.#deps
    const mirror = mirrorSigner(caller)
    if (this.#require(content.alert).author !== self()) throw new MirrorError('alert-not-own')
    const standing = standingCorrection(store.corrections(federation(), content.alert), self())
    if (standing?.kind === 'withdrawn') throw new MirrorError('alert-withdrawn')
    const { id } = await publish({ kind: 'alert-correction', payload: encodeCorrection(content), mirror })
    return { id }
  }

  #require(id: EntryId): KnownAlert {
    const alert = this.#deps.store.alert(this.#deps.federation(), id)
    if (alert === null) throw new MirrorError('alert-unknown')
    return alert
  }
}
