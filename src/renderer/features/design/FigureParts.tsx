import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { AlertKindMark, SeverityMark } from '../../parts/AlertKindMark.tsx'
import { StateWord } from '../../parts/resource-words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { Quantity } from '../../ui/Quantity.tsx'
import { RangeBar } from '../../ui/RangeBar.tsx'
import { Remaining } from '../../ui/Remaining.tsx'
import { ExactTime, Time } from '../../ui/Time.tsx'
import { Specimen } from './Specimen.tsx'

const HOUR_MS = 3_600_000
const CAPACITY_LITRES = 1_000
/** A range of each class, as fresh and as old as they come. */
const RANGES = [
  { state: 'surplus', shape: 'full', low: 780, high: 940 },
  { state: 'enough', shape: 'ring', low: 380, high: 580 },
  { state: 'deficit', shape: 'broken', low: 0, high: 140 },
] as const
const FRESHNESS = [
  ['design.figure.fresh', 1],
  ['design.figure.old', 0],
] as const
const KINDS = ['systemic-error', 'hallucination', 'bias-drift'] as const
const SEVERITIES = ['low', 'medium', 'high'] as const

/** Figures as people read them, and what bears a meaning by its shape. */
export function FigureParts() {
  return (
    <Specimen title={'design.figures'}>
      <Times />
      <Marks />
      <Ranges />
    </Specimen>
  )
}

function Times() {
  const say = useSay()
  const { pageClock } = useStores()
  const [nowMs] = useState(() => pageClock.nowMs())
  return (
    <dl className="facts">
      <div>
        <dt>{say('design.figure.quantity')}</dt>
        <dd>
          <Quantity value={500} unit="L" />
        </dd>
      </div>
      <div>
        <dt>{say('design.figure.time')}</dt>
        <dd>
          <Time atMs={nowMs - HOUR_MS} /> <span className="meta">{'·'}</span>{' '}
          <ExactTime atMs={nowMs - HOUR_MS} />
        </dd>
      </div>
      <div>
        <dt>{say('design.figure.left')}</dt>
        <dd>
          <Remaining untilMs={nowMs + 4 * HOUR_MS} />
        </dd>
      </div>
    </dl>
  )
}

function Marks() {
  return (
    <p className="kind">
      {KINDS.map((kind) => (
        <AlertKindMark key={kind} kind={kind} />
      ))}
      {SEVERITIES.map((severity) => (
        <SeverityMark key={severity} severity={severity} />
      ))}
      {RANGES.map(({ state }) => (
        <StateWord key={state} state={state} />
      ))}
    </p>
  )
}

function Ranges() {
  const say = useSay()
  return (
    <div className="specimen-ranges">
      <Meter label={say('design.figure.meter')} ratio={0.75} words={say('design.figure.meter.words')} />
      {FRESHNESS.map(([words, freshness]) => (
        <div key={words} className="specimen-state">
          {RANGES.map((range) => (
            <RangeBar
              key={range.state}
              {...range}
              capacity={CAPACITY_LITRES}
              freshness={freshness}
              label={say('design.figure.range')}
            />
          ))}
          <span className="hint">{say(words)}</span>
        </div>
      ))}
    </div>
  )
}
