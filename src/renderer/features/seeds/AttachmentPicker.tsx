import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useIntl } from 'react-intl'
import { MEDIA_TYPE } from '../../../shared/contract/files.ts'
import { SEED_ATTACHMENTS_MAX, type SeedAttachment } from '../../../shared/contract/seeds.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { handInPieces } from '../../parts/file-pieces.ts'
import type { AttachmentsAsk } from '../../stores/attachments-store.ts'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { ActionWait } from '../../ui/ActionWait.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { sizeText } from '../../ui/size-text.ts'
import { useAction } from '../../ui/use-action.ts'

type Files = readonly SeedAttachment[]

interface AttachmentPickerProps {
  readonly attachments: Files
  /** By what is there by then: a large file takes its time. */
  readonly onChange: (change: (before: Files) => Files) => void
}

/** The files of a lesson that is being written. Each is copied into the Node when it is picked. */
export function AttachmentPicker(props: AttachmentPickerProps) {
  return (
    <OwnWords of="attachments">
      <Picker {...props} />
    </OwnWords>
  )
}

function Picker({ attachments: picked, onChange }: AttachmentPickerProps) {
  const say = useSay()
  const { attachments } = useStores()
  const add = useAction(async (file: File) => {
    const added = await handIn(attachments.ask, file)
    onChange((before) => [...before.filter(({ root }) => root !== added.root), added])
  })
  return (
    <fieldset className="evidence-picker">
      <legend>{say('attachments.pickTitle')}</legend>
      <p className="hint">{say('attachments.pickHint', { max: SEED_ATTACHMENTS_MAX })}</p>
      {picked.length > 0 && (
        <ul className="evidence">
          {picked.map((file) => (
            <li key={file.root}>
              <Picked
                file={file}
                onTakeOff={() => onChange((before) => before.filter(({ root }) => root !== file.root))}
              />
            </li>
          ))}
        </ul>
      )}
      {add.failure !== null && <Failure of={add.failure} />}
      <div className="actions">
        <FileTrigger
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) void add.run(file)
          }}
        >
          <Button
            className="action action-plain"
            isDisabled={add.busy || picked.length >= SEED_ATTACHMENTS_MAX}
          >
            {say('attachments.pick')}
          </Button>
        </FileTrigger>
        {add.busy && <ActionWait step={say('attachments.handingIn')} onLeave={undefined} />}
      </div>
    </fieldset>
  )
}

function Picked({ file, onTakeOff }: { readonly file: SeedAttachment; readonly onTakeOff: () => void }) {
  const say = useSay()
  const intl = useIntl()
  return (
    <>
      <span>
        <Peer>{file.name}</Peer> <span className="meta">{sizeText(intl, file.sizeBytes)}</span>
      </span>
      <Action
        kind="quiet"
        label={say('attachments.takeOff', { name: isolate(file.name) })}
        onPress={onTakeOff}
      >
        {say('ui.remove')}
      </Action>
    </>
  )
}

async function handIn(ask: AttachmentsAsk, file: File): Promise<SeedAttachment> {
  const { id } = await ask.prepare({ sizeBytes: file.size })
  try {
    const root = (await handInPieces(file, (piece) => ask.addPiece({ id, ...piece })))?.root ?? ''
    const mediaType = MEDIA_TYPE.test(file.type) ? file.type : ''
    return { name: file.name, mediaType, sizeBytes: file.size, root }
  } catch (thrown) {
    await ask.cancel({ id }).catch(() => {}) // why it could not be handed in is what counts
    throw thrown
  }
}
