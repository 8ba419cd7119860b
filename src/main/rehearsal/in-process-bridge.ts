import type { Caller } from '../../shared/bridge/caller.ts'
import type { Frame } from '../../shared/bridge/channel.ts'
import { createClient } from '../../shared/bridge/client.ts'
import type { Router } from '../../shared/bridge/router.ts'
import type { Bridge, MirrorwellContract, MirrorwellEvent } from '../../shared/contract/index.ts'
import { Signal } from '../platform/signal.ts'

export interface InProcessSeat {
  readonly router: Router<Caller>
  onEvent(listener: (name: MirrorwellEvent, payload: unknown, atMs: number) => void): () => void
}

/** A seat of this process as any caller holds it: the contract and nothing else. */
export function createInProcessBridge(seat: () => InProcessSeat, caller: Caller): Bridge {
  const answers = new Signal<Frame>()
  return createClient<MirrorwellContract>({
    send(frame) {
      if (frame.t !== 'call') return
      void seat()
        .router.answer(frame, caller)
        .then((answer) => answers.emit(answer))
    },
    onFrame: (listener) => answers.listen(listener),
    onClose: () => () => {}, // it ends with the process
  })
}
