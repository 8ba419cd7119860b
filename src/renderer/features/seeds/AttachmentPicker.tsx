import { useEffect, useRef, useState } from 'react'
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
  /** What can be asked for only once the file is copied has been asked for. */
  readonly isAwaited: boolean
  readonly onCopying: (isCopying: boolean) => void
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

function Picker({ attachments: picked, isAwaited, onChange, onCopying }: AttachmentPickerProps) {
  const say = useSay()
  const { attachments, ui } = useStores()
  const isShown = useIsShown()
  const [isTold, setTold] = useState(false)
  /** Where it cannot be removed now, the Node does so in some days. */
  const discard = (root: string): void => void attachments.ask.discard({ root }).catch(() => {})
  const add = useAction(async (file: File) => {
    onCopying(true)
    try {
      const added = await handIn(attachments.ask, file)
      if (!isShown()) return discard(added.root) // the lesson it was for may be offered by now
      onChange((before) => [...before.filter(({ root }) => root !== added.root), added])
      ui.actions.announce(say('attachments.added', { name: isolate(added.name) }))
    } finally {
      onCopying(false)
    }
  })
  function takeOff(taken: string): void {
    onChange((before) => before.filter(({ root }) => root !== taken))
    discard(taken)
  }
  return (
    <fieldset className="evidence-picker">
      <legend>{say('attachments.pickTitle')}</legend>
      <p className="hint">{say('attachments.pickHint', { max: SEED_ATTACHMENTS_MAX })}</p>
      {picked.length > 0 && (
        <ul className="evidence">
          {picked.map((file) => (
            <li key={file.root}>
              <Picked file={file} onTakeOff={() => takeOff(file.root)} />
            </li>
          ))}
        </ul>
      )}
      {add.failure !== null && <Failure of={add.failure} />}
      {add.busy && (isAwaited || isTold) && (
        <p className="field-error" role="alert">
          {say('attachments.copyFirst')}
        </p>
      )}
      <div className="actions">
        <FileTrigger
          onSelect={(files) => {
            const file = files?.[0]
            setTold(add.busy)
            if (file !== undefined) void add.run(file)
          }}
        >
          <Button
            className="action action-plain"
            data-pending={add.busy || undefined}
            isDisabled={picked.length >= SEED_ATTACHMENTS_MAX}
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

/** Tells whether the view is still there, to whatever took its time. */
function useIsShown(): () => boolean {
  const shown = useRef(false)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])
  return () => shown.current
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
