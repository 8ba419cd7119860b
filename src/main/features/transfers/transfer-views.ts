import type {
  Earmark,
  Receipt,
  TransferHint,
  TransferPhase,
  TransferView,
} from '../../../shared/contract/transfers.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { earmarksOf, type OwnFigures } from './earmarks.ts'
import type { KeptMessage, MessageStore } from './message-store.ts'
import { type ShownFigures, transferHints } from './transfer-hints.ts'
import { possibleActs } from './transfer-rules.ts'
import type { TransferStore } from './transfer-store.ts'
import type { GivenReceipt, Transfer, TransferContent } from './transfer-types.ts'

export interface TransferViewsDeps {
  readonly store: TransferStore
  readonly messages: MessageStore
  readonly federation: () => FederationId
  readonly self: NodeId
  /** What a Node calls itself. */
  readonly nameOf: (nodeId: NodeId) => string
  /** How many of this Node's Mirrors a transfer takes. */
  readonly need: () => number
  readonly ownFigures: () => readonly OwnFigures[]
  /** The newest report of each other Node and resource. */
  readonly shownFigures: () => readonly ShownFigures[]
}

export interface TransferListQuery {
  readonly phase?: TransferPhase | undefined
  readonly limit: number
  readonly before?: number | undefined
}

type Summary = Omit<TransferView, 'messages' | 'progress'>

/**
 * Transfers as this Node's people see them. Made of what both sides know alone:
 * no answer of a Mirror is in reach of anything here.
 */
export class TransferViews {
  readonly #deps: TransferViewsDeps

  constructor(deps: TransferViewsDeps) {
    this.#deps = deps
  }

  /** @throws MirrorError 'transfer-unknown' */
  get(id: TransferId): TransferView {
    const { store, messages, federation } = this.#deps
    const transfer = store.get(federation(), id)
    if (transfer === null) throw new MirrorError('transfer-unknown')
    const said = messages.all(federation(), id)
    return {
      ...this.#summary(transfer),
      messages: said.flatMap((kept) => this.#message(kept, transfer)),
      progress: said.flatMap(progressOf),
    }
  }

  /** Newest offer first. */
  list({ phase, limit, before }: TransferListQuery): Summary[] {
    const query = { phase: phase ?? null, beforeMs: before ?? Number.MAX_SAFE_INTEGER, limit }
    return this.#deps.store.list(this.#deps.federation(), query).map((transfer) => this.#summary(transfer))
  }

  hints(): TransferHint[] {
    const { ownFigures, shownFigures, nameOf, self } = this.#deps
    const own = ownFigures()
    const free = new Map(this.earmarks().map((earmark) => [earmark.resource, earmark.free]))
    return transferHints(
      own.map((figures) => ({ ...figures, free: free.get(figures.resource) ?? 0 })),
      shownFigures().filter(({ nodeId }) => nodeId !== self),
      nameOf,
    )
  }

  /** One for each resource that is measured here, those included of which nothing is promised. */
  earmarks(): Earmark[] {
    const { store, federation, ownFigures } = this.#deps
    return earmarksOf(ownFigures(), store.givenFrom(federation()))
  }

  #summary(transfer: Transfer): Summary {
    const { store, federation, nameOf, need } = this.#deps
    const { id, role, peer, proposed, proposedHere, phase, offeredAtMs } = transfer
    const receipts = store.receipts(federation(), id)
    return {
      ...{ id, role, peer, peerName: nameOf(peer), proposedHere },
      ...termsView(proposed.terms),
      ...{ phase, offeredAtMs, ...times(transfer) },
      ...{ outcome: transfer.outcome, closedAtMs: transfer.closedAtMs, mirrorsNeeded: need() },
      ...{ signedHere: [...transfer.signedHere], signedThere: [...transfer.signedThere] },
      receipts: { own: receiptView(receipts.own), peer: receiptView(receipts.peer) },
      can: possibleActs(transfer, receipts),
    }
  }

  #message(
    { message, own, mirrorName, delivery }: KeptMessage,
    { peer }: Transfer,
  ): TransferView['messages'] {
    const shown = shownContent(message.content)
    if (shown === null) return []
    const from = own ? this.#deps.self : peer
    const fromName = this.#deps.nameOf(from)
    return [{ ...shown, from, fromName, own, mirrorName, atMs: message.writtenAtMs, delivery }]
  }
}

function termsView({
  resource,
  quantity,
  unit,
  window,
  route,
  expectedLossRatio,
  settleInMs,
  revision,
}: Transfer['proposed']['terms']) {
  const shownWindow = window && { ...window }
  return { resource, quantity, unit, window: shownWindow, route, expectedLossRatio, settleInMs, revision }
}

/** Known once both have agreed on the terms. */
function times({ phase, proposed, settled }: Transfer): Pick<TransferView, 'settleAtMs' | 'slotMs'> {
  return phase === 'offered' || settled === null
    ? { settleAtMs: null, slotMs: null }
    : { settleAtMs: settled.settleAtMs, slotMs: proposed.terms.slotMs }
}

/** Consents and what answers them are between the Nodes; people see the phase. */
function shownContent(
  content: TransferContent,
): Pick<TransferView['messages'][number], 'kind' | 'text'> | null {
  switch (content.kind) {
    case 'proposal':
      return { kind: content.proposed.terms.revision === 0 ? 'offer' : 'counter', text: content.note }
    case 'talk':
      return { kind: 'talk', text: content.text }
    case 'agreement':
      return { kind: 'terms', text: '' }
    case 'report':
      return { kind: 'report', text: content.note }
    case 'receipt':
      return { kind: 'receipt', text: '' }
    case 'end':
      return { kind: 'end', text: '' }
    case 'consent':
    case 'closed':
      return null
  }
}

function progressOf({ message, own }: KeptMessage): TransferView['progress'] {
  const { content, writtenAtMs } = message
  if (content.kind !== 'report') return []
  return [{ own, delivered: content.delivered, note: content.note, atMs: writtenAtMs }]
}

const receiptView = (receipt: GivenReceipt | null): Receipt | null => receipt && { ...receipt }
