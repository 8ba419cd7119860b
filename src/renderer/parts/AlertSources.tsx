import type { AlertView } from '../../shared/contract/alerts.ts'
import { useSay } from '../app/messages/words.tsx'
import { Peer } from '../ui/Peer.tsx'
import { Time } from '../ui/Time.tsx'

/** Where the same was said. */
export function AlertSources({ members }: { readonly members: readonly AlertView[] }) {
  const say = useSay()
  return (
    <div className="sources">
      <p className="meta">{say('alerts.sameFrom', { count: members.length })}</p>
      <ul>
        {members.map((member) => (
          <li key={member.id}>
            <a href={`#/alerts/${member.id}`}>
              <Peer>{member.originName}</Peer>
            </a>{' '}
            <Time atMs={member.receivedAtMs} />
          </li>
        ))}
      </ul>
    </div>
  )
}
