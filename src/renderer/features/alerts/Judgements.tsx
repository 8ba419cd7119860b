import type { AlertView, ReviewView } from '../../../shared/contract/alerts.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'

/** One's own judgement, and the others': sealed until one's own is signed. A mosaic, never a tally. */
export function Judgements({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  const { myReview, otherReviews, otherReviewCount } = alert
  if (myReview === null || otherReviews === null) {
    return (
      <div className="sealed" data-testid="sealed">
        <SealMark />
        <p>{say('judge.sealed', { count: otherReviewCount })}</p>
      </div>
    )
  }
  return (
    <>
      <ul className="mosaic">
        <li>
          <Stone review={myReview} own />
        </li>
        {otherReviews.map((review) => (
          <li key={`${review.nodeId}-${review.mirrorId}`}>
            <Stone review={review} />
          </li>
        ))}
      </ul>
      <p className="meta">{say(otherReviews.length === 0 ? 'judge.noOthers' : 'judge.noTally')}</p>
    </>
  )
}

function Stone({ review, own = false }: { readonly review: ReviewView; readonly own?: boolean }) {
  const say = useSay()
  return (
    <article className="stone" data-own={own || undefined}>
      <h3>{say(`judge.${review.verdict}`)}</h3>
      {review.note !== '' && (
        <p className="quote">
          <Words id="ui.quoted" values={{ text: <Peer>{review.note}</Peer> }} />
        </p>
      )}
      <p className="meta">
        {own ? (
          say('judge.yours')
        ) : (
          <Words
            id="who.mirror"
            values={{ mirror: <Peer>{review.mirrorName}</Peer>, node: <Peer>{review.nodeName}</Peer> }}
          />
        )}{' '}
        · <Time atMs={review.reviewedAtMs} />
      </p>
    </article>
  )
}

function SealMark() {
  return (
    <svg className="seal" viewBox="0 0 32 32" aria-hidden="true">
      <ellipse cx="16" cy="16" rx="14" ry="10" />
      <path d="M6 16h20" />
    </svg>
  )
}
