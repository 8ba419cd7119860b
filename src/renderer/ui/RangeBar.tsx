import './range-bar.css'

interface RangeBarProps {
  readonly low: number
  readonly high: number
  readonly capacity: number
  readonly shape: 'full' | 'ring' | 'broken'
  /** 1 is fresh, 0 is very old: shown as paleness, and told in words elsewhere. */
  readonly freshness?: number
  /** The level itself, where it may be known: a line across. */
  readonly exact?: number
  readonly label: string
}

/** Narrowest band drawn, in per cent: an exact range must still be seen. */
const NARROWEST_PERCENT = 2

/** Where a level may lie within what fits. */
export function RangeBar({ low, high, capacity, shape, freshness = 1, exact, label }: RangeBarProps) {
  const percent = (value: number): number =>
    Math.min(100, Math.max(0, (value / Math.max(capacity, 1e-9)) * 100))
  const left = Math.min(percent(low), 100 - NARROWEST_PERCENT)
  const width = Math.max(NARROWEST_PERCENT, percent(high) - left)
  return (
    <span className={`range range-${shape}`} role="img" aria-label={label}>
      <span
        className="range-band"
        style={{ left: `${left}%`, width: `${width}%`, opacity: 0.45 + 0.55 * freshness }}
      />
      {exact !== undefined && <span className="range-exact" style={{ left: `${percent(exact)}%` }} />}
    </span>
  )
}
