import { type IntlShape, useIntl } from 'react-intl'
import type { CheckResult, SeedCheck } from '../../../shared/contract/seeds.ts'
import { type Say, useSay, Words } from '../../app/messages/words.tsx'
import { ResourceWord } from '../../parts/resource-words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { figure as inFigures } from '../../ui/Quantity.tsx'
import { type CheckFigure, readCheckField } from './check-field.ts'

/** What a check asks, as a sentence. */
export function CheckWords({ check }: { readonly check: SeedCheck }) {
  const say = useSay()
  const intl = useIntl()
  return (
    <Words
      id={`check.${COMPARISON_WORDS[check.comparison]}`}
      values={{
        what: <FieldWords field={check.field} />,
        value: <Peer>{valueWords(check, check.value, say, intl)}</Peer>,
      }}
    />
  )
}

/** What was measured here for a check. */
export function MeasuredWords({ result }: { readonly result: CheckResult }) {
  const say = useSay()
  const intl = useIntl()
  return result.actual === null ? say('check.unmeasured') : valueWords(result, result.actual, say, intl)
}

const COMPARISON_WORDS = {
  '<': 'below',
  '<=': 'atMost',
  '=': 'equal',
  '!=': 'unequal',
  '>=': 'atLeast',
  '>': 'above',
} as const

export const comparisonKey = (comparison: SeedCheck['comparison']) =>
  `comparison.${COMPARISON_WORDS[comparison]}` as const

function FieldWords({ field }: { readonly field: string }) {
  const known = readCheckField(field)
  if (known === null) return <Peer>{field}</Peer>
  return (
    <Words
      id={`check.what.${known.figure}`}
      values={{ resource: <ResourceWord resource={known.resource} /> }}
    />
  )
}

/** A value as people read it: a share in per cent, a state by its word. */
function valueWords(check: SeedCheck, value: number | string, say: Say, intl: IntlShape): string {
  const figure: CheckFigure | undefined = readCheckField(check.field)?.figure
  if (typeof value === 'number')
    return figure === 'ratio' ? intl.formatNumber(value, { style: 'percent' }) : inFigures(intl, value)
  return STATES.some((state) => state === value) ? say(`state.${value as (typeof STATES)[number]}`) : value
}
const STATES = ['surplus', 'enough', 'deficit'] as const
