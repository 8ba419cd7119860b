/** What keeps a camera from showing anything. */
export type CameraTrouble = 'refused' | 'none' | 'busy' | 'lost'
export type CameraStanding = 'asking' | 'on' | CameraTrouble

/** Shortest time between two looks. Chosen here: ten a second find a code at once and leave most of a slow machine free. */
const LOOK_INTERVAL_MS = 100
/** The camera away from the person where there is one, and fine enough for a dense code. Pictures only, never sound. */
const WANTED = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1_280 }, height: { ideal: 720 } },
} as const
/** Source: W3C Media Capture and Streams, "getUserMedia()", the names of its failures. */
const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
}

interface CameraFollower {
  /** The camera goes dark when this aborts, whatever it is doing then. */
  readonly signal: AbortSignal
  onStanding(standing: CameraStanding): void
  onFrame(): void
}

/** Show the camera in `video` until told to stop. Never rejects: trouble is a standing. */
export async function followCamera(video: HTMLVideoElement, follower: CameraFollower): Promise<void> {
  const { signal } = follower
  const tell = (standing: CameraStanding): void => {
    if (!signal.aborted) follower.onStanding(standing)
  }
  tell('asking')
  const stream = await askForCamera()
  if (typeof stream === 'string') return tell(stream)
  const darken = (): void => {
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  if (signal.aborted) return darken()
  signal.addEventListener('abort', darken, { once: true })
  stream.getVideoTracks()[0]?.addEventListener('ended', () => tell('lost'))
  video.srcObject = stream
  try {
    await video.play()
    tell('on')
    eachFrame(video, follower)
  } catch {
    tell('busy')
  }
}

async function askForCamera(): Promise<MediaStream | CameraTrouble> {
  const devices = navigator.mediaDevices as MediaDevices | undefined // absent where the page is not secure
  if (devices === undefined) return 'none'
  try {
    return await devices.getUserMedia(WANTED)
  } catch (thrown) {
    return TROUBLES[(thrown as DOMException).name] ?? 'busy'
  }
}

function eachFrame(video: HTMLVideoElement, { signal, onFrame }: CameraFollower): void {
  let lookedAtMs = Number.NEGATIVE_INFINITY
  const look = (nowMs: number): void => {
    if (signal.aborted) return
    if (nowMs - lookedAtMs >= LOOK_INTERVAL_MS) {
      lookedAtMs = nowMs
      onFrame()
    }
    video.requestVideoFrameCallback(look)
  }
  video.requestVideoFrameCallback(look)
}
