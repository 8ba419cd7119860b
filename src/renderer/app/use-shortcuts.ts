import { createContext, type RefObject, useContext, useEffect, useRef } from 'react'
import { isAppleMachine } from '../platform/apple-machine.ts'
import type { PageClock } from '../platform/page-clock.ts'
import { useStores, useUi } from '../stores/stores.tsx'
import { isComposing, isWriting } from '../ui/composing.ts'
import {
  isCharacter,
  meaningOf,
  pressOf,
  SHORTCUTS,
  type ShortcutId,
  type ShortcutPlace,
} from './shortcuts.ts'

/** How long the second press of two may wait. Chosen here: unhurried, and forgotten before the next thought. */
const NEXT_PRESS_WITHIN_MS = 2_000

export type ShortcutHandlers = Partial<Readonly<Record<ShortcutId, () => void>>>

/** Who answers to which keys just now; who came last is asked first, a view before the page around it. */
export interface ShortcutBoard {
  readonly answering: Set<RefObject<ShortcutHandlers>>
}
export const createShortcutBoard = (): ShortcutBoard => ({ answering: new Set() })
export const ShortcutBoardContext = createContext<ShortcutBoard>(createShortcutBoard())

/** Answer to these shortcuts for as long as this is on screen. */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const { answering } = useContext(ShortcutBoardContext)
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    answering.add(latest)
    return () => void answering.delete(latest)
  }, [answering])
}

/** The places of which some shortcut is answered to just now. */
export function placesOf({ answering }: ShortcutBoard): ReadonlySet<ShortcutPlace> {
  const ids = [...answering].flatMap(({ current }) => Object.keys(current) as ShortcutId[])
  return new Set(ids.map((id) => SHORTCUTS[id].place))
}

const handlerOf = ({ answering }: ShortcutBoard, id: ShortcutId): (() => void) | undefined =>
  [...answering].map(({ current }) => current[id]).findLast((handler) => handler !== undefined)

/** Presses read one after the other: the first of two waits a while for its second. */
function createReader(board: ShortcutBoard, clock: PageClock) {
  let begun: readonly string[] = []
  let forget = (): void => {}
  const able = (id: ShortcutId): boolean => handlerOf(board, id) !== undefined

  function keep(presses: readonly string[]): void {
    forget()
    begun = presses
    forget = clock.after(NEXT_PRESS_WITHIN_MS, () => {
      begun = []
    })
  }
  function read(press: string): ShortcutId | 'begun' | null {
    const together = [...begun, press]
    const meaning = meaningOf(together, able)
    if (meaning === null && begun.length > 0) {
      begun = []
      return read(press) // what was begun came to nothing: this press stands for itself
    }
    keep(meaning === 'begun' ? together : [])
    return meaning
  }
  return { read, stop: () => forget() }
}

/** Listen to the keyboard for the whole page; silent while a person writes, composes, or stands before a dialogue. */
export function useShortcutKeys(board: ShortcutBoard): void {
  const { pageClock, ui } = useStores()
  const hasCharacters = useUi((state) => state.singleKeys)
  useEffect(() => {
    const reader = createReader(board, pageClock)
    function listen(event: KeyboardEvent): void {
      const press = pressOf(event, isAppleMachine())
      if (press === null || isCovered() || isNotForUs(event) || !isHeard(press, event.target)) return
      const meaning = reader.read(press)
      if (meaning === null) return
      event.preventDefault()
      if (meaning !== 'begun') handlerOf(board, meaning)?.()
    }
    /** Also while what was called for is still on its way: the letters typed at once are meant for it. */
    const isCovered = (): boolean => ui.store.getState().overlay !== null
    const isHeard = (press: string, target: EventTarget | null): boolean =>
      !isCharacter(press) || (hasCharacters && !isWriting(target))
    document.addEventListener('keydown', listen)
    return () => {
      reader.stop()
      document.removeEventListener('keydown', listen)
    }
  }, [board, hasCharacters, pageClock, ui])
}

const isNotForUs = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  isComposing(event) ||
  document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
