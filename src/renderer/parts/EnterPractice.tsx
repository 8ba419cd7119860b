import { useSay } from '../app/messages/words.tsx'
import { useData, useStores, useUi } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { Failure } from '../ui/Failure.tsx'
import { useAction } from '../ui/use-action.ts'
import './enter-practice.css'

/** The way in among simulated neighbours. */
export function EnterPractice() {
  const say = useSay()
  const { practice } = useStores()
  const language = useUi((state) => state.language)
  const enter = useAction(practice.actions.enter)
  const leave = useAction(practice.actions.leave)
  function turnBack(): void {
    enter.leave()
    void leave.run() // its turn comes once the way in is done
  }
  return (
    <>
      {leave.failure !== null && <Failure of={leave.failure} />}
      {enter.failure !== null && <Failure of={enter.failure} />}
      <div className="actions">
        <Action
          busy={enter.busy}
          step={say('practice.entering')}
          onLeave={turnBack}
          onPress={() => void enter.run(language)}
        >
          {say('practice.enter')}
        </Action>
      </div>
    </>
  )
}

/** The same, offered to whoever has nobody near; nothing to those who are there already. */
export function PracticeOffer() {
  const say = useSay()
  const { practice } = useStores()
  const status = useData(practice)
  if (status === null || status.inside) return null
  return (
    <section className="offer" aria-label={say('practice.offer')}>
      <p className="offer-title">{say('practice.offer')}</p>
      <p className="meta">{say('practice.offerDetail')}</p>
      <EnterPractice />
    </section>
  )
}
