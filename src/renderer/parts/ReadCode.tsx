import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { INVITE_PREFIX } from '../../shared/contract/invites.ts'
import { OwnWords } from '../app/messages/OwnWords.tsx'
import { useSay } from '../app/messages/words.tsx'
import { Action } from '../ui/Action.tsx'
import { CameraDialogue } from './CameraDialogue.tsx'
import { type PictureSaid, readPicture } from './read-code.ts'
import { useGivenPictures } from './use-given-pictures.ts'
import './codes.css'

interface ReadCodeProps {
  /** What an invitation's code says. Nothing is done with it here. */
  readonly onRead: (invite: string) => void
}

/** Reads an invitation from a picture or from the camera. */
export function ReadCode({ onRead }: ReadCodeProps) {
  return (
    <OwnWords of="codes">
      <WaysToRead onRead={onRead} />
    </OwnWords>
  )
}

type Standing = 'waiting' | 'reading' | 'something-else' | Exclude<PictureSaid, object>

function WaysToRead({ onRead }: ReadCodeProps) {
  const say = useSay()
  const [standing, setStanding] = useState<Standing>('waiting')
  const [scanning, setScanning] = useState(false)
  function takeText(text: string): boolean {
    const isInvitation = text.trim().startsWith(INVITE_PREFIX)
    setStanding(isInvitation ? 'waiting' : 'something-else')
    if (!isInvitation) return false
    setScanning(false)
    onRead(text.trim())
    return true
  }
  async function takePicture(picture: File | undefined): Promise<void> {
    if (picture === undefined) return
    setStanding('reading')
    const said = await readPicture(picture)
    if (typeof said === 'string') setStanding(said)
    else takeText(said.text)
  }
  const dragging = useGivenPictures((picture) => void takePicture(picture))
  return (
    <div className="read-code" data-dragging={dragging || undefined}>
      <p className="meta">{say(dragging ? 'code.drop' : 'code.readLede')}</p>
      <div className="actions">
        <Action onPress={() => setScanning(true)}>{say('code.scan')}</Action>
        <FileTrigger acceptedFileTypes={['image/*']} onSelect={(files) => void takePicture(files?.[0])}>
          <Action>{say('code.choose')}</Action>
        </FileTrigger>
      </div>
      <p role="status" className="read-code-says">
        {standing !== 'waiting' && !scanning && say(SAID[standing])}
      </p>
      {scanning && <CameraDialogue onText={takeText} onClose={() => setScanning(false)} />}
    </div>
  )
}

const SAID = {
  reading: 'code.reading',
  'something-else': 'code.somethingElse',
  'no-code': 'code.notFound',
  'no-picture': 'code.notPicture',
  'too-big': 'code.tooBig',
} as const satisfies Record<Exclude<Standing, 'waiting'>, string>
