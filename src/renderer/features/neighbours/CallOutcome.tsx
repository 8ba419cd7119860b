import { useIntl } from 'react-intl'
import type { Alive, Restarted, RestartStep } from '../../../shared/contract/neighbour-calls.ts'
import { useSay } from '../../app/messages/words.tsx'

/** What came of asking a Node, or of connecting anew. */
export type CallOutcome = { readonly alive: Alive } | { readonly restarted: Restarted }

export function CallOutcomeWords({ of }: { readonly of: CallOutcome }) {
  return 'alive' in of ? <AliveWords alive={of.alive} /> : <RestartedWords restarted={of.restarted} />
}

function AliveWords({ alive: { reason, roundTripMs } }: { readonly alive: Alive }) {
  const say = useSay()
  const time = useMilliseconds()
  return (
    <p>
      {reason === null ? say('calls.alive', { time: time(roundTripMs ?? 0) }) : say(`calls.dead.${reason}`)}
    </p>
  )
}

function RestartedWords({ restarted: { attempts, connected, steps } }: { readonly restarted: Restarted }) {
  const say = useSay()
  return (
    <>
      <p>{say(connected ? 'calls.relinked' : 'calls.notRelinked', connected ? { attempts } : {})}</p>
      <ol className="call-steps meta">
        {steps.map((step) => (
          <li key={`${step.attempt} ${step.step}`}>
            {attempts > 1 && `${say('calls.attempt', { attempt: step.attempt })} · `}
            <StepWords step={step} />
          </li>
        ))}
      </ol>
    </>
  )
}

function StepWords({ step: { reason, step, tookMs } }: { readonly step: RestartStep }) {
  const say = useSay()
  const time = useMilliseconds()
  return (
    <>
      {reason === null ? say(`calls.step.${step}`) : say(`calls.fault.${reason}`)} · {time(tookMs)}
    </>
  )
}

function useMilliseconds(): (ms: number) => string {
  const intl = useIntl()
  return (ms) => intl.formatNumber(Math.max(1, Math.round(ms)), { style: 'unit', unit: 'millisecond' })
}
