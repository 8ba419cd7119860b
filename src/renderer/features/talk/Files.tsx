import { useEffect, useId } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { FileView } from '../../../shared/contract/files.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { isolate, useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { ActionWait } from '../../ui/ActionWait.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { useAction } from '../../ui/use-action.ts'
import { FileRow } from './FileRow.tsx'
import { handIn } from './move-file.ts'
import './files.css'

/** How often it is asked how far a moving file is, where nothing tells of it. Chosen here: a stall is told in whole seconds. */
const LOOK_EVERY_MS = 2_000

interface FilesProps {
  readonly nodeId: NodeId
  readonly peerName: string
}

interface FilesViewProps extends FilesProps {
  /** The other Node is set apart here: nothing is offered to it, and nothing taken. */
  readonly isApart: boolean
}

/** What goes between this Node and a neighbour as files, and a way to offer one. */
export function Files(props: FilesViewProps) {
  return (
    <OwnWords of="files">
      <FilesWithWords {...props} />
    </OwnWords>
  )
}

function FilesWithWords({ nodeId, peerName, isApart }: FilesViewProps) {
  const say = useSay()
  const { files } = useStores()
  const titleId = useId()
  const list = useData(files.one(nodeId))
  if (isApart && (list?.length ?? 0) === 0) return null
  return (
    <section className="files" aria-labelledby={titleId}>
      <h2 id={titleId}>{say('files.title')}</h2>
      <Answered of={files.one(nodeId)} step={say('files.loading')}>
        {(list) => <FileList nodeId={nodeId} peerName={peerName} isApart={isApart} list={list} />}
      </Answered>
      {!isApart && <OfferFile nodeId={nodeId} peerName={peerName} />}
    </section>
  )
}

function FileList({ nodeId, list, ...shown }: FilesViewProps & { readonly list: readonly FileView[] }) {
  const say = useSay()
  useMoving(nodeId, list)
  const [over, open] = [list.filter(isOver), list.filter((file) => !isOver(file))]
  return (
    <>
      <Rows files={open} {...shown} />
      {over.length > 0 && (
        <Fold title={say('files.ended', { count: over.length })}>
          <Rows files={over} {...shown} />
        </Fold>
      )}
    </>
  )
}

function Rows({ files, ...shown }: Omit<FilesViewProps, 'nodeId'> & { readonly files: readonly FileView[] }) {
  if (files.length === 0) return null
  return (
    <ul className="rows">
      {files.map((file) => (
        <li key={file.id}>
          <FileRow file={file} {...shown} />
        </li>
      ))}
    </ul>
  )
}

/** Nothing is left to do with it here; a file that has come is still to be saved. */
const isOver = ({ ours, phase }: FileView): boolean =>
  phase === 'refused' || phase === 'cancelled' || (phase === 'done' && ours)

/** While something moves it is asked for again, so that what stands still is seen to stand still. */
function useMoving(nodeId: NodeId, list: readonly FileView[]): void {
  const { files, pageClock } = useStores()
  const isMoving = list.some(({ phase }) => phase === 'moving')
  useEffect(() => {
    if (!isMoving) return
    return pageClock.every(LOOK_EVERY_MS, () => void files.one(nodeId).load())
  }, [files, isMoving, nodeId, pageClock])
}

function OfferFile({ nodeId, peerName }: FilesProps) {
  const say = useSay()
  const { files, ui } = useStores()
  const offer = useAction(async (file: File) => {
    await handIn(files.ask, { nodeId, file })
    ui.actions.announce(say('files.offered', { name: isolate(file.name) }))
    await files.one(nodeId).load()
  })
  return (
    <>
      <div className="actions">
        <FileTrigger
          onSelect={(picked) => {
            const file = picked?.[0]
            if (file !== undefined) void offer.run(file)
          }}
        >
          <Button className="action action-plain" isDisabled={offer.busy}>
            {say('files.offer')}
          </Button>
        </FileTrigger>
        {offer.busy && <ActionWait step={say('files.handingIn')} onLeave={undefined} />}
      </div>
      {offer.failure !== null && <Failure of={offer.failure} />}
      <p className="hint">
        <Words id="files.hint" values={{ name: <Peer>{peerName}</Peer> }} />
      </p>
    </>
  )
}
