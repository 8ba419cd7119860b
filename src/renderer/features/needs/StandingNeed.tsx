import type { IsolationView } from '../../../shared/contract/trust.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { Words } from '../../app/messages/words.tsx'
import { AnswerApart } from '../../parts/AnswerApart.tsx'
import { ApartWords } from '../../parts/ApartWords.tsx'
import { ReleaseApart } from '../../parts/ReleaseApart.tsx'
import { Peer } from '../../ui/Peer.tsx'

interface StandingNeedProps {
  readonly isolation: IsolationView
  readonly ours: boolean
}

/** Another Node has set this one apart, or one that is set apart here has answered. */
export function StandingNeed({ isolation, ours }: StandingNeedProps) {
  const name = <Peer>{isolation.name}</Peer>
  return (
    <OwnWords of="trust">
      <article className="card">
        <div className="card-body">
          <h2>
            <a href={`#/neighbours?at=${isolation.nodeId}`}>
              <Words id={ours ? 'trust.needAppeal' : 'trust.needApart'} values={{ name }} />
            </a>
          </h2>
          <ApartWords isolation={isolation} ours={ours} />
        </div>
        <div className="stack">
          {ours ? <ReleaseApart isolation={isolation} /> : <AnswerApart isolation={isolation} />}
        </div>
      </article>
    </OwnWords>
  )
}
