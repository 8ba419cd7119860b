import { createStore, type StoreApi } from 'zustand/vanilla'
import { buildBridge, type LastingBridge, type LinkState } from '../../src/renderer/bridge/lasting-bridge.ts'
import type { Contract, MethodSpec } from '../../src/shared/bridge/contract.ts'
import {
  type Bridge,
  contract,
  type MirrorwellContract,
  type MirrorwellEvent,
  type MirrorwellHandlers,
} from '../../src/shared/contract/index.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { defaultHandlers } from './fake-world.ts'

/** Answers by feature and method; what is missing is answered by the fake world. */
export type FakeAnswers = { readonly [F in keyof MirrorwellContract]?: Partial<MirrorwellHandlers<void>[F]> }

export interface FakeBridge extends LastingBridge {
  readonly link: StoreApi<LinkState>
  /** Every call in order, with the input as the Node would have parsed it. */
  readonly calls: readonly { readonly method: string; readonly input: unknown }[]
  /** The inputs of one method, in order. */
  inputsOf(method: string): readonly unknown[]
  /** Replace answers from now on. */
  answer(answers: FakeAnswers): void
  emit(name: MirrorwellEvent, payload?: object): void
}

type AnyHandler = (input: unknown, caller: undefined) => unknown
type Listener = (payload: unknown) => void

/** A bridge without a Node: parses input by the contract as the router does, and refuses acts while no Mirror is unlocked. */
export function fakeBridge(answers: FakeAnswers = {}): FakeBridge {
  const link = createStore<LinkState>(() => ({ phase: 'open' }))
  const calls: { method: string; input: unknown }[] = []
  const listeners = new Map<string, Set<Listener>>()
  const emit = (name: string, payload: object = {}): void => {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(payload)
  }
  const world = defaultHandlers(emit)
  /** Alerts asked for by name are those of the list. */
  const byName: FakeAnswers = {
    alerts: {
      get: async ({ ids }) => {
        const { alerts } = (await handlerOf('alerts', 'list')({}, undefined)) as Awaited<
          ReturnType<Bridge['alerts']['list']>
        >
        return { alerts: alerts.filter(({ id }) => ids.includes(id)) }
      },
    },
  }
  const replaced: FakeAnswers[] = [byName, answers]

  function handlerOf(feature: string, member: string): AnyHandler {
    const layers = [...replaced].reverse().concat(world as unknown as FakeAnswers)
    for (const layer of layers) {
      const members = layer[feature as keyof MirrorwellContract] as Record<string, AnyHandler> | undefined
      const handler = members?.[member]
      if (handler) return handler
    }
    throw new Error(`the fake bridge has no answer to ${feature}.${member}`)
  }

  async function call(feature: string, member: string, input: unknown): Promise<unknown> {
    const spec = (contract as Contract)[feature]?.[member] as MethodSpec
    const parsed = spec.input.safeParse(input ?? {})
    calls.push({ method: `${feature}.${member}`, input: parsed.data })
    if (!parsed.success)
      throw new MirrorError('invalid-input', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
    if (spec.kind === 'act' && !(await isUnlocked())) throw new MirrorError('mirror-locked')
    return (await handlerOf(feature, member)(parsed.data, undefined)) ?? {}
  }
  async function isUnlocked(): Promise<boolean> {
    const { mirrors } = (await handlerOf('mirrors', 'list')({}, undefined)) as Awaited<
      ReturnType<Bridge['mirrors']['list']>
    >
    return mirrors.some((mirror) => mirror.unlocked)
  }

  const bridge = buildBridge({
    method: (name, input) => {
      const [feature = '', member = ''] = name.split('.')
      return call(feature, member, input)
    },
    event: (name, listener) => {
      const set = listeners.get(name) ?? new Set<Listener>()
      listeners.set(name, set.add(listener))
      return () => void set.delete(listener)
    },
  })
  return {
    bridge,
    link,
    calls,
    inputsOf: (method) => calls.filter((one) => one.method === method).map((one) => one.input),
    answer: (more) => void replaced.push(more),
    emit,
  }
}
