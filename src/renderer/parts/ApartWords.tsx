import type { IsolationView } from '../../shared/contract/trust.ts'
import { Words } from '../app/messages/words.tsx'
import { Peer } from '../ui/Peer.tsx'
import { ExactTime } from '../ui/Time.tsx'

interface ApartWordsProps {
  readonly isolation: IsolationView
  /** Set apart here; otherwise this Node is, by the other. */
  readonly ours: boolean
}

/** Who is set apart by whom, until when and why, and what was answered. */
export function ApartWords({ isolation, ours }: ApartWordsProps) {
  const { appeal, byMirror, name, reason, untilMs } = isolation
  const values = {
    node: <Peer>{name}</Peer>,
    mirror: <Peer>{byMirror}</Peer>,
    until: <ExactTime atMs={untilMs} />,
    reason: <Peer>{reason}</Peer>,
  }
  return (
    <>
      <p>
        <Words id={ours ? 'trust.apartHere' : 'trust.apartThere'} values={values} />
      </p>
      {appeal !== null && (
        <p>
          <Words
            id="trust.answered"
            values={{ mirror: <Peer>{appeal.byMirror}</Peer>, reason: <Peer>{appeal.reason}</Peer> }}
          />
        </p>
      )}
    </>
  )
}
