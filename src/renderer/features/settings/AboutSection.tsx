import { useState } from 'react'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { WhatHappened } from '../../ui/WhatHappened.tsx'
import { Section } from './Section.tsx'

/** What this is, and a text for whoever helps. */
export function AboutSection() {
  const say = useSay()
  const { host, node } = useStores()
  const about = useData(host)
  const status = useData(node)
  const [telling, setTelling] = useState(false)
  return (
    <Section part="about" title={say('about.title')} lede={say('about.lede')}>
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
      {telling ? (
        <WhatHappened code={null} />
      ) : (
        <div className="actions">
          <Action onPress={() => setTelling(true)}>{say('about.diagnose')}</Action>
        </div>
      )}
      <OwnWords of="design">
        <ToEveryPart />
      </OwnWords>
    </Section>
  )
}

/** What the page is made of, for those who draw or write it. */
function ToEveryPart() {
  const say = useSay()
  return (
    <p>
      <a href="#/design">{say('design.title')}</a>
    </p>
  )
}
