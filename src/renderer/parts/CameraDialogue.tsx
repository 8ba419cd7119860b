import { useEffect, useRef, useState } from 'react'
import { useSay } from '../app/messages/words.tsx'
import { type CameraStanding, followCamera } from '../platform/camera.ts'
import { Action } from '../ui/Action.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { readFrame } from './read-code.ts'

interface CameraDialogueProps {
  /** Takes what a code says; false where it is something else, and the camera goes on looking. */
  readonly onText: (text: string) => boolean
  readonly onClose: () => void
}

/** The camera, for as long as this is open. */
export function CameraDialogue({ onText, onClose }: CameraDialogueProps) {
  const say = useSay()
  return (
    <Dialogue title={say('code.cameraTitle')} open onClose={onClose}>
      <Viewfinder onText={onText} onClose={onClose} />
    </Dialogue>
  )
}

function Viewfinder({ onText, onClose }: CameraDialogueProps) {
  const say = useSay()
  const video = useRef<HTMLVideoElement>(null)
  const [tries, setTries] = useState(0)
  const [foreign, setForeign] = useState(false)
  const standing = useCamera(video, tries, (seen) => setForeign(!onText(seen)))
  const isDark = standing !== 'on' && standing !== 'asking'
  return (
    <>
      <video
        ref={video}
        className="finder"
        aria-label={say('code.cameraPicture')}
        muted
        playsInline
        hidden={isDark}
      />
      <p role="status" className={isDark ? 'failure' : 'finder-says'}>
        {standing === 'on' && foreign ? say('code.somethingElse') : say(`code.camera.${standing}`)}
      </p>
      <div className="actions">
        {isDark && (
          <Action kind="main" onPress={() => setTries(tries + 1)}>
            {say('code.cameraAgain')}
          </Action>
        )}
        <Action onPress={onClose}>{say('code.cameraClose')}</Action>
      </div>
    </>
  )
}

/** Follows the camera from the first render on, and anew with every try. */
function useCamera(
  video: { readonly current: HTMLVideoElement | null },
  tries: number,
  onText: (text: string) => void,
): CameraStanding {
  const [standing, setStanding] = useState<CameraStanding>('asking')
  const latest = useRef(onText)
  latest.current = onText
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another camera
  useEffect(() => {
    const element = video.current
    if (element === null) return
    const open = new AbortController()
    const onFrame = (): void => {
      const text = readFrame(element)
      if (text !== null) latest.current(text)
    }
    void followCamera(element, { signal: open.signal, onStanding: setStanding, onFrame })
    return () => open.abort()
  }, [tries, video])
  return standing
}
