import { createStore } from 'zustand/vanilla'
import type { Bridge } from '../../shared/contract/index.ts'
import type { Earmark, TransferHint, TransferView } from '../../shared/contract/transfers.ts'
import type { TransferId } from '../../shared/kernel/ids.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

/** Transfers asked for at once. Chosen here: the most the Node gives, because the list is ordered by what waits. */
const LIST_LIMIT = 500

/** A transfer as the list knows it: without its conversation. */
export type TransferSummary = Omit<TransferView, 'messages' | 'progress'>
type Inputs = { readonly [M in keyof Bridge['transfers']]: Parameters<Bridge['transfers'][M]>[0] }

/** Who answered what on this page, never how: forgotten with the page, and only shown to the Mirror who answered. */
export interface SealedHere {
  readonly marks: readonly string[]
}
export const sealMark = (id: TransferId, mirrorId: string): string => `${id} ${mirrorId}`

/** The transfers of this Node, newest first, and what a person does with them. */
export function createTransfersStore(bridge: Bridge) {
  const ask = async (): Promise<readonly TransferSummary[]> =>
    (await bridge.transfers.list({ limit: LIST_LIMIT })).transfers
  const answers = createAnswerStore(ask, [bridge.transfers.changed])
  const opened = new Map<string, AnswerStore<TransferView>>()
  const sealed = createStore<SealedHere>(() => ({ marks: [] }))

  /** One transfer whole, as a cache of its own. */
  function one(id: TransferId): AnswerStore<TransferView> {
    const known = opened.get(id) ?? createAnswerStore(() => bridge.transfers.get({ id }), [changesOf(id)])
    opened.set(id, known)
    return known
  }
  const changesOf = (id: TransferId) => (listener: () => void) =>
    bridge.transfers.changed((changed) => {
      if (changed.id === undefined || changed.id === id) listener()
    })
  const then = async <T>(id: string, done: Promise<T>): Promise<T> => {
    const result = await done
    await Promise.all([answers.load(), opened.get(id)?.load()])
    return result
  }
  const actions = {
    async offer(input: Inputs['offer']) {
      const offered = await bridge.transfers.offer(input)
      await answers.load()
      return offered
    },
    counter: (input: Inputs['counter']) => then(input.id, bridge.transfers.counter(input)),
    talk: (id: TransferId, text: string) => then(id, bridge.transfers.talk({ id, text })),
    agreeTerms: (id: TransferId, revision: number) => then(id, bridge.transfers.agreeTerms({ id, revision })),
    /** Seals an answer. What is remembered here is the same for a yes and a no. */
    async decide(id: TransferId, consent: boolean): Promise<void> {
      await bridge.transfers.decide({ id, consent })
      const { mirrors } = await bridge.mirrors.list({})
      const mirror = mirrors.find(({ unlocked, revoked }) => unlocked && !revoked)
      if (mirror === undefined) return
      const mark = sealMark(id, mirror.mirrorId)
      sealed.setState(({ marks }) => ({ marks: [...marks.filter((known) => known !== mark), mark] }))
    },
    endNow: (id: TransferId) => then(id, bridge.transfers.endNow({ id })),
    report: (input: Inputs['report']) => then(input.id, bridge.transfers.report(input)),
    confirmReceipt: (input: Inputs['confirmReceipt']) =>
      then(input.id, bridge.transfers.confirmReceipt(input)),
  }
  return { ...answers, one, sealed, actions }
}

/** Needs and plenties that fit, as found here. */
export function createTransferHintsStore(bridge: Bridge) {
  const ask = async (): Promise<readonly TransferHint[]> => (await bridge.transfers.hints({})).hints
  return createAnswerStore(ask, [bridge.map.changed, bridge.resources.changed, bridge.transfers.changed])
}

/** What is promised already of each resource, and what is free. */
export function createEarmarksStore(bridge: Bridge) {
  const ask = async (): Promise<readonly Earmark[]> => (await bridge.transfers.earmarks({})).earmarks
  return createAnswerStore(ask, [bridge.resources.changed, bridge.transfers.changed])
}
