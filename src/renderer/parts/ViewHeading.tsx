import type { ReactNode } from 'react'

interface ViewHeadingProps {
  readonly title: ReactNode
  /** Where others point to say what a list is of. */
  readonly titleId?: string
  readonly lede: string
  /** The one thing people come here to begin. */
  readonly begin: { readonly href: string; readonly label: string }
}

/** How a view begins that lists what there is: how it stands, in a sentence, and the way to add to it. */
export function ViewHeading({ title, titleId, lede, begin }: ViewHeadingProps) {
  return (
    <div className="heading-row">
      <div>
        <h1 id={titleId}>{title}</h1>
        <p className="lede">{lede}</p>
      </div>
      <a className="action action-main" href={begin.href}>
        {begin.label}
      </a>
    </div>
  )
}
