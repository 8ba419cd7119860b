import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FrameChannel } from '../../shared/bridge/channel.ts'
import { type ClientParts, clientOf, type Listener, partsOver } from '../../shared/bridge/client.ts'
import type { Bridge, MirrorwellContract } from '../../shared/contract/index.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { PageClock } from '../platform/page-clock.ts'
import { withPress } from './with-press.ts'

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

/**
 * One bridge over a connection that may come and go. Calls made while it is
 * gone reject with 'channel-closed'. Every return invalidates everything: each
 * listener is told once, so stores ask again and need no code for it.
 */
export function createLastingBridge(open: () => Promise<FrameChannel>, clock: PageClock): LastingBridge {
  const link = createStore<LinkState>(() => ({ phase: 'connecting' }))
  const listeners = new Map<string, Set<Listener>>()
  let node: ClientParts | null = null
  let retryMs = FIRST_RETRY_MS

  function tell(name: string, payload: unknown): void {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(payload)
  }

  function adopt(channel: FrameChannel): void {
    const fresh = withPress(partsOver(channel))
    for (const name of listeners.keys()) fresh.event(name, (payload) => tell(name, payload))
    channel.onClose(() => lose(fresh))
    node = fresh
    retryMs = FIRST_RETRY_MS
    link.setState({ phase: 'open' })
    for (const name of listeners.keys()) tell(name, {})
  }

  function lose(lost: ClientParts): void {
    if (node !== lost) return
    node = null
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

  /** The listeners of one event; the first of them makes the Node's own word for it reach this page. */
  function listenersOf(name: string): Set<Listener> {
    const known = listeners.get(name)
    if (known !== undefined) return known
    const fresh = new Set<Listener>()
    listeners.set(name, fresh)
    node?.event(name, (payload) => tell(name, payload))
    return fresh
  }

  const bridge = buildBridge({
    method: async (name, input) => {
      if (node === null) throw new MirrorError('channel-closed')
      return node.method(name, input)
    },
    event: (name, listener) => {
      const set = listenersOf(name).add(listener)
      return () => void set.delete(listener)
    },
  })
  void attempt()
  return { bridge, link }
}

/** A bridge of the whole contract out of one way to call and one way to listen. */
export const buildBridge = (parts: ClientParts): Bridge => clientOf<MirrorwellContract>(parts)

type AnyBridge = Readonly<Record<string, Readonly<Record<string, (given: unknown) => unknown>>>>

/** The same bridge, but an act refused because no Mirror is unlocked asks for one, and then goes on. */
export function withUnlocking(bridge: Bridge, askToUnlock: () => Promise<boolean>): Bridge {
  const raw = bridge as unknown as AnyBridge
  const give = (name: string, given: unknown): unknown => {
    const [feature = '', member = ''] = name.split('.')
    return raw[feature]?.[member]?.(given)
  }
  return buildBridge({
    event: (name, listener) => give(name, listener) as () => void,
    method: async (name, input) => {
      try {
        return await give(name, input)
      } catch (thrown) {
        if (MirrorError.from(thrown).code !== 'mirror-locked' || !(await askToUnlock())) throw thrown
        return give(name, input)
      }
    },
  })
}
