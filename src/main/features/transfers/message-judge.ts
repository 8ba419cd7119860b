import type { FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import { ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { fromHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { MirrorMark } from '../../replica/mirror-mark.ts'
import { endStatement, proposalStatement, receiptStatement } from './act-statement.ts'
import { isAgreementOf } from './agreement-signature.ts'
import { readMark } from './mirror-marks.ts'
import { agreementFate, fateOf, shortestSlot } from './transfer-rules.ts'
import type { ContentOf, Message, Transfer } from './transfer-types.ts'

export interface MessageJudgeDeps {
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly isTest: () => boolean
  /** The application's clock. */
  readonly clock: Clock
  readonly isRevoked: (nodeId: NodeId, mirrorId: MirrorId) => boolean
  /** Whether a Node's public key stands before this Node's in the order of bytes. */
  readonly isLower: (peer: NodeId) => boolean
}

/** A message that may be kept: who signed it, and whether it counts or only stands in the conversation. */
export interface Sound {
  readonly sound: true
  readonly mirrorName: string | null
  /** What came too late to count, through no fault of its author's, is kept and changes nothing. */
  readonly counts: boolean
}

const PLAIN: Sound = { sound: true, mirrorName: null, counts: true }

/** Judges what a peer has said, by its signatures and by what stands here. Never throws. */
export class MessageJudge {
  readonly #deps: MessageJudgeDeps

  constructor(deps: MessageJudgeDeps) {
    this.#deps = deps
  }

  /** The first message of a transfer that is not known here. */
  judgeFirst(from: NodeId, message: Message): Sound | Verdict {
    const { content, number } = message
    // Also an answer to an offer of ours that is not here: this Node may have been brought back to before it.
    if (number > 0 || content.kind !== 'proposal') return ignore('chain-broken')
    const { terms } = content.proposed
    const { self } = this.#deps
    const isBetweenUs =
      (terms.giver === from && terms.receiver === self) || (terms.giver === self && terms.receiver === from)
    const isFirst = terms.revision === 0 && terms.transferId === message.transferId
    if (!isBetweenUs || !isFirst) return reject('content-invalid')
    const judged = this.#judgeProposal(from, message, content)
    return 'sound' in judged && !judged.counts ? reject('mirror-revoked') : judged
  }

  /** A message of a transfer with this peer. */
  judge(transfer: Transfer, message: Message): Sound | Verdict {
    const { content } = message
    switch (content.kind) {
      case 'proposal':
        return this.#judgeChange(transfer, message, content)
      case 'agreement':
        return this.#judgeAgreement(transfer, content)
      case 'receipt':
        return this.#judgeMark(transfer.peer, message, {
          mark: content.mirror,
          statement: receiptStatement(fromHex(message.transferId), content),
        })
      case 'end':
        return this.#judgeMark(transfer.peer, message, {
          mark: content.mirror,
          statement: endStatement(fromHex(message.transferId)),
        })
      case 'talk':
      case 'report':
      case 'consent':
      case 'closed':
        return PLAIN
    }
  }

  #judgeChange(transfer: Transfer, message: Message, content: ContentOf<'proposal'>): Sound | Verdict {
    const fate = fateOf(content.proposed, transfer, this.#deps.isLower(transfer.peer))
    if (fate === 'invalid') return reject('content-invalid')
    const judged = this.#judgeProposal(transfer.peer, message, content)
    return 'sound' in judged ? { ...judged, counts: judged.counts && fate === 'stands' } : judged
  }

  /** A Mirror whose voice was taken proposes nothing any more, though what they wrote before stays readable. */
  #judgeProposal(from: NodeId, message: Message, content: ContentOf<'proposal'>): Sound | Verdict {
    const { federation, isRevoked, isTest } = this.#deps
    if (content.proposed.terms.slotMs < shortestSlot(isTest())) return reject('content-invalid')
    const mirror = readMark(content.mirror, {
      ...{ federation: federation(), node: from, atMs: message.writtenAtMs },
      statement: proposalStatement(content),
    })
    if (typeof mirror === 'string') return reject(mirror)
    return { sound: true, mirrorName: mirror.name, counts: !isRevoked(from, mirror.mirrorId) }
  }

  #judgeAgreement(transfer: Transfer, content: ContentOf<'agreement'>): Sound | Verdict {
    const { federation, clock } = this.#deps
    if (!isAgreementOf(transfer.peer, federation(), content)) return reject('signature-invalid')
    const fate = agreementFate(content.settled, transfer, clock.nowMs())
    return fate === 'early' ? ignore('future-dated') : { ...PLAIN, counts: fate !== 'overtaken' }
  }

  #judgeMark(
    node: NodeId,
    { writtenAtMs: atMs }: Message,
    { mark, statement }: { mark: MirrorMark; statement: Uint8Array },
  ): Sound | Verdict {
    const mirror = readMark(mark, { federation: this.#deps.federation(), node, atMs, statement })
    return typeof mirror === 'string' ? reject(mirror) : { ...PLAIN, mirrorName: mirror.name }
  }
}
