import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { neighbourCalls } from '../../../shared/contract/neighbour-calls.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { EntryKind } from '../../replica/entry.ts'
import type { PrivatePost } from '../../replica/private-post.ts'
import { AliveCheck, type AliveCheckDeps } from './alive-check.ts'
import { DAY_MS } from './call-rules.ts'
import { CallStore } from './call-store.ts'
import { Relinking, type RelinkingDeps } from './relinking.ts'
import { ReportDesk, type ReportDeskDeps } from './report-desk.ts'
import { WakeDesk, type WakeDeskDeps } from './wake-desk.ts'
import { WakeDoor, type WakeDoorDeps } from './wake-door.ts'

type Inner = 'store' | 'send' | 'answer' | 'tell' | 'post'

/** What calls need of the rest of a Node, each as narrow as it is used. */
export type CallsDeps = Omit<ReportDeskDeps, Inner> &
  Omit<WakeDeskDeps, Inner | 'seek'> &
  Omit<WakeDoorDeps, Inner> &
  Omit<AliveCheckDeps, Inner> &
  RelinkingDeps & {
    readonly post: Pick<PrivatePost, 'send' | 'sendFrame' | 'onLetter' | 'onFrame' | 'onReceipt'>
    /** Timers on the application's clock, for what has been kept long enough. */
    readonly timers: Timers
  }

/** The contract's `neighbours`, as far as calls go. */
export type CallHandlers = FeatureHandlers<typeof neighbourCalls, Caller>

export interface Calls extends Startable {
  readonly handlers: CallHandlers
  /** A neighbour has sent the last of what we lacked. */
  caughtUp(nodeId: NodeId): void
}

/** What Nodes may ask of each other beside talk, over one database. Start and stop it with each life in a federation. */
export function createCalls(deps: CallsDeps): Calls {
  const { post } = deps
  const by =
    (kind: EntryKind) =>
    (to: NodeId, payload: Uint8Array): Promise<boolean> =>
      post.send(to, { kind, payload })
  const store = new CallStore(deps)
  const reports = new ReportDesk({ ...deps, store, send: by('status-report') })
  const wakeDesk = new WakeDesk({ ...deps, store, send: by('wake-up') })
  const door = new WakeDoor({ ...deps, store, answer: by('wake-up-ack'), tell: by('status-report') })
  const alive = new AliveCheck(deps)
  post.onLetter('status-report', (letter) => reports.take(letter))
  post.onLetter('wake-up', (letter) => door.take(letter))
  post.onLetter('wake-up-ack', (letter) => wakeDesk.take(letter))
  return {
    handlers: {
      ...askingHandlers({ reports, wakeDesk, alive, relinking: new Relinking(deps) }),
      ...keptHandlers(deps, store),
    },
    caughtUp: (nodeId) => door.caughtUp(nodeId),
    ...whileRunning(deps, { reports, store, wakeDesk }),
  }
}

interface Asking {
  readonly reports: ReportDesk
  readonly wakeDesk: WakeDesk
  readonly alive: AliveCheck
  readonly relinking: Relinking
}

function askingHandlers(parts: Asking): Pick<CallHandlers, 'report' | 'wake' | 'checkAlive' | 'restart'> {
  return {
    report: ({ nodeId, text }) => parts.reports.report(nodeId, text),
    wake: async ({ nodeId }) => ({ id: await parts.wakeDesk.wake(nodeId) }),
    checkAlive: ({ nodeId }) => parts.alive.check(nodeId),
    restart: ({ nodeId }) => parts.relinking.restart(nodeId),
  }
}

function keptHandlers(
  { changed, database, federation }: CallsDeps,
  store: CallStore,
): Pick<CallHandlers, 'calls' | 'markSeen'> {
  return {
    calls: ({ nodeId = null, limit, before: beforeMs = Number.MAX_SAFE_INTEGER }) => ({
      calls: store.list(federation(), { peer: nodeId, limit, beforeMs }),
    }),
    async markSeen({ nodeId }) {
      const callee = { federation: federation(), peer: nodeId }
      if (await database.write(() => store.markSeen(callee))) changed(nodeId)
      return {}
    },
  }
}

/** What is old goes at the start and once a day, and only then: nobody waits for it. */
function whileRunning(
  { database, logger, post, timers }: CallsDeps,
  { reports, store, wakeDesk }: Pick<Asking, 'reports' | 'wakeDesk'> & { readonly store: CallStore },
): Startable {
  const cancels: Cancel[] = []
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work
    } catch (thrown) {
      logger.warn('calls-unkept', { cause: String(thrown) })
    }
  }
  const forgetOld = (): Promise<void> => attempt(database.write(() => store.forgetOld()))
  return {
    async start() {
      await forgetOld()
      cancels.push(
        timers.every(DAY_MS, () => void forgetOld()),
        post.onReceipt(({ from, payloadHash }) => void attempt(reports.receipted(from, payloadHash))),
      )
      await wakeDesk.start()
    },
    async stop() {
      for (const cancel of cancels.splice(0)) cancel()
      await wakeDesk.stop()
    },
  }
}
