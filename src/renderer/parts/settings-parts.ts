import type { MessageKey } from '../app/messages/words.tsx'

/** The parts of the settings by the name that an address gives them, in their order, each with its title. */
export const SETTINGS_PARTS = {
  appearance: 'settings.appearance',
  keys: 'keys.section',
  node: 'settings.node',
  mirrors: 'mirrors.title',
  backup: 'backup.title',
  hours: 'settings.hours',
  network: 'settings.network',
  policy: 'policy.title',
  federation: 'federation.title',
  practice: 'practice.title',
  clock: 'clock.title',
  about: 'about.title',
} as const satisfies Readonly<Record<string, MessageKey>>
export type SettingsPart = keyof typeof SETTINGS_PARTS
