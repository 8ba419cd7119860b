import { BrowserWindow, type Session } from 'electron'
import { WINDOW_SIZE, type WindowPlace } from './window-place.ts'

export interface WindowOptions {
  readonly preloadPath: string
  readonly session: Session
  readonly place: WindowPlace
  /** Developer tools, only where the product runs from its sources. */
  readonly developer: boolean
}

/** A window, still empty, whose renderer has no more rights than a web page and one preload. */
export function createWindow(options: WindowOptions): BrowserWindow {
  const { isMaximized, ...bounds } = options.place
  const window = new BrowserWindow({
    ...bounds,
    minWidth: WINDOW_SIZE.minWidth,
    minHeight: WINDOW_SIZE.minHeight,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preloadPath,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.developer,
    },
  })
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize()
    window.show()
  })
  return window
}
