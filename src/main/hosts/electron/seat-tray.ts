import { join } from 'node:path'
import { Menu, type NativeImage, nativeImage, Tray } from 'electron'
import type { Language } from '../../../shared/kernel/language.ts'
import { faceText, waitingLines } from './face-text.ts'
import { trayPicture } from './tray-picture.ts'
import { countOf, type Waiting } from './waiting.ts'

export interface SeatTrayDeps {
  open(): void
  quit(): void
}

/** The Node beside the clock: how much waits, and the ways in and out. */
export class SeatTray {
  readonly #deps: SeatTrayDeps
  readonly #tray: Tray
  readonly #iconFolder: string
  #isMarked = false

  constructor(deps: SeatTrayDeps, iconFolder: string) {
    this.#deps = deps
    this.#iconFolder = iconFolder
    this.#tray = new Tray(this.#picture())
    this.#tray.on('click', () => deps.open())
  }

  show(waiting: Waiting, language: Language): void {
    const lines = waitingLines(waiting, language)
    const count = countOf(waiting)
    this.#mark(count > 0)
    this.#tray.setToolTip(['Mirrorwell', ...lines].join('\n'))
    this.#tray.setTitle(count === 0 ? '' : String(count))
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        ...lines.map((label) => ({ label, enabled: count > 0, click: () => this.#deps.open() })),
        { type: 'separator' },
        { label: faceText('open', language), click: () => this.#deps.open() },
        { label: faceText('quit', language), click: () => this.#deps.quit() },
      ]),
    )
  }

  #mark(isMarked: boolean): void {
    if (this.#isMarked === isMarked) return
    this.#isMarked = isMarked
    this.#tray.setImage(this.#picture())
  }

  #picture(): NativeImage {
    return nativeImage.createFromPath(join(this.#iconFolder, trayPicture(process.platform, this.#isMarked)))
  }
}
