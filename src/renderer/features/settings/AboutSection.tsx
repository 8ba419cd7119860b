import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { CopyText } from '../../ui/CopyText.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { useAction } from '../../ui/use-action.ts'
import { Section } from './Section.tsx'

/** What this is, and a text for whoever helps. */
export function AboutSection() {
  const say = useSay()
  const { host, node } = useStores()
  const about = useData(host)
  const status = useData(node)
  const [text, setText] = useState<string | null>(null)
  const diagnose = useAction(async () => setText(await host.actions.diagnostics()))
  return (
    <Section title={say('about.title')} lede={say('about.lede')}>
      <dl className="facts">
        <div>
          <dt>{say('about.version')}</dt>
          <dd>{about === null ? '' : say(`about.host.${about.host}`, { version: about.version })}</dd>
        </div>
        <div>
          <dt>{say('about.dataDir')}</dt>
          <dd>
            <code className="path">{about?.dataDir}</code>
          </dd>
        </div>
        <div>
          <dt>{say('about.nodeId')}</dt>
          <dd>
            <code className="path">{status?.nodeId}</code>
          </dd>
        </div>
      </dl>
      {diagnose.failure !== null && <Failure of={diagnose.failure} />}
      {text === null ? (
        <div className="actions">
          <Action busy={diagnose.busy} onPress={() => void diagnose.run()}>
            {say('about.diagnose')}
          </Action>
        </div>
      ) : (
        <CopyText label={say('about.diagnostics')} text={text} rows={8} />
      )}
    </Section>
  )
}
