import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { ALERT_EVIDENCE_MAX } from '../../../shared/contract/alerts.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { EVIDENCE_FILE_MAX_BYTES, type EvidenceItem, toEvidence } from './evidence.ts'

interface EvidencePickerProps {
  readonly evidence: readonly EvidenceItem[]
  readonly onChange: (evidence: readonly EvidenceItem[]) => void
}

/** Name the files that back an alert. */
export function EvidencePicker({ evidence, onChange }: EvidencePickerProps) {
  const say = useSay()
  const [tooLarge, setTooLarge] = useState(false)
  async function add(files: readonly File[]): Promise<void> {
    const fitting = files.filter((file) => file.size <= EVIDENCE_FILE_MAX_BYTES)
    setTooLarge(fitting.length < files.length)
    const added = await Promise.all(fitting.map(toEvidence))
    onChange([...evidence, ...added].slice(0, ALERT_EVIDENCE_MAX))
  }
  return (
    <fieldset className="evidence-picker">
      <legend>{say('evidence.title')}</legend>
      <p className="hint">{say('evidence.pickHint', { max: ALERT_EVIDENCE_MAX })}</p>
      {evidence.length > 0 && (
        <ul className="evidence">
          {evidence.map((item) => (
            <li key={item.sha256}>
              <Peer>{item.name}</Peer>
              <Action
                kind="quiet"
                label={say('evidence.remove', { name: isolate(item.name) })}
                onPress={() => onChange(evidence.filter((one) => one !== item))}
              >
                {say('ui.remove')}
              </Action>
            </li>
          ))}
        </ul>
      )}
      {tooLarge && (
        <p className="field-error" role="alert">
          {say('evidence.tooLarge')}
        </p>
      )}
      <FileTrigger allowsMultiple onSelect={(files) => void add([...(files ?? [])])}>
        <Button className="action action-plain" isDisabled={evidence.length >= ALERT_EVIDENCE_MAX}>
          {say('evidence.pick')}
        </Button>
      </FileTrigger>
    </fieldset>
  )
}
