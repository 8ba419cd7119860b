import { Menu, nativeImage, Tray } from 'electron'
import type { Language } from '../../../shared/kernel/language.ts'
import { faceText, waitingLines } from './face-text.ts'
import { countOf, type Waiting } from './waiting.ts'

export interface SeatTrayDeps {
  open(): void
  quit(): void
}

/** The Node beside the clock: how much waits, and the ways in and out. */
export class SeatTray {
  readonly #deps: SeatTrayDeps
  readonly #tray: Tray

  constructor(deps: SeatTrayDeps, iconPath: string) {
    this.#deps = deps
    this.#tray = new Tray(nativeImage.createFromPath(iconPath))
    this.#tray.on('click', () => deps.open())
  }

  show(waiting: Waiting, language: Language): void {
    const lines = waitingLines(waiting, language)
    const count = countOf(waiting)
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
}
