import type { CallView } from '../../../shared/contract/neighbour-calls.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'

/** One wake-up or report in words: what it was, and what has become of it. */
export function CallSentence({ call }: { readonly call: CallView }) {
  return (
    <>
      <What call={call} />{' '}
      <span className="meta">
        <Became call={call} />
      </span>
    </>
  )
}

/** What was asked or told. */
export function What({ call: { atMs, kind, ours, text } }: { readonly call: CallView }) {
  const when = <Time atMs={atMs} />
  if (kind === 'wake-up') return <Words id={ours ? 'calls.ours.wake-up' : 'calls.asked'} values={{ when }} />
  return (
    <Words id={ours ? 'calls.ours.report' : 'calls.reported'} values={{ when, text: <Peer>{text}</Peer> }} />
  )
}

function Became({ call }: { readonly call: CallView }) {
  const say = useSay()
  const { kind, ours, reason, state, tries } = call
  if (!ours) return kind === 'report' ? null : say(theirs(call))
  if (state === 'refused') return say(`calls.refused.${reason ?? 'nobody-may'}`)
  return (
    <>
      {say(`calls.state.${state}`, { tries })} <Fares call={call} />
    </>
  )
}

const theirs = ({ reason }: CallView) =>
  reason === null || reason === 'too-often' ? 'calls.theirs.answered' : (`calls.theirs.${reason}` as const)

/** What their Node said of itself. */
function Fares({ call: { status } }: { readonly call: CallView }) {
  const say = useSay()
  if (status === null) return null
  return (
    <>
      <Words
        id="calls.status"
        values={{ version: <Peer>{status.version}</Peer>, when: <Time atMs={status.upSinceMs} /> }}
      />{' '}
      {say(status.caughtUp ? 'calls.caughtUp.yes' : 'calls.caughtUp.no')}
    </>
  )
}
