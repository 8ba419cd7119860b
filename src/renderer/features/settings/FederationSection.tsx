import { useState } from 'react'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { HoldButton } from '../../ui/HoldButton.tsx'
import { Day } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { Section } from './Section.tsx'

/** Letters of a federation's id that are shown: enough to compare by voice. */
const ID_SHOWN_CHARS = 12

/** The circle of Nodes this one belongs to, and the way out. */
export function FederationSection() {
  const say = useSay()
  const { federation } = useStores()
  return (
    <Section part="federation" title={say('federation.title')} lede={say('federation.lede')}>
      <Answered of={federation} step={say('settings.loading')}>
        {({ federationId, practice, founders, joinedAtMs, archived }) => (
          <>
            <dl className="facts">
              <div>
                <dt>{say('federation.id')}</dt>
                <dd>
                  <code>{federationId.slice(0, ID_SHOWN_CHARS)}</code>{' '}
                  {say(practice ? 'federation.practice' : 'federation.real')}
                </dd>
              </div>
              <div>
                <dt>{say('federation.founders')}</dt>
                <dd>{say('federation.founderCount', { count: founders.length })}</dd>
              </div>
              <div>
                <dt>{say('federation.joined')}</dt>
                <dd>
                  <Day atMs={joinedAtMs} />
                </dd>
              </div>
            </dl>
            {archived.length > 0 && (
              <ul className="notes">
                {archived.map((old) => (
                  <li key={old.federationId}>
                    <code>{old.federationId.slice(0, ID_SHOWN_CHARS)}</code>{' '}
                    <Words id="federation.left" values={{ when: <Day atMs={old.leftAtMs} /> }} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
      <LeaveFederation />
    </Section>
  )
}

function LeaveFederation() {
  const say = useSay()
  const { federation } = useStores()
  const [asking, setAsking] = useState(false)
  const leave = useAction(async () => {
    await federation.actions.leave()
    setAsking(false)
  })
  return (
    <div className="actions">
      <Action onPress={() => setAsking(true)}>{say('federation.leave')}</Action>
      <Dialogue
        title={say('federation.leaveTitle')}
        open={asking}
        onClose={() => setAsking(false)}
        role="alertdialog"
      >
        <p className="consequence">{say('federation.leaveConsequence')}</p>
        {leave.failure !== null && <Failure of={leave.failure} />}
        <div className="actions">
          <Action onPress={() => setAsking(false)} autoFocus>
            {say('federation.stay')}
          </Action>
          <HoldButton disabled={leave.busy} onHeld={() => void leave.run()}>
            {say('federation.holdToLeave')}
          </HoldButton>
        </div>
      </Dialogue>
    </div>
  )
}
