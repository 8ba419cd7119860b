import type { Bridge } from '../../shared/contract/index.ts'
import { createAnswerStore } from './answer-store.ts'

type Profile = Parameters<Bridge['node']['setProfile']>[0]
type SettingsPatch = Parameters<Bridge['settings']['set']>[0]
type Create = Parameters<Bridge['setup']['create']>[0]
type Restore = Parameters<Bridge['setup']['restore']>[0]
type DrillAnswers = Parameters<Bridge['backup']['drill']>[0]['answers']

/** From an empty folder to an open Node. */
export function createSetupStore(bridge: Bridge) {
  const answers = createAnswerStore(() => bridge.setup.status({}), [bridge.setup.changed])
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }
  const actions = {
    create: (input: Create) => reload(bridge.setup.create(input)),
    restore: (input: Restore) => reload(bridge.setup.restore(input)),
    unlock: (passphrase: string) => reload(bridge.setup.unlock({ passphrase })),
  }
  return { ...answers, actions }
}

/** Who this Node is and how it fares. */
export function createNodeStore(bridge: Bridge) {
  const answers = createAnswerStore(
    () => bridge.node.status({}),
    [bridge.node.changed, bridge.neighbours.changed, bridge.mirrors.changed],
  )
  async function setProfile(profile: Profile): Promise<void> {
    await bridge.node.setProfile(profile)
    await answers.load()
  }
  return { ...answers, actions: { setProfile } }
}

/** What this Node prefers. */
export function createSettingsStore(bridge: Bridge) {
  const answers = createAnswerStore(() => bridge.settings.get({}), [bridge.settings.changed])
  async function set(patch: SettingsPatch): Promise<void> {
    await bridge.settings.set(patch)
    await answers.load()
  }
  return { ...answers, actions: { set } }
}

/** What this Node's Mirrors agreed on. */
export function createPolicyStore(bridge: Bridge) {
  const answers = createAnswerStore(() => bridge.policy.get({}), [bridge.mirrors.changed])
  async function set(transfersNeed: number): Promise<void> {
    await bridge.policy.set({ transfersNeed })
    await answers.load()
  }
  return { ...answers, actions: { set } }
}

/** How safe the Node is from a lost machine. */
export function createBackupStore(bridge: Bridge) {
  const answers = createAnswerStore(
    () => bridge.backup.status({}),
    [bridge.backup.changed, bridge.resources.changed, bridge.alerts.changed],
  )
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }
  const actions = {
    writeWords: () => reload(bridge.backup.writeWords({})),
    writeFile: (passphrase: string) => reload(bridge.backup.writeFile({ passphrase })),
    drillQuestions: async () => (await bridge.backup.drillQuestions({})).positions,
    drill: (answersGiven: DrillAnswers) => reload(bridge.backup.drill({ answers: answersGiven })),
    confirmEpoch: () => reload(bridge.backup.confirmEpoch({})),
  }
  return { ...answers, actions }
}

/** The circle of Nodes this one belongs to. */
export function createFederationStore(bridge: Bridge) {
  const answers = createAnswerStore(() => bridge.federation.describe({}), [bridge.node.changed])
  async function leave(): Promise<void> {
    await bridge.federation.leave({})
    await answers.load()
  }
  return { ...answers, actions: { leave } }
}

/** The application's clock, which only a practice federation may move. */
export function createClockStore(bridge: Bridge) {
  const answers = createAnswerStore(() => bridge.clock.now({}), [bridge.node.changed])
  async function advance(ms: number): Promise<void> {
    await bridge.clock.advance({ ms })
    await answers.load()
  }
  return { ...answers, actions: { advance } }
}

/** The machine around the Node. */
export function createHostStore(bridge: Bridge) {
  const answers = createAnswerStore(() => bridge.host.describe({}), [bridge.setup.changed])
  return { ...answers, actions: { diagnostics: async () => (await bridge.host.diagnostics({})).text } }
}
