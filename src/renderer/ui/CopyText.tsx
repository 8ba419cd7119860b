import { useState } from 'react'
import { useSay } from '../app/messages/words.tsx'
import { Action } from './Action.tsx'
import { Field } from './Field.tsx'
import './copy-text.css'

interface CopyTextProps {
  readonly label: string
  readonly text: string
  readonly rows?: number
}

/** A text to take along: readable, selectable, and copied by one press. */
export function CopyText({ label, text, rows = 3 }: CopyTextProps) {
  const say = useSay()
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('yes')
    } catch {
      setCopied('failed') // no permission: the field beside it can be copied by hand
    }
  }
  return (
    <div className="copy">
      <Field label={label} value={text} onChange={() => {}} rows={rows} readOnly />
      <div className="actions">
        <Action onPress={() => void copy()}>{say('ui.copy')}</Action>
        <span role="status" className="meta">
          {copied === 'yes' && say('ui.copied')}
          {copied === 'failed' && say('ui.copyFailed')}
        </span>
      </div>
    </div>
  )
}
