import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ActionWait } from './ActionWait.tsx'
import './action.css'

export interface ActionProps {
  readonly children: ReactNode
  /** `main` is the one thing to do here; `danger` cannot be taken back; `quiet` reads as a link. */
  readonly kind?: 'main' | 'plain' | 'danger' | 'quiet'
  readonly type?: 'button' | 'submit'
  readonly onPress?: () => void
  readonly busy?: boolean
  /** What is being done while busy, in words: said after some seconds. */
  readonly step?: string
  /** Ends the waiting, not what was set off; offered after a minute of being busy. */
  readonly onLeave?: () => void
  readonly disabled?: boolean
  readonly label?: string
  readonly autoFocus?: boolean
}

/** A button. While busy it keeps its place and its focus; what it sets off runs once at a time by itself. */
export function Action({ children, kind = 'plain', type = 'button', onPress, ...rest }: ActionProps) {
  return (
    <>
      <Button
        type={type}
        className={`action action-${kind}`}
        data-pending={rest.busy === true || undefined}
        isDisabled={rest.disabled ?? false}
        autoFocus={rest.autoFocus ?? false}
        {...(rest.label === undefined ? {} : { 'aria-label': rest.label })}
        {...(onPress === undefined ? {} : { onPress })}
      >
        {children}
      </Button>
      {rest.busy === true && <ActionWait step={rest.step} onLeave={rest.onLeave} />}
    </>
  )
}
