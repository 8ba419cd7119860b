import { decodeQR } from 'qr/decode.js'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Four bytes a pixel: red, green, blue, opacity. */
  readonly data: Uint8ClampedArray
}

/** How long to look for a code. Chosen here: a frame of the camera is followed by a better one, a picture is all there is. */
const LOOK_MS = { frame: 40, picture: 1_000 } as const
/** Longest side that is looked at. Chosen here: three pixels for each module of the finest code that fills two thirds of a frame. */
const SIDE_PX = { frame: 1_280, picture: 2_400 } as const
/** Largest file taken as a picture. Chosen here: four times what a good phone's photograph weighs. */
const PICTURE_MAX_BYTES = 32 * 1024 * 1024

export type PictureSaid = { readonly text: string } | 'no-code' | 'no-picture' | 'too-big'

/** What the QR code among these pixels says; null where there is none to be read. */
export function readPixels(pixels: Pixels, of: keyof typeof LOOK_MS): string | null {
  try {
    return decodeQR(pixels, { timeLimit: LOOK_MS[of] }) || null
  } catch {
    return null
  }
}

/** What the QR code in front of the camera says. */
export function readFrame(video: HTMLVideoElement): string | null {
  const pixels = pixelsOf(video, { width: video.videoWidth, height: video.videoHeight }, SIDE_PX.frame)
  return pixels && readPixels(pixels, 'frame')
}

/** What the QR code in a picture says, or why nothing was read. */
export async function readPicture(file: Blob): Promise<PictureSaid> {
  if (file.size > PICTURE_MAX_BYTES) return 'too-big'
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const size = { width: image.naturalWidth, height: image.naturalHeight }
    const pixels = pixelsOf(image, size, SIDE_PX.picture)
    if (pixels === null) return 'no-picture'
    const text = readPixels(pixels, 'picture')
    return text === null ? 'no-code' : { text }
  } catch {
    return 'no-picture' // nothing that this browser can draw
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Drawn on white, because a picture that is dark on nothing would read as dark on dark. */
function pixelsOf(source: CanvasImageSource, size: Omit<Pixels, 'data'>, sidePx: number): Pixels | null {
  const scale = Math.min(1, sidePx / Math.max(size.width, size.height))
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)]
  if (width < 1 || height < 1) return null
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(source, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
