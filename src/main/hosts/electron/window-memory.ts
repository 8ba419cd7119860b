import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserWindow, screen } from 'electron'
import { placeWindow, type Remembered, readRemembered, type WindowPlace } from './window-place.ts'

/** Where a window was when it was last seen. To lose this costs a person one drag of the mouse, so no failure is told. */
export class WindowMemory {
  readonly #path: string

  constructor(folder: string) {
    this.#path = join(folder, 'window.json')
  }

  /** Where to open it, on the screens there are now. */
  place(): WindowPlace {
    return placeWindow(
      this.#read(),
      screen.getAllDisplays().map(({ workArea }) => workArea),
    )
  }

  /** Write down where it is each time it is about to be out of sight. */
  follow(window: BrowserWindow): void {
    const keep = (): void =>
      this.#write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
    window.on('close', keep)
    window.on('hide', keep)
  }

  #read(): Remembered | null {
    try {
      return readRemembered(JSON.parse(readFileSync(this.#path, 'utf8')))
    } catch {
      return null // the first start, or a file cut short
    }
  }

  #write(remembered: Remembered): void {
    try {
      writeFileSync(this.#path, JSON.stringify(remembered))
    } catch {
      // A full disk is told where it matters.
    }
  }
}
