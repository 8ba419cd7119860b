import { type ReactNode, useState } from 'react'
import type { FileView } from '../../../shared/contract/files.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action, type ActionProps } from '../../ui/Action.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { type ActionState, useAction } from '../../ui/use-action.ts'
import { save } from './move-file.ts'
import { RefuseFile } from './RefuseFile.tsx'

type Asked = 'refuse' | 'cancel' | 'remove'

/** What can be done with a file as it stands. What ends it is asked about once more. */
export function FileActs({ file, isApart }: { readonly file: FileView; readonly isApart: boolean }) {
  const { files } = useStores()
  const [asked, setAsked] = useState<Asked | null>(null)
  const done = async (work: Promise<unknown>): Promise<void> => {
    await work
    setAsked(null)
    await files.one(file.nodeId).load()
  }
  const act = useAction((kind: 'accept' | 'pause' | 'resume' | 'cancel' | 'remove') =>
    done(files.ask[kind]({ id: file.id })),
  )
  const saving = useAction(() => save(files.ask, file))
  return (
    <>
      <Presses file={file} isApart={isApart} act={act} saving={saving} onAsk={setAsked} />
      {[asked === null ? act.failure : null, saving.failure].map(
        (failure) => failure !== null && <Failure key={failure.code} of={failure} />,
      )}
      <RefuseFile
        file={file}
        open={asked === 'refuse'}
        onClose={() => setAsked(null)}
        onRefuse={(note) => done(files.ask.refuse({ id: file.id, note }))}
      />
      <EndFile file={file} asked={asked} act={act} onClose={() => setAsked(null)} />
    </>
  )
}

interface PressesProps {
  readonly file: FileView
  readonly isApart: boolean
  readonly act: ActionState<['accept' | 'pause' | 'resume' | 'cancel' | 'remove']>
  readonly saving: ActionState<[]>
  readonly onAsk: (asked: Asked) => void
}

function Presses({ file, isApart, act, saving, onAsk }: PressesProps) {
  const say = useSay()
  const { ours, paused, phase } = file
  const isOpen = phase === 'preparing' || phase === 'offered' || phase === 'moving'
  return (
    <div className="actions">
      {phase === 'offered' && !ours && (
        <>
          {!isApart && (
            <FilePress file={file} kind="main" busy={act.busy} onPress={() => void act.run('accept')}>
              {say('files.accept')}
            </FilePress>
          )}
          <FilePress file={file} onPress={() => onAsk('refuse')}>
            {say('files.refuse')}
          </FilePress>
        </>
      )}
      {phase === 'moving' && (
        <FilePress
          file={file}
          busy={act.busy}
          onPress={() => void act.run(paused === 'here' ? 'resume' : 'pause')}
        >
          {say(paused === 'here' ? 'files.resume' : 'files.pause')}
        </FilePress>
      )}
      {phase === 'done' && !ours && (
        <FilePress file={file} kind="main" busy={saving.busy} onPress={() => void saving.run()}>
          {say('files.save')}
        </FilePress>
      )}
      {isOpen && !(phase === 'offered' && !ours) && (
        <FilePress file={file} kind="quiet" onPress={() => onAsk('cancel')}>
          {say('files.cancel')}
        </FilePress>
      )}
      {!isOpen && (
        <FilePress file={file} kind="quiet" onPress={() => onAsk('remove')}>
          {say('files.remove')}
        </FilePress>
      )}
    </div>
  )
}

type FilePressProps = Pick<ActionProps, 'kind' | 'busy' | 'onPress'> & {
  readonly file: FileView
  readonly children: string
}

/** A press whose name says which file it is for. */
function FilePress({ file, children, ...rest }: FilePressProps): ReactNode {
  const say = useSay()
  return (
    <Action label={say('files.act', { act: children, name: isolate(file.name) })} {...rest}>
      {children}
    </Action>
  )
}

interface EndFileProps extends Pick<PressesProps, 'file' | 'act'> {
  readonly asked: Asked | null
  readonly onClose: () => void
}

function EndFile({ file, asked, act, onClose }: EndFileProps) {
  const say = useSay()
  const isRemoval = asked === 'remove'
  const name = isolate(file.name)
  return (
    <ConfirmDialog
      title={say(isRemoval ? 'files.removeTitle' : 'files.cancelTitle', { name })}
      consequence={say(isRemoval ? 'files.removeConsequence' : 'files.cancelConsequence')}
      confirmLabel={say(isRemoval ? 'files.remove' : 'files.cancel')}
      open={asked === 'cancel' || asked === 'remove'}
      busy={act.busy}
      failure={act.failure}
      onConfirm={() => void act.run(isRemoval ? 'remove' : 'cancel')}
      onClose={onClose}
    />
  )
}
