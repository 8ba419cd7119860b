import type { ResourceState } from '../../shared/contract/resources.ts'
import type { Say } from '../app/messages/words.tsx'
import { isolate, useSay } from '../app/messages/words.tsx'
import { Peer } from '../ui/Peer.tsx'
import { type MarkShape, StateMark } from '../ui/StateMark.tsx'

export const PRESETS = ['energy', 'water', 'food'] as const
export type Preset = (typeof PRESETS)[number]
/** The unit of each resource that all know. Source: NODE_SYNCHRONIZATION §2.1. */
export const PRESET_UNITS: Readonly<Record<Preset, string>> = { energy: 'kWh', water: 'L', food: 'kg' }
export const isPreset = (resource: string): resource is Preset =>
  PRESETS.some((preset) => preset === resource)

export const STATE_SHAPES: Readonly<Record<ResourceState, MarkShape>> = {
  surplus: 'full',
  enough: 'ring',
  deficit: 'broken',
}

/** The name of a resource: a word of ours for the three that all know, otherwise as its Node calls it. */
export function ResourceWord({ resource }: { readonly resource: string }) {
  const say = useSay()
  return isPreset(resource) ? say(`resource.${resource}`) : <Peer>{resource}</Peer>
}

export const resourceText = (say: Say, resource: string): string =>
  isPreset(resource) ? say(`resource.${resource}`) : isolate(resource)

/** Surplus, enough or in need, by shape and word. */
export function StateWord({ state }: { readonly state: ResourceState }) {
  const say = useSay()
  return (
    <span className={`state state-${state}`}>
      <StateMark shape={STATE_SHAPES[state]} />
      {say(`state.${state}`)}
    </span>
  )
}
