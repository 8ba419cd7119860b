import { type Foundation, isPractising } from './foundation.ts'

/** A test federation keeps its moved clock; anywhere else the time is the machine's. */
export async function settleIn(foundation: Foundation): Promise<void> {
  const { clock, settings } = foundation
  if (!isPractising(foundation) && clock.advancedMs !== 0) {
    await settings.set({ clockAdvancedMs: 0 })
    clock.advance(-clock.advancedMs)
  }
  await applyIntervals(foundation)
}

/** What the command line says, as far as it holds in the federation this Node is in. */
export async function applyIntervals(foundation: Foundation): Promise<void> {
  const { dht, helper, lan, reportIntervalMs, slotMs } = foundation.options
  const practises = isPractising(foundation)
  await foundation.settings.set({
    ...(typeof lan === 'boolean' ? { lan } : {}),
    ...(typeof dht === 'boolean' ? { dht } : {}),
    ...(typeof helper === 'boolean' ? { helper } : {}),
    ...(practises && typeof reportIntervalMs === 'number' ? { reportIntervalMs } : {}),
    ...(practises && typeof slotMs === 'number' ? { slotMs } : {}),
  })
}
