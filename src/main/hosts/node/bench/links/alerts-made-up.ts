import { systemClock } from '../../../../platform/clock.ts'
import type { RawEnvelope } from '../../../../replica/envelope-codec.ts'
import { MadeUpNode } from '../ui/made-up-nodes.ts'
import { FEDERATION } from './bench-ground.ts'

/** One alert after the other, each signed by a Mirror and a Node; made before it is needed. */
export class AlertSupply {
  readonly #author = new MadeUpNode(1, { federationId: FEDERATION, sinceMs: systemClock.nowMs() - 1 })
  #made = 0

  take(count: number): readonly RawEnvelope[] {
    return Array.from({ length: count }, () => {
      this.#made += 1
      return this.#author.alert(this.#made, systemClock.nowMs()).raw
    })
  }
}
