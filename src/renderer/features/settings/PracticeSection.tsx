import { useSay } from '../../app/messages/words.tsx'
import { EnterPractice } from '../../parts/EnterPractice.tsx'
import { LeavePractice } from '../../parts/LeavePractice.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Section } from './Section.tsx'

/** In among simulated neighbours, and out again. */
export function PracticeSection() {
  const say = useSay()
  const { practice } = useStores()
  return (
    <Section part="practice" title={say('practice.title')} lede={say('practice.lede')}>
      <Answered of={practice} step={say('settings.loading')}>
        {({ inside, neighbours }) =>
          inside ? (
            <>
              <p>{say('practice.inside', { count: neighbours })}</p>
              <div className="actions">
                <LeavePractice />
              </div>
            </>
          ) : (
            <EnterPractice />
          )
        }
      </Answered>
    </Section>
  )
}
