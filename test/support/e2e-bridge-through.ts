import type { Page } from 'playwright'
import { Signal } from '../../src/main/platform/signal.ts'
import type { Frame } from '../../src/shared/bridge/channel.ts'
import { createClient } from '../../src/shared/bridge/client.ts'
import type { Bridge, MirrorwellContract } from '../../src/shared/contract/index.ts'
import type { ErrorCode } from '../../src/shared/kernel/errors.ts'
import { askThrough } from './e2e-desktop.ts'

/** The desktop's Node, asked through the pipe of its page, which is the only way in. It tells of no events. */
export function bridgeThrough(page: Page): Bridge {
  const answers = new Signal<Frame>()
  const answer = async ({ id, method, input }: Extract<Frame, { t: 'call' }>): Promise<void> => {
    const output = await askThrough(page, method, input as object)
    const error = { code: output as ErrorCode, message: method, details: {} }
    answers.emit(typeof output === 'string' ? { t: 'err', id, error } : { t: 'ok', id, output })
  }
  return createClient<MirrorwellContract>({
    send: (frame) => void (frame.t === 'call' && answer(frame)),
    onFrame: (listener) => answers.listen(listener),
    onClose: () => () => {},
  })
}
