import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useStores } from '../stores/stores.tsx'

/** How long to hold. Chosen here: longer than a slip, shorter than a sigh. */
export const HOLD_MS = 1_500

interface HoldButtonProps {
  readonly children: ReactNode
  readonly onHeld: () => void
  readonly disabled?: boolean
}

/** Does its work only when held down, by pointer, Enter or Space, for a while; letting go early does nothing. */
export function HoldButton({ children, onHeld, disabled = false }: HoldButtonProps) {
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
  return (
    <Button
      className="action action-danger hold"
      data-holding={holding || undefined}
      isDisabled={disabled}
      onPressStart={begin}
      onPressEnd={end}
    >
      <span className="hold-fill" aria-hidden="true" />
      <span className="hold-words">{children}</span>
    </Button>
  )
}
