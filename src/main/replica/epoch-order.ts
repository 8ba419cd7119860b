import type { Epoch } from './entry.ts'

/** Negative where `a` is the older epoch; by opening time, then by random bytes. Source: docs/protocol.md, "Epochs". */
export function compareEpochs(a: Epoch, b: Epoch): number {
  if (a.openedAtMs !== b.openedAtMs) return a.openedAtMs - b.openedAtMs
  return a.random < b.random ? -1 : Number(a.random > b.random)
}

/** An epoch for people and logs: opening time and 8 hex digits. */
export const formatEpoch = (epoch: Epoch): string => `${epoch.openedAtMs}-${epoch.random.slice(0, 8)}`
