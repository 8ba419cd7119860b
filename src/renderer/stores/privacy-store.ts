import type { Bridge } from '../../shared/contract/index.ts'
import type { ResourcePrivacy } from '../../shared/contract/privacy.ts'
import { createAnswerStore } from './answer-store.ts'

/** What each report has told about a level, and how exact the next may be. */
export function createPrivacyStore(bridge: Bridge) {
  const ask = async (): Promise<readonly ResourcePrivacy[]> => (await bridge.privacy.budget({})).resources
  const answers = createAnswerStore(ask, [bridge.resources.changed, bridge.settings.changed])
  async function setAccuracy(resource: string, within: number): Promise<void> {
    await bridge.privacy.setAccuracy({ resource, within })
    await answers.load()
  }
  return { ...answers, actions: { setAccuracy } }
}
