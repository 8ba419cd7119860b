import { useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { ExactTime } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useNow } from '../../ui/use-now.ts'
import { Section } from './Section.tsx'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The practice clock; only where it may be moved. */
export function ClockSection() {
  const say = useSay()
  const { clock } = useStores()
  const nowMs = useNow()
  const advance = useAction(clock.actions.advance)
  if (useData(clock)?.adjustable !== true) return null
  return (
    <Section part="clock" title={say('clock.title')} lede={say('clock.lede')}>
      <p role="status">
        <Words id="clock.now" values={{ when: <ExactTime atMs={nowMs} /> }} />
      </p>
      {advance.failure !== null && <Failure of={advance.failure} />}
      <div className="actions">
        <Action busy={advance.busy} onPress={() => void advance.run(HOUR_MS)}>
          {say('clock.hour')}
        </Action>
        <Action busy={advance.busy} onPress={() => void advance.run(DAY_MS)}>
          {say('clock.day')}
        </Action>
      </div>
    </Section>
  )
}
