import { createContext, useContext, useEffect } from 'react'
import type { StoreApi } from 'zustand'
import { useStore } from 'zustand'
import type { Bridge } from '../../shared/contract/index.ts'
import { type LastingBridge, type LinkState, withUnlocking } from '../bridge/lasting-bridge.ts'
import type { PageClock } from '../platform/page-clock.ts'
import { createAlertsStore } from './alerts-store.ts'
import type { Answer, AnswerStore } from './answer-store.ts'
import { createAttachmentsStore } from './attachments-store.ts'
import { createCallsStore, createLimitsStore } from './calls-store.ts'
import { createDrafts } from './drafts.ts'
import { createFilesStore } from './files-store.ts'
import { createMirrorsStore } from './mirrors-store.ts'
import { createInvitesStore, createNeighboursStore } from './neighbours-store.ts'
import {
  createBackupStore,
  createClockStore,
  createFederationStore,
  createHostStore,
  createNodeStore,
  createPolicyStore,
  createSettingsStore,
  createSetupStore,
} from './node-store.ts'
import { createLogStore, createPracticeStore, createTrialsStore } from './practice-store.ts'
import { createPrivacyStore } from './privacy-store.ts'
import { createReachStore } from './reach-store.ts'
import { createReportsStore } from './reports-store.ts'
import { createResourcesStore } from './resources-store.ts'
import { createHandbookStore, createSeedsStore } from './seeds-store.ts'
import { createTalkStore } from './talk-store.ts'
import { createEarmarksStore, createTransferHintsStore, createTransfersStore } from './transfers-store.ts'
import { createTrustStore } from './trust-store.ts'
import { createUiStore, type UiState } from './ui-store.ts'

export interface StoresOptions {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  readonly preferredLanguages: readonly string[]
  readonly clock: PageClock
  /** Begin the page again at its first view, forgetting all that the Node has said. */
  readonly startAnew: () => void
}

/** Everything the page knows, built once over one bridge. Acts that meet a locked Mirror ask for it and go on. */
export function createStores({ bridge: plain, link }: LastingBridge, options: StoresOptions) {
  const mirrors = createMirrorsStore(plain)
  const bridge: Bridge = withUnlocking(plain, mirrors.actions.askToUnlock)
  return {
    link,
    mirrors,
    pageClock: options.clock,
    ui: createUiStore(options.storage, options.preferredLanguages),
    drafts: createDrafts(),
    setup: createSetupStore(bridge),
    host: createHostStore(bridge),
    node: createNodeStore(bridge),
    settings: createSettingsStore(bridge),
    policy: createPolicyStore(bridge),
    backup: createBackupStore(bridge),
    federation: createFederationStore(bridge),
    clock: createClockStore(bridge),
    resources: createResourcesStore(bridge),
    privacy: createPrivacyStore(bridge),
    practice: createPracticeStore(bridge, options.startAnew),
    trials: createTrialsStore(bridge),
    logOf: createLogStore(bridge),
    reports: createReportsStore(bridge, options.clock),
    reach: createReachStore(bridge),
    alerts: createAlertsStore(bridge),
    transfers: createTransfersStore(bridge),
    transferHints: createTransferHintsStore(bridge),
    earmarks: createEarmarksStore(bridge),
    seeds: createSeedsStore(bridge),
    handbook: createHandbookStore(bridge),
    neighbours: createNeighboursStore(bridge),
    talk: createTalkStore(bridge),
    files: createFilesStore(bridge),
    attachments: createAttachmentsStore(bridge),
    calls: createCallsStore(bridge),
    limits: createLimitsStore(bridge),
    trust: createTrustStore(bridge),
    invites: createInvitesStore(bridge),
  }
}
export type Stores = ReturnType<typeof createStores>

const StoresContext = createContext<Stores | null>(null)
export const StoresProvider = StoresContext.Provider

export function useStores(): Stores {
  const stores = useContext(StoresContext)
  if (stores === null) throw new Error('StoresProvider is missing above this view')
  return stores
}

/** Follow one answer while this component is on screen. */
export function useAnswer<Data>(answers: AnswerStore<Data>): Answer<Data> {
  useEffect(() => answers.start(), [answers])
  return useStore(answers.store)
}

/** The data of one answer, followed; null until it is in. */
export const useData = <Data,>(answers: AnswerStore<Data>): Data | null => useAnswer(answers).data

export const useUi = <T,>(select: (state: UiState) => T): T => useStore(useStores().ui.store, select)
export const useLink = (): LinkState => useStore(useStores().link)
export const useSelected = <S, T>(store: StoreApi<S>, select: (state: S) => T): T => useStore(store, select)
