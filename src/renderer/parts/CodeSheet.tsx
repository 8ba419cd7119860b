import { type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useSay } from '../app/messages/words.tsx'

interface CodeSheetProps {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly onPrinted: () => void
}

/** A sheet of paper that is printed at once, in place of the page. Nobody sees it on the screen. */
export function CodeSheet({ title, children, onPrinted }: CodeSheetProps) {
  const say = useSay()
  const printed = useRef(onPrinted)
  printed.current = onPrinted
  useEffect(() => {
    const done = (): void => printed.current()
    window.addEventListener('afterprint', done, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', done)
  }, [])
  return createPortal(
    <div className="code-sheet">
      <h1>{title}</h1>
      <p>{say('code.sheetHow')}</p>
      {children}
    </div>,
    document.body,
  )
}
