import { useState } from 'react'
import type { MirrorView } from '../../../shared/contract/mirrors.ts'
import { isolate, useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Day, ExactTime } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { AddMirrorForm, ChangePinForm } from './MirrorForms.tsx'
import { Section } from './Section.tsx'

/** The people of this Node. */
export function MirrorsSection() {
  const say = useSay()
  const { mirrors } = useStores()
  const [adding, setAdding] = useState(false)
  return (
    <Section part="mirrors" title={say('mirrors.title')} lede={say('mirrors.lede')}>
      <Answered of={mirrors} step={say('settings.loading')}>
        {(list) => (
          <ul className="rows">
            {list.map((mirror) => (
              <li key={mirror.mirrorId}>
                <MirrorRow mirror={mirror} isLast={list.filter((one) => !one.revoked).length <= 1} />
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <div className="actions">
        <Action onPress={() => setAdding(true)}>{say('mirrors.add')}</Action>
      </div>
      <Dialogue title={say('mirrors.add')} open={adding} onClose={() => setAdding(false)}>
        <AddMirrorForm onDone={() => setAdding(false)} />
      </Dialogue>
    </Section>
  )
}

interface MirrorRowProps {
  readonly mirror: MirrorView
  readonly isLast: boolean
}

function MirrorRow({ mirror, isLast }: MirrorRowProps) {
  const say = useSay()
  const [changing, setChanging] = useState(false)
  return (
    <article className="row row-line">
      <div>
        <h3>
          <Peer>{mirror.name}</Peer>
        </h3>
        <p className="meta">
          <Words id="mirrors.since" values={{ when: <Day atMs={mirror.sinceMs} /> }} />
          {mirror.unlocked && ` · ${say('mirrors.unlocked')}`}
          {mirror.revoked && ` · ${say('mirrors.revoked')}`}
          {mirror.blockedUntilMs !== null && (
            <>
              {' · '}
              <Words id="mirrors.blocked" values={{ when: <ExactTime atMs={mirror.blockedUntilMs} /> }} />
            </>
          )}
        </p>
      </div>
      {!mirror.revoked && (
        <div className="actions">
          <Action
            label={`${say('mirrors.changePin')}: ${isolate(mirror.name)}`}
            onPress={() => setChanging(true)}
          >
            {say('mirrors.changePin')}
          </Action>
          <RevokeMirror mirror={mirror} isLast={isLast} />
        </div>
      )}
      <Dialogue
        title={say('mirrors.changePinOf', { mirror: isolate(mirror.name) })}
        open={changing}
        onClose={() => setChanging(false)}
      >
        <ChangePinForm mirrorId={mirror.mirrorId} onDone={() => setChanging(false)} />
      </Dialogue>
    </article>
  )
}

function RevokeMirror({ mirror, isLast }: MirrorRowProps) {
  const say = useSay()
  const { mirrors } = useStores()
  const [asking, setAsking] = useState(false)
  const revoke = useAction(() => mirrors.actions.revoke(mirror.mirrorId))
  return (
    <>
      <Action
        label={say('mirrors.revokeOf', { mirror: isolate(mirror.name) })}
        disabled={isLast}
        onPress={() => setAsking(true)}
      >
        {say('mirrors.revoke')}
      </Action>
      <ConfirmDialog
        title={say('mirrors.revokeOf', { mirror: isolate(mirror.name) })}
        consequence={say('mirrors.revokeConsequence')}
        confirmLabel={say('mirrors.revoke')}
        open={asking}
        busy={revoke.busy}
        failure={revoke.failure}
        onConfirm={() => void revoke.run().then((done) => done && setAsking(false))}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
