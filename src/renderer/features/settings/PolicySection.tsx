import { useSay } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { useAction } from '../../ui/use-action.ts'
import { Section } from './Section.tsx'

/** What this Node's Mirrors agreed on. */
export function PolicySection() {
  const say = useSay()
  const { policy, mirrors } = useStores()
  const people = useData(mirrors)?.filter((mirror) => !mirror.revoked).length ?? 1
  const set = useAction(policy.actions.set)
  return (
    <Section part="policy" title={say('policy.title')} lede={say('policy.lede')}>
      <Answered of={policy} step={say('settings.loading')}>
        {({ transfersNeed }) => (
          <Choice
            label={say('policy.transfersNeed')}
            options={Array.from({ length: Math.max(people, transfersNeed) }, (_, index) => ({
              value: String(index + 1),
              label: say('policy.count', { count: index + 1 }),
            }))}
            value={String(transfersNeed)}
            onChange={(count) => void set.run(Number(count))}
          />
        )}
      </Answered>
      {set.failure !== null && <Failure of={set.failure} />}
    </Section>
  )
}
