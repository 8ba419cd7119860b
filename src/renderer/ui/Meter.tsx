import { Label, Meter as Measure } from 'react-aria-components/Meter'
import './meter.css'

interface MeterProps {
  readonly label: string
  /** How much of the whole, 0 to 1. */
  readonly ratio: number
  /** The same in words: these are read out, not the number. */
  readonly words: string
}

/** How much of something is used up, as a bar and in words. */
export function Meter({ label, ratio, words }: MeterProps) {
  const percent = Math.round(Math.min(1, Math.max(0, ratio)) * 100)
  return (
    <Measure className="meter" value={percent} valueLabel={words}>
      <Label>{label}</Label>
      <span className="meter-track">
        <span className="meter-fill" style={{ width: `${percent}%` }} />
      </span>
      <span className="meter-words">{words}</span>
    </Measure>
  )
}
