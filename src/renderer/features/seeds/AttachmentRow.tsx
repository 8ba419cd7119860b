import { useEffect, useId, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import type { AttachmentView } from '../../../shared/contract/attachments.ts'
import type { SeedAttachment } from '../../../shared/contract/seeds.ts'
import { isolate, type MessageKey, useSay, Words } from '../../app/messages/words.tsx'
import { savePieces } from '../../parts/file-pieces.ts'
import { progressText, reasonKey } from '../../parts/file-progress.ts'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { sizeText } from '../../ui/size-text.ts'
import { useAction } from '../../ui/use-action.ts'

interface AttachmentProps {
  readonly file: SeedAttachment
  readonly view: AttachmentView
}

interface AttachmentRowProps extends AttachmentProps {
  readonly onChanged: () => Promise<void>
}

/** One file of a lesson: what it is, whether it is here, how far it has come, and what can be done. */
export function AttachmentRow({ file, view, onChanged }: AttachmentRowProps) {
  const say = useSay()
  const intl = useIntl()
  const titleId = useId()
  const reason = reasonKey(view)
  useTelling(file.name, view)
  return (
    <article className="row file" aria-labelledby={titleId}>
      <h3 id={titleId}>
        <Peer>{file.name}</Peer>
      </h3>
      <p className="kind">
        <span>{sizeText(intl, file.sizeBytes)}</span>
        <span>
          <StateWords view={view} />
        </span>
      </p>
      {view.state === 'moving' && (
        <Meter
          label={say('files.progress', { name: isolate(file.name) })}
          ratio={view.doneBytes / file.sizeBytes}
          words={progressText(intl, say, { ...view, sizeBytes: file.sizeBytes })}
        />
      )}
      {reason !== null && <p className="say">{say(reason)}</p>}
      <Acts file={file} view={view} onChanged={onChanged} />
    </article>
  )
}

/** Whoever does not see the row hears that it has come, or that nobody has it. */
function useTelling(name: string, { fromName, state }: AttachmentView): void {
  const say = useSay()
  const { ui } = useStores()
  const wasWanted = useRef(false)
  const isWanted = state === 'wanted' || state === 'moving'
  const isWithoutAnybody = isWanted && fromName === null
  useEffect(() => {
    if (wasWanted.current && state === 'here')
      ui.actions.announce(say('attachments.arrived', { name: isolate(name) }))
    if (wasWanted.current && isWithoutAnybody)
      ui.actions.announce(say('files.act', { act: say('attachments.nobody'), name: isolate(name) }))
    wasWanted.current = isWanted
  }, [isWanted, isWithoutAnybody, name, say, state, ui])
}

function StateWords({ view: { fromName, state } }: Pick<AttachmentProps, 'view'>) {
  const say = useSay()
  if (state === 'absent') return say('attachments.absent')
  if (state === 'here') return say('attachments.here')
  if (fromName === null) return say('attachments.nobody')
  const id = state === 'moving' ? 'attachments.moving' : 'attachments.asking'
  return <Words id={id} values={{ name: <Peer>{fromName}</Peer> }} />
}

function Acts({ file, view: { paused, state, usedBy }, onChanged }: AttachmentRowProps) {
  const say = useSay()
  const { attachments } = useStores()
  const [asking, setAsking] = useState(false)
  const acts = useRef<HTMLDivElement>(null)
  const { name, root, sizeBytes } = file
  const get = useAction(async () => {
    await attachments.ask.want({ root, sizeBytes })
    await onChanged()
  })
  const remove = useAction(async () => {
    await attachments.ask.remove({ root })
    setAsking(false)
    await onChanged()
    acts.current?.querySelector('button')?.focus() // what was pressed has gone with the file
  })
  const save = useAction(() => savePieces(name, (atByte) => attachments.ask.piece({ root, atByte })))
  const labelled = (act: string): string => say('files.act', { act, name: isolate(name) })
  const [isWanted, isHere] = [state === 'wanted' || state === 'moving', state === 'here']
  const act = isHere ? save : isWanted ? remove : get
  const failure = get.failure ?? save.failure ?? (asking ? null : remove.failure)
  return (
    <>
      <div className="actions" ref={acts}>
        {/* one button that changes its word: whoever pressed it stays on it */}
        <Act label={labelled} busy={act.busy} onPress={() => void act.run()}>
          {say(MAIN_ACTS[state])}
        </Act>
        {isWanted && paused === 'here' && (
          <Act label={labelled} busy={get.busy} onPress={() => void get.run()}>
            {say('files.resume')}
          </Act>
        )}
        {isHere && (
          <Act label={labelled} isQuiet onPress={() => setAsking(true)}>
            {say('files.remove')}
          </Act>
        )}
      </div>
      {failure !== null && <Failure of={failure} />}
      <ConfirmDialog
        title={say('attachments.removeTitle', { name: isolate(name) })}
        consequence={say(consequenceOf(usedBy))}
        confirmLabel={say('files.remove')}
        open={asking}
        busy={remove.busy}
        failure={remove.failure}
        onConfirm={() => void remove.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

const MAIN_ACTS = {
  absent: 'attachments.get',
  wanted: 'attachments.stop',
  moving: 'attachments.stop',
  here: 'files.save',
} as const satisfies Record<AttachmentView['state'], MessageKey>

/** What is lost with the copy that is here, the gravest first. */
function consequenceOf({ isOwn, isPlanted, lessons }: AttachmentView['usedBy']): MessageKey {
  if (isOwn) return 'attachments.removeOwn'
  if (isPlanted) return 'attachments.removePlanted'
  return lessons > 1 ? 'attachments.removeOfSeveral' : 'attachments.removeConsequence'
}

interface ActProps {
  readonly children: string
  /** A name that says which file it is for. */
  readonly label: (act: string) => string
  readonly isQuiet?: boolean
  readonly busy?: boolean
  readonly onPress: () => void
}

function Act({ children, label, isQuiet = false, busy = false, onPress }: ActProps) {
  return (
    <Action kind={isQuiet ? 'quiet' : 'plain'} label={label(children)} busy={busy} onPress={onPress}>
      {children}
    </Action>
  )
}
