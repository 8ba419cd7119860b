import { createStore } from 'zustand/vanilla'
import type { Bridge } from '../../shared/contract/index.ts'
import type { MirrorView } from '../../shared/contract/mirrors.ts'
import { createAnswerStore } from './answer-store.ts'

type MirrorId = MirrorView['mirrorId']

/** Whether a Mirror is being asked to unlock, and whether some act waits for it. */
export interface UnlockAsked {
  readonly open: boolean
  readonly forAct: boolean
}

/** The people of this Node, and the question "who are you?". */
export function createMirrorsStore(bridge: Bridge) {
  const ask = async (): Promise<readonly MirrorView[]> => (await bridge.mirrors.list({})).mirrors
  const answers = createAnswerStore(ask, [bridge.mirrors.changed])
  const asked = createStore<UnlockAsked>(() => ({ open: false, forAct: false }))
  const waiting: ((unlocked: boolean) => void)[] = []

  function closeWith(unlocked: boolean): void {
    asked.setState({ open: false, forAct: false })
    for (const settle of waiting.splice(0)) settle(unlocked)
  }
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    try {
      return await done
    } finally {
      await answers.load()
    }
  }
  const actions = {
    /** Ask a person to unlock; resolves false when they would rather not. */
    askToUnlock(): Promise<boolean> {
      asked.setState({ open: true, forAct: true })
      return new Promise((settle) => waiting.push(settle))
    },
    openUnlock: (): void => asked.setState({ open: true, forAct: waiting.length > 0 }),
    cancelUnlock: (): void => closeWith(false),
    async unlock(mirrorId: MirrorId, pin: string): Promise<void> {
      await reload(bridge.mirrors.unlock({ mirrorId, pin }))
      closeWith(true)
    },
    lock: (mirrorId: MirrorId) => reload(bridge.mirrors.lock({ mirrorId })),
    add: (input: { name: string; pin: string }) => reload(bridge.mirrors.add(input)),
    revoke: (mirrorId: MirrorId) => reload(bridge.mirrors.revoke({ mirrorId })),
    changePin: (input: { mirrorId: MirrorId; pin: string; newPin: string }) =>
      reload(bridge.mirrors.changePin(input)),
  }
  return { ...answers, asked, actions }
}
