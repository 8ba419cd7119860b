import type { IsolationView } from '../../../shared/contract/trust.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { AnswerApart } from '../../parts/AnswerApart.tsx'
import { ApartWords } from '../../parts/ApartWords.tsx'
import { ReleaseApart } from '../../parts/ReleaseApart.tsx'

interface TalkApartProps {
  readonly isolation: IsolationView
  /** Set apart here; otherwise this Node is, by the other. */
  readonly ours: boolean
}

/** Why nothing is said just now, or nothing of it arrives; until when, and the way back. */
export function TalkApart(props: TalkApartProps) {
  return (
    <OwnWords of="trust">
      <Apart {...props} />
    </OwnWords>
  )
}

function Apart({ isolation, ours }: TalkApartProps) {
  const say = useSay()
  return (
    <div className="say">
      <ApartWords isolation={isolation} ours={ours} />
      <p>{say(ours ? 'trust.talkRests' : 'trust.talkWaits')}</p>
      {ours ? <ReleaseApart isolation={isolation} /> : <AnswerApart isolation={isolation} />}
    </div>
  )
}
