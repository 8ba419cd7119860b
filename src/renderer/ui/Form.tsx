import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { isComposing } from './composing.ts'
import './field.css'

interface FormProps {
  readonly children: ReactNode
  readonly onSubmit: () => void
  readonly label?: string
}

/** A form that is sent by its button or by Enter, but never by the Enter that ends a composition of an input method. */
export function Form({ children, onSubmit, label }: FormProps) {
  function submit(event: FormEvent): void {
    event.preventDefault()
    onSubmit()
  }
  function holdBack(event: KeyboardEvent): void {
    if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault()
  }
  return (
    <form className="form" noValidate onSubmit={submit} onKeyDownCapture={holdBack} aria-label={label}>
      {children}
    </form>
  )
}
