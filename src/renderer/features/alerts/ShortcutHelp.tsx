import { type MessageKey, useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'

const SHORTCUTS: readonly (readonly [string, MessageKey])[] = [
  ['j', 'keys.next'],
  ['k', 'keys.previous'],
  ['Enter', 'keys.open'],
  ['e', 'keys.acknowledge'],
  ['s', 'keys.snooze'],
  ['?', 'keys.help'],
]

/** What the single keys do. */
export function ShortcutHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  return (
    <Dialogue title={say('alerts.shortcuts')} open={open} onClose={onClose}>
      <dl className="keys">
        {SHORTCUTS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
      </dl>
      <div className="actions">
        <Action kind="main" onPress={onClose} autoFocus>
          {say('ui.done')}
        </Action>
      </div>
    </Dialogue>
  )
}
