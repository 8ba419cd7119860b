import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'

/** The way to a conversation, with how much of it is new and which files wait; aloud also with whom, for who goes from link to link. */
export function TalkLink({ neighbour: { name, nodeId } }: { readonly neighbour: NeighbourView }) {
  const say = useSay()
  const { files, talk } = useStores()
  const unread = useData(talk)?.find((one) => one.nodeId === nodeId)?.unread ?? 0
  const offered = useData(files.offered)?.filter((file) => file.nodeId === nodeId).length ?? 0
  return (
    <a className="action action-plain" href={`#/neighbours/${nodeId}/talk`}>
      {say('talk.open')}
      {unread > 0 && ` · ${say('talk.unread', { count: unread })}`}
      {offered > 0 && ` · ${say('talk.files', { count: offered })}`}
      <span className="unseen"> · {isolate(name)}</span>
    </a>
  )
}
