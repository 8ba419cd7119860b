import { useSay } from '../app/messages/words.tsx'
import { useData, useStores, useUi } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useAction } from '../ui/use-action.ts'

/** The way in among simulated neighbours. */
export function EnterPractice() {
  const say = useSay()
  const { practice } = useStores()
  const language = useUi((state) => state.language)
  const enter = useAction(practice.actions.enter)
  return (
    <>
      {enter.failure !== null && <Failure of={enter.failure} />}
      <div className="actions">
        <Action busy={enter.busy} onPress={() => void enter.run(language)}>
          {say('practice.enter')}
        </Action>
      </div>
      {enter.busy && <Loading step={say('practice.entering')} />}
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
