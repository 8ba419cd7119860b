import { type StretchKey, stretchOnOtherThread } from '../crypto/key-stretching.ts'
import { type AdjustableClock, type Clock, steadyClock, systemClock } from '../platform/clock.ts'
import { ClockTimers, type StoppableTimers } from '../platform/timers.ts'
import { type FileShelf, openShelf } from '../storage/file-shelf.ts'

/** The time that a world of virtual Nodes lives in. */
export interface WorldTime {
  readonly clock: Clock
  readonly steadyClock: Clock
  /** Done when this time says that it is at rest, if it ever does. */
  readonly stretchKey: StretchKey
  /** As `stretchKey`. */
  readonly openShelf: (folder: string) => FileShelf
  createTimers(clock: Clock | AdjustableClock): StoppableTimers
  /** Wait for work that takes time. */
  passFor<T>(work: Promise<T>): Promise<T>
}

/** Time as it passes: for a world that a person looks at. */
export const realTime: WorldTime = {
  clock: systemClock,
  steadyClock,
  stretchKey: stretchOnOtherThread,
  openShelf,
  createTimers: (clock) => new ClockTimers(clock),
  passFor: (work) => work,
}
