import { useIntl } from 'react-intl'
import type { FileView } from '../../../shared/contract/files.ts'
import { isolate, useSay, Words } from '../../app/messages/words.tsx'
import { progressText, reasonKey } from '../../parts/file-progress.ts'
import { Meter } from '../../ui/Meter.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { sizeText } from '../../ui/size-text.ts'
import { ExactTime } from '../../ui/Time.tsx'
import { FileActs } from './FileActs.tsx'
import { stateKey } from './file-words.ts'

interface FileRowProps {
  readonly file: FileView
  readonly peerName: string
  /** The other Node is set apart here. */
  readonly isApart: boolean
}

/** One file: what it is, whose, how far, and what can be done with it. */
export function FileRow({ file, peerName, isApart }: FileRowProps) {
  const say = useSay()
  const intl = useIntl()
  const reason = reasonKey(file)
  return (
    <article className="row file" aria-label={file.name}>
      <h3>
        <Peer>{file.name}</Peer>
      </h3>
      <p className="kind">
        <span>
          {file.ours ? (
            say('files.ours')
          ) : (
            <Words id="files.theirs" values={{ name: <Peer>{peerName}</Peer> }} />
          )}
        </span>
        <span>{sizeText(intl, file.sizeBytes)}</span>
        <span>{say(stateKey(file))}</span>
        <ExactTime atMs={file.endedAtMs ?? file.offeredAtMs} />
      </p>
      {file.phase === 'moving' && (
        <Meter
          label={say('files.progress', { name: isolate(file.name) })}
          ratio={file.doneBytes / file.sizeBytes}
          words={progressText(intl, say, file)}
        />
      )}
      {reason !== null && <p className="say">{say(reason)}</p>}
      {file.note !== '' && (
        <p className="meta">
          <Peer>{file.note}</Peer>
        </p>
      )}
      <FileActs file={file} isApart={isApart} />
    </article>
  )
}
