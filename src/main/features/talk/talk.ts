import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { neighbours } from '../../../shared/contract/neighbours.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import { PrivateOutbox, type PrivateOutboxDeps } from '../../replica/private-outbox.ts'
import type { PrivatePost } from '../../replica/private-post.ts'
import { TalkReception, type TalkReceptionDeps } from './talk-reception.ts'
import { DAY_MS } from './talk-rules.ts'
import { TalkService, type TalkServiceDeps } from './talk-service.ts'
import { TalkStore } from './talk-store.ts'

type Inner = 'store' | 'outbox' | 'letters' | 'send' | 'timers' | 'logger'

/** What talk needs of the rest of a Node, each as narrow as it is used. */
export type TalkDeps = Omit<TalkServiceDeps, Inner> &
  Omit<TalkReceptionDeps, Inner> &
  Omit<PrivateOutboxDeps<NodeId>, Inner> & {
    readonly post: Pick<PrivatePost, 'send' | 'onLetter' | 'onReceipt'>
    readonly logger: Pick<Logger, 'warn'>
    /** Timers on the application's clock, for what has been kept long enough. */
    readonly timers: Timers
    /** Timers on the machine's clock, for what is sent again. */
    readonly realTimers: Timers
  }

/** Talk's part of the contract's `neighbours`. */
export type TalkHandlers = Pick<
  FeatureHandlers<typeof neighbours, Caller>,
  'talk' | 'conversation' | 'conversations' | 'markRead'
>

export interface Talk extends Startable {
  readonly handlers: TalkHandlers
  /** A link has come up: what waits for that Node is sent. */
  linked(nodeId: NodeId): void
}

/** The whole feature over one database. Start and stop it with each life in a federation. */
export function createTalk(deps: TalkDeps): Talk {
  const { database, clock, post, realTimers } = deps
  const store = new TalkStore({ database, clock })
  const send = (to: NodeId, payload: Uint8Array) => post.send(to, { kind: 'talk', payload })
  const outbox = new PrivateOutbox({ ...deps, letters: store, timers: realTimers, send }, { oneByOne: true })
  const reception = new TalkReception({ ...deps, store })
  post.onLetter('talk', (letter) => reception.take(letter))
  return {
    handlers: talkHandlers(new TalkService({ ...deps, store, outbox })),
    linked: (nodeId) => outbox.linked(nodeId),
    ...whileRunning(deps, { outbox, store }),
  }
}

function talkHandlers(service: TalkService): TalkHandlers {
  return {
    talk: async ({ nodeId, text }) => ({ id: await service.say(nodeId, text) }),
    conversation: ({ nodeId, ...page }) => ({ messages: service.conversation(nodeId, page) }),
    conversations: () => ({ conversations: service.conversations() }),
    async markRead({ nodeId }) {
      await service.markRead(nodeId)
      return {}
    },
  }
}

interface Parts {
  readonly outbox: PrivateOutbox<NodeId>
  readonly store: TalkStore
}

/** What is old goes at the start and once a day, and only then: nobody waits for it. */
function whileRunning({ database, logger, post, timers }: TalkDeps, { outbox, store }: Parts): Startable {
  const cancels: Cancel[] = []
  async function forgetOld(): Promise<void> {
    try {
      await database.write(() => store.forgetOld())
    } catch (thrown) {
      logger.warn('talk-unforgotten', { cause: String(thrown) })
    }
  }
  return {
    async start() {
      await forgetOld()
      cancels.push(
        timers.every(DAY_MS, () => void forgetOld()),
        post.onReceipt(({ from, payloadHash }) => void outbox.receipted(from, payloadHash)),
      )
      await outbox.start()
    },
    async stop() {
      for (const cancel of cancels.splice(0)) cancel()
      await outbox.stop()
    },
  }
}
