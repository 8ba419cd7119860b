import { useData, useStores } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { Peer } from '../ui/Peer.tsx'
import { useAction } from '../ui/use-action.ts'
import { useSay, Words } from './messages/words.tsx'

/** Which Mirror speaks on this page, and the way to change that. */
export function WhoAmI() {
  const say = useSay()
  const { mirrors, node } = useStores()
  const unlocked = useData(mirrors)?.find((mirror) => mirror.unlocked && !mirror.revoked)
  const status = useData(node)
  const lock = useAction(mirrors.actions.lock)
  return (
    <div className="who">
      <p className="who-name">
        {unlocked === undefined ? (
          say('who.nobody')
        ) : (
          <Words
            id="who.mirror"
            values={{ mirror: <Peer>{unlocked.name}</Peer>, node: <Peer>{status?.name ?? ''}</Peer> }}
          />
        )}
      </p>
      {status !== null && (
        <p className="who-sees">{say('who.sees', { near: status.neighbours, known: status.knownNodes })}</p>
      )}
      {unlocked === undefined ? (
        <Action onPress={mirrors.actions.openUnlock}>{say('who.unlock')}</Action>
      ) : (
        <Action busy={lock.busy} onPress={() => void lock.run(unlocked.mirrorId)}>
          {say('who.lock')}
        </Action>
      )}
    </div>
  )
}
