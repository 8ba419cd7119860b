import type { ReactNode } from 'react'

interface FactProps {
  readonly name: string
  /** A line below, for whoever does not know what it is. */
  readonly hint?: string
  readonly children: ReactNode
}

/** One line of a list of facts, which is a `dl` with the class `facts`. */
export function Fact({ name, hint, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {hint !== undefined && <p className="hint">{hint}</p>}
      </dd>
    </div>
  )
}
