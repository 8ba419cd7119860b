import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { backup } from '../../../shared/contract/backup.ts'
import type { BackupService } from './backup-service.ts'

/** The contract's `backup`. */
export function backupHandlers(service: BackupService): FeatureHandlers<typeof backup, Caller> {
  return {
    status: () => service.status(),
    writeWords: async () => ({ path: await service.writeWords() }),
    drillQuestions: () => ({ positions: [...service.drillQuestions()] }),
    drill: async ({ answers }) => {
      await service.drill(answers)
      return {}
    },
    writeFile: ({ passphrase }) => service.writeFile(passphrase),
    confirmEpoch: async () => {
      await service.confirmEpoch()
      return {}
    },
  }
}
