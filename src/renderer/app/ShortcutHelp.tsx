import { useContext } from 'react'
import { isAppleMachine } from '../platform/apple-machine.ts'
import { useUi } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { goTo } from './hash-location.ts'
import { type MessageKey, useSay } from './messages/words.tsx'
import { isCharacter, marksOf, type ShortcutPlace, shortcutsAt } from './shortcuts.ts'
import { placesOf, ShortcutBoardContext } from './use-shortcuts.ts'
import './shortcut-help.css'

interface ShortcutHelpProps {
  readonly open: boolean
  readonly onClose: () => void
}

const PLACE_WORDS: Readonly<Record<ShortcutPlace, MessageKey>> = {
  alerts: 'alerts.shortcuts',
  everywhere: 'keys.everywhere',
}

/** What the keys do: in the view that is open, and everywhere. */
export function ShortcutHelp({ open, onClose }: ShortcutHelpProps) {
  const say = useSay()
  function toSettings(): void {
    onClose()
    goTo('/settings?at=keys')
  }
  return (
    <Dialogue title={say('keys.title')} open={open} onClose={onClose}>
      <ShortcutLists />
      <div className="actions">
        <Action kind="quiet" onPress={toSettings}>
          {say('keys.turnOff')}
        </Action>
        <Action kind="main" onPress={onClose} autoFocus>
          {say('ui.done')}
        </Action>
      </div>
    </Dialogue>
  )
}

function ShortcutLists() {
  const say = useSay()
  const places = placesOf(useContext(ShortcutBoardContext))
  const order = (Object.keys(PLACE_WORDS) as ShortcutPlace[]).filter((place) => places.has(place))
  return order.map((place) => (
    <section key={place} aria-label={say(PLACE_WORDS[place])}>
      <h3>{say(PLACE_WORDS[place])}</h3>
      <ShortcutList place={place} />
    </section>
  ))
}

/** The keys of one place; those that are turned off are not told. */
function ShortcutList({ place }: { readonly place: ShortcutPlace }) {
  const say = useSay()
  const hasCharacters = useUi((state) => state.singleKeys)
  const told = shortcutsAt(place).filter(([, { presses }]) => hasCharacters || !presses.every(isCharacter))
  return (
    <dl className="keys">
      {told.map(([id, { presses, words }]) => (
        <div key={id}>
          <dt>
            <Keys presses={presses} />
          </dt>
          <dd>{say(words)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Keys({ presses }: { readonly presses: readonly string[] }) {
  return presses
    .flatMap((press) => marksOf(press, isAppleMachine()))
    .map((mark) => (
      <span key={mark}>
        <kbd>{mark}</kbd>{' '}
      </span>
    ))
}
