import type { TransferView } from '../../../shared/contract/transfers.ts'
import { type MessageKey, Words } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'

/** Where the transfer stands, in a sentence that is also read out when it changes. */
export function Now({ transfer }: { readonly transfer: TransferView }) {
  return (
    <p className="lede now" role="status">
      <Words id={nowKey(transfer)} values={{ peer: <Peer>{transfer.peerName}</Peer> }} />
    </p>
  )
}

function nowKey({ phase, outcome, proposedHere, messages }: TransferView): MessageKey {
  if (phase === 'offered') return proposedHere ? 'transfer.now.offeredHere' : 'transfer.now.offeredThere'
  if (phase !== 'closed') return `transfer.now.${phase}`
  if (outcome === 'completed') return 'transfer.now.completed'
  if (outcome !== 'ended-openly') return 'transfer.now.not-agreed'
  const isOwnEnd = messages.some(({ kind, own }) => kind === 'end' && own)
  return isOwnEnd ? 'transfer.now.endedHere' : 'transfer.now.endedThere'
}
