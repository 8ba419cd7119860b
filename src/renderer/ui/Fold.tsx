import { type ReactNode, useState } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure'
import './fold.css'

interface FoldProps {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly open?: boolean
  readonly level?: 2 | 3 | 4
  /** Whether its content is there only while it is open: for what asks the Node for itself. */
  readonly onlyWhileOpen?: boolean
}

/** Something folded away under its title. */
export function Fold({ title, children, open = false, level = 3, onlyWhileOpen = false }: FoldProps) {
  const [isOpen, setOpen] = useState(open)
  return (
    <Disclosure className="fold" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={level} className="fold-heading">
        <Button slot="trigger" className="fold-trigger">
          <svg className="fold-mark" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M4 2l4 4-4 4" />
          </svg>
          <span>{title}</span>
        </Button>
      </Heading>
      <DisclosurePanel className="fold-panel">{(isOpen || !onlyWhileOpen) && children}</DisclosurePanel>
    </Disclosure>
  )
}
