import { systemClock } from '../platform/clock.ts'
import { clearPractice, openPractice, type PracticeHost } from './practice.ts'
import { WorldSwitch, type WorldSwitchDeps } from './world-switch.ts'

/** The live Node of a host with the way into practice and back, not yet started. */
export function createWorldSwitch(
  deps: Pick<WorldSwitchDeps, 'live' | 'describe'>,
  host: PracticeHost,
): WorldSwitch {
  return new WorldSwitch({
    ...deps,
    clock: systemClock,
    logger: host.ports.logger,
    openPractice: (language) => openPractice(host, language),
    clearPractice: () => clearPractice(host.dataDir),
  })
}
