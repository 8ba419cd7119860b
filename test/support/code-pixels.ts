import type { CodeModules } from '../../src/renderer/parts/code-modules.ts'
import type { Pixels } from '../../src/renderer/parts/read-code.ts'

export interface CodeScene {
  /** Pixels to a module. */
  readonly scale: number
  /** How far the code is turned about its middle. */
  readonly turnDegrees?: number
  /** Brightness added to a pixel, by its place. */
  readonly noise?: (pixel: number) => number
  readonly width?: number
  readonly height?: number
}

/** A QR code as a camera sees it: turned, in the middle of a grey wall. */
export function sceneOf(modules: CodeModules, { scale, turnDegrees = 0, noise, ...size }: CodeScene): Pixels {
  const side = modules.length
  const width = size.width ?? Math.ceil(side * scale * 1.5)
  const height = size.height ?? width
  const [sin, cos] = [Math.sin((turnDegrees * Math.PI) / 180), Math.cos((turnDegrees * Math.PI) / 180)]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [((pixel % width) - width / 2) / scale, (Math.floor(pixel / width) - height / 2) / scale]
    const row = modules[Math.floor(y * cos - x * sin + side / 2)]
    const isDark = row?.[Math.floor(x * cos + y * sin + side / 2)]
    const light = (isDark === undefined ? 150 : isDark ? 30 : 235) + (noise?.(pixel) ?? 0)
    data.set([light, light, light, 255], pixel * 4)
  }
  return { width, height, data }
}

/** The modules of a code as a page draws them, from the path of its picture. */
export function modulesIn(path: string, side: number): CodeModules {
  const modules = Array.from({ length: side }, () => Array.from({ length: side }, () => false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/gu)) {
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
  }
  return modules
}

/** A film of one still, as Chromium's stand-in for a camera plays it. Source: mjpegtools, yuv4mpeg(5). */
export function filmOf({ width, height, data }: Pixels): Uint8Array {
  const luma = Uint8Array.from({ length: width * height }, (_, pixel) => data[pixel * 4] ?? 0)
  const chroma = new Uint8Array((width * height) / 2).fill(128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame])
}
