import { VERDICT_REASONS } from '../../shared/kernel/verdict.ts'
import { useSay } from '../app/messages/words.tsx'
import { Peer } from '../ui/Peer.tsx'

/** Why something was not taken, in words; a reason of a newer version as it stands. */
export function ReasonWords({ reason }: { readonly reason: string }) {
  const say = useSay()
  const known = VERDICT_REASONS.find((one) => one === reason)
  return known === undefined ? <Peer>{reason}</Peer> : say(`reason.${known}`)
}
