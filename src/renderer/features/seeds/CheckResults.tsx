import type { CheckResult } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { CheckWords, MeasuredWords } from './CheckWords.tsx'

/** What the checks found at this Node, told to nobody. */
export function CheckResults({ results }: { readonly results: readonly CheckResult[] }) {
  const say = useSay()
  if (results.length === 0) return <p className="meta">{say('check.none')}</p>
  return (
    <table className="table stacked">
      <caption>{say('check.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('check.asks')}</th>
          <th scope="col">{say('check.measured')}</th>
          <th scope="col">{say('check.result')}</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two checks may ask the same, and their order never changes
          <tr key={index}>
            <td data-label={say('check.asks')}>
              <span>
                <CheckWords check={result} />
              </span>
            </td>
            <td data-label={say('check.measured')}>
              <MeasuredWords result={result} />
            </td>
            <td data-label={say('check.result')}>
              <Passed passed={result.passed} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Yes, no or unasked, by shape and word. */
function Passed({ passed }: { readonly passed: boolean | null }) {
  const say = useSay()
  const outcome = passed === null ? 'unasked' : passed ? 'passed' : 'failed'
  return (
    <span className={`check check-${outcome}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={OUTCOME_SHAPES[outcome]} />
      </svg>
      {say(`check.${outcome}`)}
    </span>
  )
}

const OUTCOME_SHAPES = {
  passed: 'M3 8.5l3.5 3.5L13 4.5',
  failed: 'M4 4l8 8M12 4l-8 8',
  unasked: 'M3 8h2.5M7 8h2M10.5 8H13',
} as const
