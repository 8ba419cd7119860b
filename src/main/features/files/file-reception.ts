import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { equalBytes } from '../../platform/bytes.ts'
import type { Database } from '../../storage/database.ts'
import { decodeFileWord } from './file-codec.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import { FILE_LIMITS } from './file-rules.ts'
import type { FileChange, FileStore } from './file-store.ts'
import type { FileAnswer, FileManifest, FilePhase, KeptFile } from './file-types.ts'

export interface FileReceptionDeps {
  readonly database: Database
  readonly store: FileStore
  readonly letters: FileLetterStore
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  readonly changed: (fileId: FileId) => void
  /** A file has come to its end, by the other side's word: nothing of it moves any more. */
  readonly ended: (file: KeptFile) => void
  /** Something waits for this Node. */
  readonly answered: (peer: NodeId) => void
}

/** What another Node writes about files. An offer is kept and shown; nothing comes before a person says so. */
export class FileReception {
  readonly #deps: FileReceptionDeps

  constructor(deps: FileReceptionDeps) {
    this.#deps = deps
  }

  /** Take a letter that its Node has signed. Whatever it holds gives a verdict. */
  async take({ from, payload }: { readonly from: NodeId; readonly payload: Uint8Array }): Promise<Verdict> {
    const said = decodeFileWord(payload)
    if (said === null) return reject('content-invalid')
    const { fileId, word } = said
    const { database } = this.#deps
    const verdict = await database.write(() =>
      word.kind === 'offer'
        ? this.#offered(from, fileId, word.manifest)
        : this.#answered(from, fileId, word.answer),
    )
    if (verdict.action === 'accept') this.#tell(from, fileId, word.kind)
    return verdict
  }

  #tell(from: NodeId, fileId: FileId, kind: 'offer' | 'answer'): void {
    const { answered, changed, ended, federation, store } = this.#deps
    const file = store.get(federation(), fileId)
    if (kind === 'answer' && file !== null && file.endedAtMs !== null) ended(file)
    answered(from)
    changed(fileId)
  }

  #offered(peer: NodeId, id: FileId, manifest: FileManifest): Verdict {
    const { federation, isKnown, letters, store } = this.#deps
    if (!isKnown(peer)) return ignore('busy') // may come again once we have heard who they are
    const home = federation()
    const known = store.get(home, id)
    if (known !== null && isSame(known, peer, manifest)) return ignore('already-known')
    if (store.hasId(id)) return reject('content-invalid')
    if (store.countWaiting({ federation: home, peer, own: false }) < FILE_LIMITS.waitingWithPeer) {
      store.add(home, { ...manifest, id, peer, own: false, phase: 'offered' })
      return ACCEPT
    }
    if (letters.countWaiting(home, peer) >= FILE_LIMITS.waitingWithPeer) return ignore('rate-exceeded')
    const answer: FileAnswer = { outcome: 'refused', reason: 'too-many', note: '' }
    letters.add({ federation: home, peer }, id, { kind: 'answer', answer })
    return ACCEPT
  }

  /** What is known of no file here, or ended before, is no news; whoever sent it need not send it again. */
  #answered(peer: NodeId, id: FileId, answer: FileAnswer): Verdict {
    const { federation, store } = this.#deps
    const file = store.get(federation(), id)
    if (file === null) return ignore('already-known')
    if (file.peer !== peer) return reject('content-invalid')
    if (!file.own && answer.outcome !== 'cancelled') return reject('content-invalid')
    const { change, from } = changeBy(answer)
    if (!store.change(id, from, change)) return ignore('already-known')
    if (change.phase !== 'moving') store.dropChunks(id)
    return ACCEPT
  }
}

function isSame(known: KeptFile, peer: NodeId, { root, sizeBytes }: FileManifest): boolean {
  return known.peer === peer && !known.own && known.sizeBytes === sizeBytes && equalBytes(known.root, root)
}

function changeBy({ note, outcome, reason }: FileAnswer): {
  readonly from: readonly FilePhase[]
  readonly change: FileChange
} {
  const told = { reason: reason ?? 'person', note, paused: false }
  switch (outcome) {
    case 'accepted':
      return { from: ['offered'], change: { phase: 'moving' } }
    case 'refused':
      return { from: ['offered'], change: { phase: 'refused', ...told } }
    case 'received':
      return { from: ['offered', 'moving'], change: { phase: 'done', paused: false, reason: null } }
    case 'cancelled':
      return { from: ['offered', 'moving'], change: { phase: 'cancelled', ...told } }
  }
}
