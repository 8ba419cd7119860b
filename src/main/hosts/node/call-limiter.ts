import type { Frame, FrameChannel } from '../../../shared/bridge/channel.ts'
import { type ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import type { Clock } from '../../platform/clock.ts'

/** Calls of one socket in a second, and at once after a rest. Source: docs/security.md, "Loopback host": ten times what the busiest view asks. */
export const CALLS_PER_SECOND = 200

export interface CallLimiterDeps {
  readonly clock: Clock
  describe(error: MirrorError): ErrorBody
}

/** The same channel, whose calls beyond the cap are answered with 'too-many-calls' and go no further. */
export function limitCalls(channel: FrameChannel, deps: CallLimiterDeps): FrameChannel {
  let left = CALLS_PER_SECOND
  let countedAtMs = deps.clock.nowMs()

  function take(): boolean {
    const nowMs = deps.clock.nowMs()
    const earned = (Math.max(0, nowMs - countedAtMs) / 1000) * CALLS_PER_SECOND
    left = Math.min(CALLS_PER_SECOND, left + earned)
    countedAtMs = nowMs
    if (left < 1) return false
    left -= 1
    return true
  }

  const refuse = (frame: Frame & { t: 'call' }): void =>
    channel.send({ t: 'err', id: frame.id, error: deps.describe(new MirrorError('too-many-calls')) })

  return {
    send: channel.send,
    onClose: channel.onClose,
    onFrame: (listener) =>
      channel.onFrame((frame) => {
        if (frame.t !== 'call' || take()) listener(frame)
        else refuse(frame)
      }),
  }
}
