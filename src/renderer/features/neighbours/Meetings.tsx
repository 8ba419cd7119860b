import { useIntl } from 'react-intl'
import type { MeetingView } from '../../../shared/contract/neighbours.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { sizeText } from '../../ui/size-text.ts'
import { Time } from '../../ui/Time.tsx'
import { bytesOf, fromOthers, sumUp, toSums } from './meeting-sums.ts'

/** Meetings shown at once. Chosen here: the last days; those before fold open. */
const NEWEST = 5

/** What passed each time that this Node and a neighbour compared what they hold. */
export function Meetings({ nodeId }: { readonly nodeId: NodeId }) {
  return (
    <OwnWords of="meetings">
      <Told nodeId={nodeId} />
    </OwnWords>
  )
}

function Told({ nodeId }: { readonly nodeId: NodeId }) {
  const say = useSay()
  const { calls } = useStores()
  return (
    <Answered of={calls.meetingsWith(nodeId)} step={say('meetings.loading')}>
      {(meetings) => (
        <div className="meetings">
          <p className="meta">{say('meetings.lede')}</p>
          {meetings.length === 0 ? <p>{say('meetings.none')}</p> : <All meetings={meetings} />}
        </div>
      )}
    </Answered>
  )
}

interface ManyProps {
  readonly meetings: readonly MeetingView[]
}

function All({ meetings }: ManyProps) {
  const say = useSay()
  const earlier = meetings.slice(NEWEST)
  return (
    <>
      <Sum meetings={meetings} />
      <List meetings={meetings.slice(0, NEWEST)} />
      {earlier.length > 0 && (
        <Fold title={say('meetings.earlier', { count: earlier.length })} level={4} onlyWhileOpen>
          <List meetings={earlier} />
        </Fold>
      )}
    </>
  )
}

function Sum({ meetings }: ManyProps) {
  const say = useSay()
  const intl = useIntl()
  const { bytes, learnedOfUs, savedBytes, taken, ...sum } = sumUp(meetings)
  const sizes = { bytes: sizeText(intl, bytes), saved: sizeText(intl, savedBytes) }
  return (
    <p>
      {say('meetings.sum', { meetings: sum.meetings, theirs: learnedOfUs, ours: taken })}{' '}
      {say(savedBytes > 0 ? 'meetings.sumSaved' : 'meetings.sumBytes', sizes)}
    </p>
  )
}

function List({ meetings }: ManyProps) {
  return (
    <ol className="rows">
      {meetings.map((meeting) => (
        <li key={`${meeting.beganAtMs} ${meeting.endedAtMs}`} className="row">
          <Meeting meeting={meeting} />
        </li>
      ))}
    </ol>
  )
}

function Meeting({ meeting }: { readonly meeting: MeetingView }) {
  const say = useSay()
  const intl = useIntl()
  const others = fromOthers(meeting)
  const isQuiet = meeting.given.length + meeting.taken.length === 0
  const sizes = { bytes: sizeText(intl, bytesOf(meeting)), saved: sizeText(intl, meeting.savedBytes) }
  return (
    <>
      <p className="kind">
        <b>
          <Time atMs={meeting.endedAtMs} />
        </b>
        <span>{say(meeting.level ? 'meetings.level' : 'meetings.brokenOff')}</span>
      </p>
      {isQuiet ? (
        <p>{say('meetings.quiet')}</p>
      ) : (
        <dl className="facts">
          <Fact name={say('meetings.theyLearned')}>
            <Counts of={meeting.learnedOfUs} />
          </Fact>
          {others.length > 0 && (
            <Fact name={say('meetings.passedOn')}>
              <Counts of={others} />
            </Fact>
          )}
          <Fact name={say('meetings.weLearned')}>
            <Counts of={meeting.taken} />
          </Fact>
        </dl>
      )}
      <p className="meta">{say(meeting.savedBytes > 0 ? 'meetings.bytesSaved' : 'meetings.bytes', sizes)}</p>
    </>
  )
}

function Counts({ of }: { readonly of: MeetingView['given'] }) {
  const say = useSay()
  const intl = useIntl()
  const sums = toSums(of).map(({ count, kind }) => say(`meetings.kind.${kind}`, { count }))
  return <>{sums.length === 0 ? say('meetings.nothing') : intl.formatList(sums, { type: 'conjunction' })}</>
}
