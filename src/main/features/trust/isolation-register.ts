import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { TrustStore } from './trust-store.ts'

export interface IsolationRegisterDeps {
  readonly store: Pick<TrustStore, 'open'>
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
}

/** Whom this Node has set apart just now. Asked for every frame and every report shown, so it is kept at hand. */
export class IsolationRegister {
  readonly #deps: IsolationRegisterDeps
  #known: { readonly federation: FederationId; readonly untilMs: ReadonlyMap<NodeId, number> } | null = null

  constructor(deps: IsolationRegisterDeps) {
    this.#deps = deps
  }

  isIsolated(nodeId: NodeId): boolean {
    const untilMs = this.#untilMs().get(nodeId)
    return untilMs !== undefined && this.#deps.clock.nowMs() < untilMs
  }

  count(): number {
    const nowMs = this.#deps.clock.nowMs()
    return [...this.#untilMs().values()].filter((untilMs) => nowMs < untilMs).length
  }

  /** What is on disk has changed. */
  refresh(): void {
    this.#known = null
  }

  /** Read anew after each change, and where this Node has gone to another federation. */
  #untilMs(): ReadonlyMap<NodeId, number> {
    const federation = this.#deps.federation()
    if (this.#known?.federation !== federation) {
      const open = this.#deps.store.open(federation, true)
      this.#known = { federation, untilMs: new Map(open.map(({ peer, untilMs }) => [peer, untilMs])) }
    }
    return this.#known.untilMs
  }
}
