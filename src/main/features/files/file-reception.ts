import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { equalBytes, toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../storage/database.ts'
import { decodeFileWord } from './file-codec.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import { FILE_LIMITS } from './file-rules.ts'
import type { FileChange, FileStore } from './file-store.ts'
import type { FileAnswer, FileManifest, FilePhase, FileWish, FileWord, KeptFile } from './file-types.ts'

export interface FileReceptionDeps {
  readonly database: Database
  readonly store: FileStore
  readonly letters: FileLetterStore
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  /** The size of an attachment that may be given; null where no lesson names it, or it is not here. */
  readonly bytesToGive: (root: string) => number | null
  readonly changed: (fileId: FileId) => void
  /** A file has come to its end, by the other side's word: nothing of it moves any more. */
  readonly ended: (file: KeptFile) => void
  /** Something waits for this Node. */
  readonly answered: (peer: NodeId) => void
}

/**
 * What another Node writes about files. An offer is kept and shown; nothing comes
 * before a person says so. A wish is answered by this Node itself, with the
 * attachments of lessons and nothing else: of any other file it tells nothing.
 */
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
    const verdict = await database.write(() => this.#judge(from, fileId, word))
    if (verdict.action === 'accept') this.#tell(from, fileId, word.kind)
    return verdict
  }

  #judge(from: NodeId, fileId: FileId, word: FileWord): Verdict {
    switch (word.kind) {
      case 'offer':
        return this.#offered(from, fileId, word.manifest)
      case 'answer':
        return this.#answered(from, fileId, word.answer)
      case 'wish':
        return this.#wished(from, fileId, word.wish)
    }
  }

  #tell(from: NodeId, fileId: FileId, kind: FileWord['kind']): void {
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
      store.add(home, { ...manifest, id, peer, own: false, attached: false, phase: 'offered' })
      return ACCEPT
    }
    if (letters.countWaiting(home, peer) >= FILE_LIMITS.waitingWithPeer) return ignore('rate-exceeded')
    letters.add({ federation: home, peer }, id, { kind: 'answer', answer: TOO_MANY })
    return ACCEPT
  }

  #wished(peer: NodeId, id: FileId, { root, sizeBytes }: FileWish): Verdict {
    const { bytesToGive, federation, isKnown, letters, store } = this.#deps
    if (!isKnown(peer)) return ignore('busy') // as for an offer
    const home = federation()
    const known = store.get(home, id)
    if (known !== null && isWish(known, peer, root)) return ignore('already-known')
    if (store.hasId(id)) return reject('content-invalid')
    if (letters.countWaiting(home, peer) >= FILE_LIMITS.waitingWithPeer) return ignore('rate-exceeded')
    const isHere = bytesToGive(toHex(root)) === sizeBytes
    const answer = isHere ? this.#give({ id, peer, root, sizeBytes }) : NOT_HERE
    letters.add({ federation: home, peer }, id, { kind: 'answer', answer })
    return ACCEPT
  }

  /** A wish for the same takes the place of the one before: whoever wishes again has forgotten that. */
  #give(wish: Pick<KeptFile, 'id' | 'peer' | 'root' | 'sizeBytes'>): FileAnswer {
    const { clock, federation, store } = this.#deps
    store.dropGivenBefore(clock.nowMs() - FILE_LIMITS.givenMs)
    const given = store.given(federation(), wish.peer)
    const before = given.filter(({ root }) => equalBytes(root, wish.root))
    if (given.length - before.length >= FILE_LIMITS.wishesOfPeer) return TOO_MANY
    for (const { id } of before) store.remove(id)
    const file = { ...wish, name: '', mediaType: '', own: true, attached: true, phase: 'offered' } as const
    store.add(federation(), file)
    return { outcome: 'accepted', reason: null, note: '' }
  }

  /** What is known of no file here, or ended before, is no news; whoever sent it need not send it again. */
  #answered(peer: NodeId, id: FileId, answer: FileAnswer): Verdict {
    const { federation, store } = this.#deps
    const file = store.get(federation(), id)
    if (file === null) return ignore('already-known')
    if (file.peer !== peer) return reject('content-invalid')
    if (!mayBeSaid(file, answer)) return reject('content-invalid')
    const { change, from } = changeBy(answer)
    if (!store.change(id, from, change)) return ignore('already-known')
    if (change.phase !== 'moving') store.dropChunks(id)
    return ACCEPT
  }
}

const TOO_MANY: FileAnswer = { outcome: 'refused', reason: 'too-many', note: '' }
/** Said alike of what is not here and of what is nobody else's affair. */
const NOT_HERE: FileAnswer = { outcome: 'refused', reason: 'lost', note: '' }

/** An offer is settled by the receiver, a wish by the side that has the file. Each may end it. */
function mayBeSaid({ attached, own }: KeptFile, { outcome }: FileAnswer): boolean {
  if (outcome === 'cancelled') return true
  return outcome === 'received' ? own : own !== attached
}

const isWish = (known: KeptFile, peer: NodeId, root: Uint8Array): boolean =>
  known.peer === peer && known.own && known.attached && equalBytes(known.root, root)

function isSame(known: KeptFile, peer: NodeId, { root, sizeBytes }: FileManifest): boolean {
  const isTheirs = known.peer === peer && !known.own && !known.attached
  return isTheirs && known.sizeBytes === sizeBytes && equalBytes(known.root, root)
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
