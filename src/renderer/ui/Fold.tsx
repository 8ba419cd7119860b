import type { ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure'
import './fold.css'

interface FoldProps {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly open?: boolean
  readonly level?: 2 | 3 | 4
}

/** Something folded away under its title. */
export function Fold({ title, children, open = false, level = 3 }: FoldProps) {
  return (
    <Disclosure className="fold" defaultExpanded={open}>
      <Heading level={level} className="fold-heading">
        <Button slot="trigger" className="fold-trigger">
          <svg className="fold-mark" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M4 2l4 4-4 4" />
          </svg>
          <span>{title}</span>
        </Button>
      </Heading>
      <DisclosurePanel className="fold-panel">{children}</DisclosurePanel>
    </Disclosure>
  )
}
