import type { MessageKey } from './messages/words.tsx'

/** Where a key means what it says: on every screen, or only while a view answers to it. */
export type ShortcutPlace = 'everywhere' | 'alerts'

interface ShortcutSpec {
  readonly place: ShortcutPlace
  /** One press after the other, each as `pressOf` names it. */
  readonly presses: readonly string[]
  readonly words: MessageKey
  /** What is focused answers to it by itself: told to people here, handled nowhere else. */
  readonly ofItself?: true
}

/** Every key that means something outside of fields: what is told and what is listened for are this one table. */
export const SHORTCUTS = {
  find: { place: 'everywhere', presses: ['mod+k'], words: 'keys.find' },
  keys: { place: 'everywhere', presses: ['?'], words: 'keys.help' },
  close: { place: 'everywhere', presses: ['escape'], words: 'keys.close', ofItself: true },
  '/': { place: 'everywhere', presses: ['g', 'h'], words: 'nav.needs' },
  '/resources': { place: 'everywhere', presses: ['g', 'r'], words: 'nav.resources' },
  '/map': { place: 'everywhere', presses: ['g', 'm'], words: 'nav.map' },
  '/alerts': { place: 'everywhere', presses: ['g', 'a'], words: 'nav.alerts' },
  '/transfers': { place: 'everywhere', presses: ['g', 't'], words: 'nav.transfers' },
  '/seedbed': { place: 'everywhere', presses: ['g', 's'], words: 'nav.seedbed' },
  '/neighbours': { place: 'everywhere', presses: ['g', 'n'], words: 'nav.neighbours' },
  '/settings': { place: 'everywhere', presses: ['g', ','], words: 'nav.settings' },
  'alerts.next': { place: 'alerts', presses: ['j'], words: 'keys.next' },
  'alerts.previous': { place: 'alerts', presses: ['k'], words: 'keys.previous' },
  'alerts.open': { place: 'alerts', presses: ['enter'], words: 'keys.open', ofItself: true },
  'alerts.acknowledge': { place: 'alerts', presses: ['e'], words: 'keys.acknowledge' },
  'alerts.snooze': { place: 'alerts', presses: ['s'], words: 'keys.snooze' },
} as const satisfies Readonly<Record<string, ShortcutSpec>>

export type ShortcutId = keyof typeof SHORTCUTS
/** The places of the page that keys lead to. */
export type ShortcutPath = Extract<ShortcutId, `/${string}`>

const all = Object.entries(SHORTCUTS) as readonly (readonly [ShortcutId, ShortcutSpec])[]

/** The shortcuts of one place, in the order in which people are told of them. */
export const shortcutsAt = (at: ShortcutPlace): readonly (readonly [ShortcutId, ShortcutSpec])[] =>
  all.filter(([, { place }]) => place === at)

export const shortcutPaths: readonly ShortcutPath[] = all
  .map(([id]) => id)
  .filter((id): id is ShortcutPath => id.startsWith('/'))

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** What was pressed, as the table names it; null for what no shortcut can be. `mod` is the key that commands on this machine. */
export function pressOf(event: Pressed, isApple: boolean): string | null {
  const isCommand = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  const key = event.key.toLowerCase()
  const isShiftedLetter = event.shiftKey && /^\p{L}$/u.test(key)
  if (event.altKey || isShiftedLetter) return null
  if (event.ctrlKey || event.metaKey) return isCommand ? `mod+${key}` : null
  return key
}

/** What the presses so far mean: a shortcut, the beginning of one, or nothing. */
export function meaningOf(
  presses: readonly string[],
  able: (id: ShortcutId) => boolean,
): ShortcutId | 'begun' | null {
  const begins = all.filter(
    ([id, spec]) =>
      spec.ofItself !== true && able(id) && presses.every((press, index) => spec.presses[index] === press),
  )
  const whole = begins.find(([, spec]) => spec.presses.length === presses.length)
  if (whole !== undefined) return whole[0]
  return begins.length > 0 ? 'begun' : null
}

/** Whether it is a character alone, which speech input and shaking hands set off by chance: these can be turned off (WCAG 2.2, 2.1.4). */
export const isCharacter = (press: string): boolean => [...press].length === 1

const MARKS: Readonly<Record<string, string>> = { enter: 'Enter', escape: 'Esc' }

/** A press as the keys of this machine are marked. */
export function marksOf(press: string, isApple: boolean): readonly string[] {
  if (press.startsWith('mod+')) return [isApple ? '⌘' : 'Ctrl', press.slice('mod+'.length).toUpperCase()]
  return [MARKS[press] ?? press]
}
