import type { AlertKind, AlertSeverity } from '../../shared/contract/alerts.ts'
import { useSay } from '../app/messages/words.tsx'

const SHAPES: Readonly<Record<AlertKind, string>> = {
  'systemic-error': 'M2 2h12v12H2z',
  hallucination: 'M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2z',
  'bias-drift': 'M8 1l7 7-7 7-7-7z',
}

/** The kind of an alert as shape and word. */
export function AlertKindMark({ kind }: { readonly kind: AlertKind }) {
  const say = useSay()
  return (
    <span className="kind-mark">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[kind]} />
      </svg>
      {say(`alert.kind.${kind}`)}
    </span>
  )
}

const SEVERITY_BARS: Readonly<Record<AlertSeverity, number>> = { low: 1, medium: 2, high: 3 }

/** How grave its author finds it, as bars and word. */
export function SeverityMark({ severity }: { readonly severity: AlertSeverity }) {
  const say = useSay()
  return (
    <span className={`severity severity-${severity}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <rect
            key={bar}
            className={bar <= SEVERITY_BARS[severity] ? 'bar-on' : 'bar-off'}
            x={bar * 5 - 4}
            y={15 - bar * 4.5}
            width="3.5"
            height={bar * 4.5}
          />
        ))}
      </svg>
      {say(`alert.severity.${severity}`)}
    </span>
  )
}
