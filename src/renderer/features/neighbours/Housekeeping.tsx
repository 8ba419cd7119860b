import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Duration } from '../../ui/Duration.tsx'
import { Time } from '../../ui/Time.tsx'

type Kept = Awaited<ReturnType<Bridge['neighbours']['sessions']>>['housekeeping']

/** How the table of sessions is kept small, and when that was done last. */
export function Housekeeping({ of: { everyMs, halfOpen, lastAtMs, remembered } }: { readonly of: Kept }) {
  const say = useSay()
  return (
    <p className="hint">
      <Words id="sessions.cleanup" values={{ every: <Duration ms={everyMs} />, remembered }} />{' '}
      {lastAtMs !== null && <Words id="sessions.cleaned" values={{ when: <Time atMs={lastAtMs} /> }} />}{' '}
      {halfOpen > 0 && say('sessions.halfOpen', { count: halfOpen })}
    </p>
  )
}
