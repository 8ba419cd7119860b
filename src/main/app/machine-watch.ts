import type { NetworkInterfaceInfo } from 'node:os'
import type { Clock } from '../platform/clock.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Cancel, Timers } from '../platform/timers.ts'

/** How often the machine is looked at. Source: docs/protocol.md, "Dialling". */
export const LOOK_EVERY_MS = 2_000
/** A look that comes so much too late was slept through. Chosen here: beyond what a busy machine is late by, below what a neighbour notices. */
export const SLEPT_MS = 3_000

type Interfaces = Readonly<
  Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'internal'>[] | undefined>
>

export interface MachineWatchDeps {
  readonly timers: Timers
  /** The time of day, which goes on while the machine sleeps. */
  readonly clock: Clock
  /** Goes on while the process alone is stopped, whatever is done to the time of day. */
  readonly steadyClock: Clock
  interfaces(): Interfaces
  /** The machine has slept, or has other addresses than before: links may be dead that do not know it. */
  wake(): void
}

/** What tells one network from another: the machine's own addresses in it. */
export function addressesIn(interfaces: Interfaces): string {
  return Object.values(interfaces)
    .flatMap((each = []) => each.filter(({ internal }) => !internal).map(({ address }) => address))
    .toSorted()
    .join(' ')
}

/** Tells within seconds that the machine, or this process alone, has slept, or came to another network. No system has one event for all of it. */
export class MachineWatch implements Startable {
  readonly #deps: MachineWatchDeps
  #cancel: Cancel = () => {}
  #addresses = ''
  #lookedAtMs = { day: 0, steady: 0 }

  constructor(deps: MachineWatchDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    this.#addresses = addressesIn(this.#deps.interfaces())
    this.#lookedAtMs = this.#nowMs()
    this.#cancel = this.#deps.timers.every(LOOK_EVERY_MS, () => this.#look())
  }

  async stop(): Promise<void> {
    this.#cancel()
  }

  #look(): void {
    const hasSlept = this.#hasSlept()
    const hasMoved = this.#hasMoved()
    if (hasSlept || hasMoved) this.#deps.wake()
  }

  /** A clock that somebody put forward looks like sleep, and costs each neighbour one question. */
  #hasSlept(): boolean {
    const before = this.#lookedAtMs
    this.#lookedAtMs = this.#nowMs()
    const { day, steady } = this.#lookedAtMs
    return Math.max(day - before.day, steady - before.steady) >= LOOK_EVERY_MS + SLEPT_MS
  }

  /** Without any address there is nobody to ask. */
  #hasMoved(): boolean {
    const addresses = addressesIn(this.#deps.interfaces())
    if (addresses === this.#addresses) return false
    this.#addresses = addresses
    return addresses !== ''
  }

  #nowMs(): { readonly day: number; readonly steady: number } {
    return { day: this.#deps.clock.nowMs(), steady: this.#deps.steadyClock.nowMs() }
  }
}
