import { useState } from 'react'
import type { IsolationView } from '../../shared/contract/trust.ts'
import { isolate, useSay } from '../app/messages/words.tsx'
import { useStores } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

/** Answer a Node that has set this one apart; once. */
export function AnswerApart({ isolation: { appeal, name, nodeId } }: { readonly isolation: IsolationView }) {
  const say = useSay()
  const { trust } = useStores()
  const [asking, setAsking] = useState(false)
  if (appeal !== null) return null
  return (
    <div className="actions">
      <Action onPress={() => setAsking(true)}>{say('trust.answer')}</Action>
      <ReasonDialog
        title={say('trust.answerTitle', { name: isolate(name) })}
        consequence={say('trust.answerConsequence')}
        label={say('trust.answer')}
        kind="main"
        confirmLabel={say('trust.answerSend')}
        open={asking}
        onClose={() => setAsking(false)}
        perform={(reason) => trust.actions.appeal(nodeId, reason)}
      />
    </div>
  )
}
