import { type MessageKey, useSay } from '../../app/messages/words.tsx'
import { TRIALS, type Trial } from '../../stores/practice-store.ts'
import { useData, useStores } from '../../stores/stores.tsx'
import './things-to-try.css'

const TRIAL_WORDS: Readonly<Record<Trial, { readonly words: MessageKey; readonly href: string }>> = {
  judge: { words: 'practice.try.judge', href: '#/alerts' },
  answer: { words: 'practice.try.answer', href: '#/transfers' },
  seed: { words: 'practice.try.seed', href: '#/seedbed' },
  offer: { words: 'practice.try.offer', href: '#/transfers/new?resource=water&as=giver' },
}

/** What to try among simulated neighbours, ticked as it is done; nothing elsewhere. */
export function ThingsToTry() {
  const { practice } = useStores()
  return useData(practice)?.inside === true ? <Trials /> : null
}

function Trials() {
  const say = useSay()
  const { trials } = useStores()
  const done = useData(trials)
  if (done === null) return null
  return (
    <section className="trials" aria-labelledby="trials">
      <h2 id="trials">{say('practice.try')}</h2>
      <p className="meta" role="status">
        {done.size === TRIALS.length
          ? say('practice.tryAll')
          : say('practice.tryDone', { done: done.size, count: TRIALS.length })}
      </p>
      <ul>
        {TRIALS.map((trial) => (
          <li key={trial}>
            <Tick done={done.has(trial)} />
            <a href={TRIAL_WORDS[trial].href}>{say(TRIAL_WORDS[trial].words)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Tick({ done }: { readonly done: boolean }) {
  const say = useSay()
  return (
    <span className="tick">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="7" />
        {done && <path d="M4.5 8.2l2.4 2.4 4.6-5" />}
      </svg>
      <span className="unseen">{say(done ? 'practice.try.done' : 'practice.try.open')}</span>
    </span>
  )
}
