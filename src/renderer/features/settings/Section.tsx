import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  readonly lede?: string
  readonly children: ReactNode
}

/** One part of the settings. */
export function Section({ title, lede, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="card card-plain setting">
      <h2 id={id}>{title}</h2>
      {lede !== undefined && <p className="meta">{lede}</p>}
      {children}
    </section>
  )
}
