import { useState } from 'react'
import type { CallView } from '../../../shared/contract/neighbour-calls.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { useAction } from '../../ui/use-action.ts'
import { type CallOutcome, CallOutcomeWords } from './CallOutcome.tsx'
import { CallSentence } from './CallSentence.tsx'
import { ReportForm } from './ReportForm.tsx'

/** Calls shown of one neighbour. Chosen here: the last days; a script can ask for all. */
const SHOWN_MAX = 12

/** What can be asked of a neighbour, and what has become of what was asked. */
export function NeighbourCalls({ nodeId }: { readonly nodeId: NodeId }) {
  const say = useSay()
  const { calls, trust } = useStores()
  const isApart = useData(trust)?.isolations.some((isolation) => isolation.nodeId === nodeId) ?? false
  return (
    <div className="calls">
      <Asking nodeId={nodeId} isApart={isApart} />
      {!isApart && <ReportForm nodeId={nodeId} />}
      <Answered of={calls} step={say('calls.loading')}>
        {(all) => <Past calls={all.filter((call) => call.nodeId === nodeId).slice(0, SHOWN_MAX)} />}
      </Answered>
    </div>
  )
}

interface AskingProps {
  readonly nodeId: NodeId
  /** Set apart here: nothing is asked of them. */
  readonly isApart: boolean
}

function Asking({ nodeId, isApart }: AskingProps) {
  const say = useSay()
  const { actions } = useStores().calls
  const [outcome, setOutcome] = useState<CallOutcome | null>(null)
  const wake = useAction(() => actions.wake(nodeId))
  const check = useAction(async () => {
    setOutcome(null)
    setOutcome({ alive: await actions.checkAlive(nodeId) })
  })
  const relink = useAction(async () => {
    setOutcome(null)
    setOutcome({ restarted: await actions.restart(nodeId) })
  })
  const failure = wake.failure ?? check.failure ?? relink.failure
  return (
    <>
      <div className="actions">
        <Action busy={wake.busy} disabled={isApart} onPress={() => void wake.run()}>
          {say('calls.wake')}
        </Action>
        <Action
          busy={check.busy}
          disabled={isApart}
          step={say('calls.checking')}
          onPress={() => void check.run()}
        >
          {say('calls.check')}
        </Action>
        <Action
          busy={relink.busy}
          step={say('calls.relinking')}
          onLeave={relink.leave}
          onPress={() => void relink.run()}
        >
          {say('calls.relink')}
        </Action>
      </div>
      <p className="hint">{say(isApart ? 'calls.apart' : 'calls.wakeHint')}</p>
      {failure !== null && <Failure of={failure} />}
      <div role="status">{outcome !== null && <CallOutcomeWords of={outcome} />}</div>
    </>
  )
}

function Past({ calls }: { readonly calls: readonly CallView[] }) {
  const say = useSay()
  if (calls.length === 0) return null
  return (
    <section className="calls-past">
      <h4>{say('calls.past')}</h4>
      <ul className="rows">
        {calls.map((call) => (
          <li key={call.id} className="row">
            <p>
              <CallSentence call={call} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
