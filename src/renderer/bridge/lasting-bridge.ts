import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FrameChannel } from '../../shared/bridge/channel.ts'
import { createClient } from '../../shared/bridge/client.ts'
import type { Contract } from '../../shared/bridge/contract.ts'
import { type Bridge, contract } from '../../shared/contract/index.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { PageClock } from '../platform/page-clock.ts'

/** First and longest wait before a lost Node is called again. Chosen here: a restart is noticed at once, a machine asleep is not pestered. */
const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 5_000

/** `refused` is final: the token is wrong and calling again with it is of no use. */
export interface LinkState {
  readonly phase: 'connecting' | 'open' | 'lost' | 'refused'
}

export interface LastingBridge {
  /** Stays the same object across lost and regained connections. */
  readonly bridge: Bridge
  readonly link: StoreApi<LinkState>
}

type Listener = (payload: unknown) => void
type AnyClient = Readonly<Record<string, Readonly<Record<string, (argument: unknown) => unknown>>>>

/**
 * One bridge over a connection that may come and go. Calls made while it is
 * gone reject with 'channel-closed'. Every return invalidates everything: each
 * listener is told once, so stores ask again and need no code for it.
 */
export function createLastingBridge(open: () => Promise<FrameChannel>, clock: PageClock): LastingBridge {
  const link = createStore<LinkState>(() => ({ phase: 'connecting' }))
  const listeners = new Map<string, Set<Listener>>()
  let client: AnyClient | null = null
  let retryMs = FIRST_RETRY_MS

  function tell(name: string, payload: unknown): void {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(payload)
  }

  function adopt(channel: FrameChannel): void {
    const fresh = createClient(contract, channel) as unknown as AnyClient
    for (const name of eventNames) {
      const [feature = '', member = ''] = name.split('.')
      fresh[feature]?.[member]?.((payload: unknown) => tell(name, payload))
    }
    channel.onClose(() => lose(fresh))
    client = fresh
    retryMs = FIRST_RETRY_MS
    link.setState({ phase: 'open' })
    for (const name of eventNames) tell(name, {})
  }

  function lose(lost: AnyClient): void {
    if (client !== lost) return
    client = null
    link.setState({ phase: 'lost' })
    retryLater()
  }

  function retryLater(): void {
    clock.after(retryMs, () => void attempt())
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
  }

  async function attempt(): Promise<void> {
    try {
      adopt(await open())
    } catch (thrown) {
      if (MirrorError.from(thrown).code === 'unauthorised') return link.setState({ phase: 'refused' })
      retryLater()
    }
  }

  const bridge = buildBridge({
    method: async (feature, member, input) => {
      if (client === null) throw new MirrorError('channel-closed')
      return client[feature]?.[member]?.(input)
    },
    event: (name, listener) => {
      const set = listeners.get(name) ?? new Set<Listener>()
      listeners.set(name, set.add(listener))
      return () => void set.delete(listener)
    },
  })
  void attempt()
  return { bridge, link }
}

interface BridgeParts {
  method(feature: string, member: string, input: unknown): Promise<unknown>
  event(name: string, listener: Listener): () => void
}

const specs: readonly (readonly [string, string, string])[] = Object.entries(contract as Contract).flatMap(
  ([feature, members]) =>
    Object.entries(members).map(([member, spec]) => [feature, member, spec.kind] as const),
)
const eventNames = specs
  .filter(([, , kind]) => kind === 'event')
  .map(([feature, member]) => `${feature}.${member}`)

/** A bridge of the whole contract out of one way to call and one way to listen. */
export function buildBridge(parts: BridgeParts): Bridge {
  const built: Record<string, Record<string, unknown>> = {}
  for (const [feature, member, kind] of specs) {
    built[feature] ??= {}
    built[feature][member] =
      kind === 'event'
        ? (listener: Listener) => parts.event(`${feature}.${member}`, listener)
        : (input: unknown) => parts.method(feature, member, input)
  }
  return built as unknown as Bridge
}

/** The same bridge, but an act refused because no Mirror is unlocked asks for one, and then goes on. */
export function withUnlocking(bridge: Bridge, askToUnlock: () => Promise<boolean>): Bridge {
  const raw = bridge as unknown as AnyClient
  return buildBridge({
    event: (name, listener) => {
      const [feature = '', member = ''] = name.split('.')
      return raw[feature]?.[member]?.(listener as (argument: unknown) => unknown) as () => void
    },
    method: async (feature, member, input) => {
      const call = raw[feature]?.[member]
      try {
        return await call?.(input)
      } catch (thrown) {
        if (MirrorError.from(thrown).code !== 'mirror-locked' || !(await askToUnlock())) throw thrown
        return call?.(input)
      }
    },
  })
}
