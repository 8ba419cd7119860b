import { useIntl } from 'react-intl'
import type { ResourcePrivacy } from '../../../shared/contract/privacy.ts'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { Time } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AccuracyForm } from './AccuracyForm.tsx'
import { nextDayMs, usedOf } from './privacy-meter.ts'

interface OwnProps {
  readonly own: OwnResource
}
interface PrivacyProps extends OwnProps {
  readonly privacy: ResourcePrivacy
}

/** What others can learn of one level, and how exactly. */
export function PrivacyMeter({ own }: OwnProps) {
  const say = useSay()
  const { privacy } = useStores()
  const known = useData(privacy)?.find((one) => one.resource === own.resource)
  return (
    <>
      {known !== undefined && <Held privacy={known} />}
      <Fold title={<Title within={known?.within ?? null} />}>
        <Answered of={privacy} step={say('privacy.loading')}>
          {() =>
            known === undefined ? (
              <p className="meta">{say('privacy.none')}</p>
            ) : (
              <Learnt own={own} privacy={known} />
            )
          }
        </Answered>
      </Fold>
    </>
  )
}

function Title({ within }: { readonly within: number | null }) {
  const say = useSay()
  return (
    <>
      {say('privacy.title')}{' '}
      {within !== null && <span className="meta">{say('privacy.within', { within })}</span>}
    </>
  )
}

/** A change that the day's reports have no room for. */
function Held({ privacy }: { readonly privacy: ResourcePrivacy }) {
  const nowMs = useNow()
  const { heldSinceMs, releasesLimit } = privacy
  if (heldSinceMs === null) return null
  return (
    <p className="meta held">
      <Words
        id="privacy.held"
        values={{
          since: <Time atMs={heldSinceMs} />,
          next: <Time atMs={nextDayMs(nowMs)} />,
          limit: releasesLimit,
        }}
      />
    </p>
  )
}

function Learnt({ own, privacy }: PrivacyProps) {
  return (
    <div className="privacy">
      <ul className="learned">
        {privacy.learned.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Spent privacy={privacy} />
      <AccuracyForm own={own} privacy={privacy} key={privacy.within} />
      <Figures privacy={privacy} />
    </div>
  )
}

function Spent({ privacy }: { readonly privacy: ResourcePrivacy }) {
  const say = useSay()
  const { releasesToday, releasesLimit, epsilon } = privacy
  const ofDay = usedOf(privacy.spent1Day, releasesLimit * epsilon)
  const of30Days = usedOf(privacy.spent30Days, privacy.limit30Days)
  return (
    <div className="meters">
      <Meter
        label={say('privacy.day')}
        ratio={ofDay}
        words={say('privacy.dayTold', { told: releasesToday, limit: releasesLimit })}
      />
      <Meter
        label={say('privacy.month')}
        ratio={of30Days}
        words={say('privacy.monthTold', { used: of30Days })}
      />
    </div>
  )
}

/** The same as mathematicians say it. */
function Figures({ privacy }: { readonly privacy: ResourcePrivacy }) {
  const say = useSay()
  const intl = useIntl()
  const figures = [
    ['privacy.epsilon', privacy.epsilon],
    ['privacy.spent1Day', privacy.spent1Day],
    ['privacy.spent30Days', privacy.spent30Days],
    ['privacy.limit30Days', privacy.limit30Days],
  ] as const
  return (
    <Fold title={say('privacy.figures')} level={4}>
      <p className="meta">{say('privacy.figuresDetail')}</p>
      <dl className="facts">
        {figures.map(([key, value]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{intl.formatNumber(value, { maximumFractionDigits: 2 })}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  )
}
