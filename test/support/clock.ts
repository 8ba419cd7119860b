import { AdjustableClock } from '../../src/main/platform/clock.ts'

/** Where test clocks start. Chosen here: a Monday morning, far from any summer-time change. */
export const TEST_START_MS = Date.UTC(2026, 5, 1, 8)

/** A clock that stands still until a test moves it; timers set on it run when it is moved. */
export class TestClock extends AdjustableClock {
  constructor(startMs = TEST_START_MS) {
    super({ nowMs: () => startMs })
  }
}
