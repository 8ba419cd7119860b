import type { ReactNode } from 'react'
import { useSay } from '../app/messages/words.tsx'
import { Logo } from '../ui/Logo.tsx'

/** A page before there is a Node to show: one thing at a time, under the name of the whole. */
export function Door({ children }: { readonly children: ReactNode }) {
  const say = useSay()
  return (
    <main className="door" id="main">
      <p className="brand door-brand">
        <Logo />
        {say('app.name')}
      </p>
      {children}
    </main>
  )
}
