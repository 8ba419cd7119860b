import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { CallView, neighbourCalls } from '../../../shared/contract/neighbour-calls.ts'
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
  /** Somebody here has said something to a Node: that answers its wake-ups. Never rejects. */
  answered(nodeId: NodeId): Promise<void>
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
    answered: (nodeId) => attempt(deps, markSeen(deps, { store, nodeId, kind: 'wake-up' })),
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

interface Seen {
  readonly store: CallStore
  readonly nodeId: NodeId
  readonly kind: CallView['kind'] | null
}

async function markSeen({ changed, database, federation }: CallsDeps, seen: Seen): Promise<void> {
  const { kind, nodeId, store } = seen
  const callee = { federation: federation(), peer: nodeId }
  if (await database.write(() => store.markSeen(callee, kind))) changed(nodeId)
}

/** What nobody waits for: when it fails, that is noted. */
async function attempt({ logger }: Pick<CallsDeps, 'logger'>, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (thrown) {
    logger.warn('calls-unkept', { cause: String(thrown) })
  }
}

function keptHandlers(deps: CallsDeps, store: CallStore): Pick<CallHandlers, 'calls' | 'markSeen'> {
  const { federation } = deps
  return {
    calls: ({ nodeId = null, limit, before: beforeMs = Number.MAX_SAFE_INTEGER }) => ({
      calls: store.list(federation(), { peer: nodeId, limit, beforeMs }),
    }),
    async markSeen({ nodeId, kind = null }) {
      await markSeen(deps, { store, nodeId, kind })
      return {}
    },
  }
}

/** What is old goes at the start and once a day, and only then: nobody waits for it. */
function whileRunning(
  deps: CallsDeps,
  { reports, store, wakeDesk }: Pick<Asking, 'reports' | 'wakeDesk'> & { readonly store: CallStore },
): Startable {
  const { database, post, timers } = deps
  const cancels: Cancel[] = []
  const forgetOld = (): Promise<void> =>
    attempt(
      deps,
      database.write(() => store.forgetOld()),
    )
  return {
    async start() {
      await forgetOld()
      cancels.push(
        timers.every(DAY_MS, () => void forgetOld()),
        post.onReceipt(({ from, payloadHash }) => void attempt(deps, reports.receipted(from, payloadHash))),
      )
      await wakeDesk.start()
    },
    async stop() {
      for (const cancel of cancels.splice(0)) cancel()
      await wakeDesk.stop()
    },
  }
}
