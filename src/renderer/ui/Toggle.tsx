import type { ReactNode } from 'react'
import { Switch } from 'react-aria-components/Switch'
import './toggle.css'

interface ToggleProps {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}

/** On or off, at once. */
export function Toggle({ on, onChange, children }: ToggleProps) {
  return (
    <Switch className="toggle" isSelected={on} onChange={onChange}>
      <span className="toggle-track" aria-hidden="true" />
      {children}
    </Switch>
  )
}
