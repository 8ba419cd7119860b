import type { Caller } from '../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../shared/bridge/contract.ts'
import type { setup } from '../../shared/contract/setup.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Language } from '../../shared/kernel/language.ts'
import type { CreateInput, RestoreInput, SeatPhase } from './seat.ts'
import type { SeatPorts } from './seat-ports.ts'

export interface SetupDeps {
  readonly ports: Pick<SeatPorts, 'vault'>
  phase(): SeatPhase
  /** The Node's own where there is one, else the system's. */
  language(): Language
  create(input: CreateInput): Promise<NodeId>
  restore(input: RestoreInput): Promise<NodeId>
  unlock(passphrase: string): Promise<NodeId>
}

/** The contract's `setup`, which answers before a Node is open. */
export function setupHandlers(deps: SetupDeps): FeatureHandlers<typeof setup, Caller> {
  return {
    status: () => ({
      phase: deps.phase(),
      vault: deps.ports.vault.kind,
      suggestedLanguage: deps.language(),
    }),
    create: async (input) => ({ nodeId: await deps.create(input) }),
    restore: async (input) => ({ nodeId: await deps.restore(input) }),
    unlock: async ({ passphrase }) => ({ nodeId: await deps.unlock(passphrase) }),
  }
}
