import { useState } from 'react'
import { useSay } from '../app/messages/words.tsx'
import { useData, useStores } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useAction } from '../ui/use-action.ts'

/** The way out of practice: to one's own Node, or to the first run where there is none yet. */
export function LeavePractice() {
  const say = useSay()
  const { practice } = useStores()
  const hasLiveNode = useData(practice)?.hasLiveNode === true
  const [asking, setAsking] = useState(false)
  const leave = useAction(practice.actions.leave)
  const label = say(hasLiveNode ? 'practice.backToNode' : 'practice.backToStart')
  return (
    <>
      <Action onPress={() => setAsking(true)}>{label}</Action>
      <ConfirmDialog
        title={say('practice.leaveTitle')}
        consequence={say(hasLiveNode ? 'practice.leaveToNode' : 'practice.leaveToStart')}
        confirmLabel={label}
        open={asking}
        busy={leave.busy}
        failure={leave.failure}
        onConfirm={() => void leave.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
