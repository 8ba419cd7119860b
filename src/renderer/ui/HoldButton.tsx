import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, type PressEvent } from 'react-aria-components/Button'
import { useStores } from '../stores/stores.tsx'
import './action.css'
import './hold-button.css'

/** How long to hold. Chosen here: longer than a slip, shorter than a sigh. */
export const HOLD_MS = 1_500

interface HoldButtonProps {
  readonly children: ReactNode
  readonly onHeld: () => void
  readonly disabled?: boolean
  /** `even` stands beside another of its kind, and neither is the one to choose; `main` is the one thing to do here. */
  readonly kind?: 'danger' | 'even' | 'main'
  /** The id of the sentence that says what follows from it. */
  readonly describedBy?: string
}

/**
 * Does its work only when held down, by pointer, Enter or Space, for a while;
 * letting go early does nothing. A screen reader cannot hold: its press begins
 * the while, and another one in it stops it.
 */
export function HoldButton(props: HoldButtonProps) {
  const { children, onHeld, disabled = false, kind = 'danger', describedBy } = props
  const { pageClock } = useStores()
  const [holding, setHolding] = useState(false)
  const release = useRef<() => void>(() => {})
  useEffect(() => () => release.current(), [])

  function begin(): void {
    setHolding(true)
    release.current = pageClock.after(HOLD_MS, () => {
      setHolding(false)
      onHeld()
    })
  }
  function end(): void {
    release.current()
    setHolding(false)
  }
  const isVirtual = ({ pointerType }: PressEvent): boolean => pointerType === 'virtual'
  return (
    <Button
      className={`action action-${kind} hold`}
      data-holding={holding || undefined}
      isDisabled={disabled}
      onPressStart={(press) => (isVirtual(press) && holding ? end() : begin())}
      onPressEnd={(press) => !isVirtual(press) && end()}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      <span className="hold-fill" aria-hidden="true" />
      <span className="hold-words">{children}</span>
    </Button>
  )
}
