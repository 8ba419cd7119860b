import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { trust } from '../../../shared/contract/trust.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Timers } from '../../platform/timers.ts'
import type { EntryKind } from '../../replica/entry.ts'
import { PrivateOutbox, type PrivateOutboxDeps } from '../../replica/private-outbox.ts'
import type { PrivatePost } from '../../replica/private-post.ts'
import { IsolationRegister } from './isolation-register.ts'
import { Isolations, type IsolationsDeps } from './isolations.ts'
import { trustHandlers } from './trust-handlers.ts'
import { TrustLetters } from './trust-letters.ts'
import { TrustReception, type TrustReceptionDeps } from './trust-reception.ts'
import { passesIsolation } from './trust-rules.ts'
import { TrustService, type TrustServiceDeps } from './trust-service.ts'
import { TrustStore } from './trust-store.ts'

type Inner =
  | 'store'
  | 'register'
  | 'notices'
  | 'appeals'
  | 'outbox'
  | 'appealOutbox'
  | 'isolations'
  | 'letters'
  | 'send'
  | 'timers'

/** What trust needs of the rest of a Node, each as narrow as it is used. */
export type TrustDeps = Omit<TrustServiceDeps, Inner> &
  Omit<TrustReceptionDeps, Inner> &
  Omit<IsolationsDeps, Inner> &
  Omit<PrivateOutboxDeps<NodeId>, Inner> & {
    readonly post: Pick<PrivatePost, 'send' | 'onLetter' | 'onReceipt'>
    readonly nameOf: (nodeId: NodeId) => string
    /** Timers on the application's clock, for what ends by itself. */
    readonly timers: Timers
    /** Timers on the machine's clock, for what is sent again. */
    readonly realTimers: Timers
  }

export interface Trust extends Startable {
  readonly handlers: FeatureHandlers<typeof trust, Caller>
  /** Whether this Node has set another apart just now. */
  isIsolated(nodeId: NodeId): boolean
  /** How many it has set apart just now. */
  countIsolated(): number
  /** Whether messages of a kind go between this Node and another; null: whatever has no kind. */
  mayPass(nodeId: NodeId, kind: EntryKind | null): boolean
  /** A link has come up: what waits for that Node is sent. */
  linked(nodeId: NodeId): void
}

/** The whole feature over one database. Start and stop it with each life in a federation. */
export function createTrust(deps: TrustDeps): Trust {
  const { database, post } = deps
  const store = new TrustStore(database)
  const register = new IsolationRegister({ ...deps, store })
  const notices = new TrustLetters(database, { kind: 'isolation' })
  const appeals = new TrustLetters(database, { kind: 'appeal' })
  const outbox = outboxOf(deps, { kind: 'isolation', letters: notices })
  const appealOutbox = outboxOf(deps, { kind: 'appeal', letters: appeals })
  const isolations = new Isolations({ ...deps, store, register, notices, appeals, outbox })
  const reception = new TrustReception({ ...deps, store, appeals, isolations })
  post.onLetter('isolation', (letter) => reception.takeNotice(letter))
  post.onLetter('appeal', (letter) => reception.takeAppeal(letter))
  const service = new TrustService({ ...deps, store, isolations, appeals, appealOutbox })
  return {
    handlers: trustHandlers({ ...deps, service }),
    isIsolated: (nodeId) => register.isIsolated(nodeId),
    countIsolated: () => register.count(),
    mayPass: (nodeId, kind) => passesIsolation(kind) || !register.isIsolated(nodeId),
    linked(nodeId) {
      outbox.linked(nodeId)
      appealOutbox.linked(nodeId)
    },
    ...whileRunning(deps, { outboxes: [outbox, appealOutbox], isolations }),
  }
}

interface Line {
  readonly kind: 'isolation' | 'appeal'
  readonly letters: TrustLetters
}

/** One by one: an end must not overtake what it ends. */
function outboxOf(deps: TrustDeps, { kind, letters }: Line): PrivateOutbox<NodeId> {
  const send = (to: NodeId, payload: Uint8Array) => deps.post.send(to, { kind, payload })
  const changed = (): void => {} // how far a letter has come is not shown
  return new PrivateOutbox({ ...deps, letters, timers: deps.realTimers, send, changed }, { oneByOne: true })
}

interface Parts {
  readonly outboxes: readonly PrivateOutbox<NodeId>[]
  readonly isolations: Isolations
}

function whileRunning({ post }: TrustDeps, { outboxes, isolations }: Parts): Startable {
  let stopListening = (): void => {}
  return {
    async start() {
      stopListening = post.onReceipt(({ from, payloadHash }) => {
        for (const outbox of outboxes) void outbox.receipted(from, payloadHash)
      })
      for (const outbox of outboxes) await outbox.start()
      await isolations.start()
    },
    async stop() {
      stopListening()
      await isolations.stop()
      for (const outbox of outboxes.toReversed()) await outbox.stop()
    },
  }
}
