import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { transfers } from '../../../shared/contract/transfers.ts'
import type { NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { publicKeyFromNodeId } from '../../crypto/peer-id.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Timers } from '../../platform/timers.ts'
import { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { PrivatePost } from '../../replica/private-post.ts'
import { AgreementLapse } from './agreement-lapse.ts'
import { createDecisionLedger } from './decision-ledger.ts'
import { Decisions, type DecisionsDeps, type DecisionsOptions } from './decisions.ts'
import { MessageJudge, type MessageJudgeDeps } from './message-judge.ts'
import { MessageStore } from './message-store.ts'
import { ReceiptService, type ReceiptServiceDeps } from './receipt-service.ts'
import { Standings } from './standings.ts'
import { TransferDesk } from './transfer-desk.ts'
import { transferHandlers } from './transfer-handlers.ts'
import { TransferReception } from './transfer-reception.ts'
import { TransferService, type TransferServiceDeps } from './transfer-service.ts'
import { TransferStore } from './transfer-store.ts'
import { TransferViews, type TransferViewsDeps } from './transfer-views.ts'

type Inner =
  | 'store'
  | 'messages'
  | 'desk'
  | 'decisions'
  | 'lapse'
  | 'outbox'
  | 'standings'
  | 'judge'
  | 'ledger'
  | 'post'
  | 'isLower'
  | 'logger'

/** What transfers need of the rest of a Node, each as narrow as it is used. */
export type TransfersDeps = Omit<TransferServiceDeps, Inner> &
  Omit<ReceiptServiceDeps, Inner> &
  Omit<TransferViewsDeps, Inner> &
  Omit<MessageJudgeDeps, Inner> &
  Omit<DecisionsDeps, Inner | 'selfKey'> & {
    readonly post: Pick<PrivatePost, 'send' | 'onLetter' | 'onReceipt' | 'sendFrame' | 'onFrame'>
    readonly logger: Logger
    /** Timers on the machine's clock, for what is sent again. */
    readonly realTimers: Timers
    /** One transfer changed. */
    readonly changed: (transfer: TransferId) => void
  }

export interface Transfers extends Startable {
  readonly handlers: FeatureHandlers<typeof transfers, Caller>
  /** A link has come up: what waits for that Node is sent. */
  linked(nodeId: NodeId): void
}

/** The whole feature over one database. Start and stop it with each life in a federation. */
export function createTransfers(deps: TransfersDeps, options: DecisionsOptions): Transfers {
  const { database, post } = deps
  const stores = { store: new TransferStore(database), messages: new MessageStore(database) }
  const outbox = createOutbox(deps, stores.messages)
  const desk = new TransferDesk({ ...deps, ...stores, outbox })
  const ledger = createDecisionLedger({ ...deps, desk })
  const decisions = new Decisions({ ...deps, ledger, selfKey: deps.signer.publicKey }, options)
  const lapse = new AgreementLapse({ ...deps, ...stores, desk })
  const judge = new MessageJudge({ ...deps, isLower: (peer) => isLower(peer, deps.signer.publicKey) })
  const standings = new Standings({ ...deps, ...stores, outbox })
  const inner = { ...deps, ...stores, desk, decisions, lapse, judge, standings }
  const reception = new TransferReception(inner)
  post.onLetter('transfer', (letter) => reception.take(letter))
  return {
    handlers: transferHandlers({
      service: new TransferService(inner),
      receipts: new ReceiptService(inner),
      views: new TransferViews(inner),
    }),
    linked(nodeId) {
      standings.linked(nodeId)
      outbox.linked(nodeId)
    },
    ...inOrder([standings, outbox, lapse, decisions], () =>
      post.onReceipt(({ from, payloadHash }) => void outbox.receipted(from, payloadHash)),
    ),
  }
}

function createOutbox(deps: TransfersDeps, letters: MessageStore): PrivateOutbox<TransferId> {
  const { post, realTimers } = deps
  const send = (to: NodeId, payload: Uint8Array) => post.send(to, { kind: 'transfer', payload })
  return new PrivateOutbox({ ...deps, letters, timers: realTimers, send }, { oneByOne: false })
}

/** One after the other, and back in reverse; `listen` gives what is to be called at the end. */
function inOrder(parts: readonly Startable[], listen: () => () => void): Startable {
  let stopListening = (): void => {}
  return {
    async start() {
      stopListening = listen()
      for (const part of parts) await part.start()
    },
    async stop() {
      stopListening()
      for (const part of parts.toReversed()) await part.stop()
    },
  }
}

function isLower(peer: NodeId, selfKey: Uint8Array): boolean {
  const key = publicKeyFromNodeId(peer)
  return key !== null && Buffer.compare(key, selfKey) < 0
}
