import './state-mark.css'
/** A class by fill and shape, so that it needs no colour: full, ring, broken ring. */
export type MarkShape = 'full' | 'ring' | 'broken'

export function StateMark({ shape }: { readonly shape: MarkShape }) {
  return (
    <svg className={`mark mark-${shape}`} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r={shape === 'full' ? 7 : 5.75} />
    </svg>
  )
}
