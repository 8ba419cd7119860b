import { type ReactNode, useId } from 'react'
import type { SettingsPart } from '../../parts/settings-parts.ts'
import { useArrival } from '../../ui/use-arrival.ts'

interface SectionProps {
  readonly title: string
  readonly lede?: string
  /** The name by which an address leads here. */
  readonly part?: SettingsPart
  readonly children: ReactNode
}

/** One part of the settings: what it is, and beside it what can be set. */
export function Section({ title, lede, part, children }: SectionProps) {
  const id = useId()
  const here = useArrival<HTMLElement>(part)
  return (
    <section ref={here} tabIndex={-1} aria-labelledby={id} className="setting">
      <div className="setting-head">
        <h2 id={id}>{title}</h2>
        {lede !== undefined && <p className="meta">{lede}</p>}
      </div>
      <div className="setting-body">{children}</div>
    </section>
  )
}
