import type { NetworkInterfaceInfo } from 'node:os'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'

/** How often the machine's addresses are looked at. Chosen here: half of the time in which a Node is to be back among the others. */
export const LOOK_AT_ADDRESSES_MS = 5_000

type Interfaces = Readonly<
  Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'internal'>[] | undefined>
>

export interface NetworkWatchDeps {
  readonly timers: Timers
  interfaces(): Interfaces
  /** The machine has other addresses than before. */
  onChange(): void
}

/** What tells one network from another: the machine's own addresses in it. */
export function addressesIn(interfaces: Interfaces): string {
  return Object.values(interfaces)
    .flatMap((each = []) => each.filter(({ internal }) => !internal).map(({ address }) => address))
    .toSorted()
    .join(' ')
}

/** Tells when the machine came to another network, or lost or found one: Electron has no event for that in the main process. */
export class NetworkWatch implements Startable {
  readonly #deps: NetworkWatchDeps
  #cancel: Cancel = () => {}
  #addresses = ''

  constructor(deps: NetworkWatchDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    this.#addresses = addressesIn(this.#deps.interfaces())
    this.#cancel = this.#deps.timers.every(LOOK_AT_ADDRESSES_MS, () => this.#look())
  }

  async stop(): Promise<void> {
    this.#cancel()
  }

  #look(): void {
    const addresses = addressesIn(this.#deps.interfaces())
    if (addresses === this.#addresses) return
    this.#addresses = addresses
    if (addresses !== '') this.#deps.onChange()
  }
}
