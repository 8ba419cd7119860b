import { useState } from 'react'
import type { TransferView } from '../../../shared/contract/transfers.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { useAction } from '../../ui/use-action.ts'
import { focusTitle } from './title-focus.ts'

/** Ending openly: a small act of its own, told to the other side at once. */
export function EndOpenly({ transfer }: { readonly transfer: TransferView }) {
  const say = useSay()
  const { transfers, ui } = useStores()
  const [isAsking, setAsking] = useState(false)
  const end = useAction(async () => {
    await transfers.actions.endNow(transfer.id)
    setAsking(false)
    ui.actions.announce(say('end.done'))
    focusTitle()
  })
  if (!transfer.can.endNow) return null
  return (
    <p className="end-openly">
      <Action kind="quiet" onPress={() => setAsking(true)}>
        {say(transfer.phase === 'deciding' ? 'end.instead' : 'end.do')}
      </Action>
      <ConfirmDialog
        title={say('end.title')}
        consequence={<Words id="end.consequence" values={{ peer: <Peer>{transfer.peerName}</Peer> }} />}
        confirmLabel={say('end.do')}
        open={isAsking}
        busy={end.busy}
        failure={end.failure}
        onConfirm={() => void end.run()}
        onClose={() => setAsking(false)}
      />
    </p>
  )
}
