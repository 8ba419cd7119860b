import { useMemo } from 'react'
import type { SeedAttachment } from '../../../shared/contract/seeds.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { AttachmentRow } from './AttachmentRow.tsx'

interface AttachmentsProps {
  readonly files: readonly SeedAttachment[]
}

/** The files of a lesson: which of them are here, and how to get the others. */
export function Attachments({ files }: AttachmentsProps) {
  if (files.length === 0) return null
  return (
    <OwnWords of="files">
      <OwnWords of="attachments">
        <WithWords files={files} />
      </OwnWords>
    </OwnWords>
  )
}

function WithWords({ files }: AttachmentsProps) {
  const say = useSay()
  const { attachments } = useStores()
  // by what is asked: an answer that comes anew is no other question
  const asked = files.map(({ root, sizeBytes }) => `${root} ${sizeBytes}`).join()
  const views = useMemo(() => attachments.of(asked.split(',').map(readAsked)), [attachments, asked])
  return (
    <section className="attachments" aria-labelledby="attachments">
      <h2 id="attachments">{say('attachments.title')}</h2>
      <p className="hint">{say('attachments.hint')}</p>
      <Answered of={views} step={say('attachments.loading')}>
        {(list) => (
          <ul className="rows">
            {files.map((file) => {
              const view = list.find(({ root }) => root === file.root)
              if (view === undefined) return null
              return (
                <li key={file.root}>
                  <AttachmentRow file={file} view={view} onChanged={views.load} />
                </li>
              )
            })}
          </ul>
        )}
      </Answered>
    </section>
  )
}

function readAsked(asked: string): Pick<SeedAttachment, 'root' | 'sizeBytes'> {
  const [root = '', sizeBytes] = asked.split(' ')
  return { root, sizeBytes: Number(sizeBytes) }
}
