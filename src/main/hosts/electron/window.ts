import { BrowserWindow, type Session } from 'electron'

export interface WindowOptions {
  readonly preloadPath: string
  readonly session: Session
  /** Developer tools, only where the product runs from its sources. */
  readonly developer: boolean
}

/** A window in logical pixels. Chosen here: the queue and its detail fit side by side; 360 is the narrowest the page is made for. */
const SIZE = { width: 1200, height: 820, minWidth: 360, minHeight: 480 }

/** A window, still empty, whose renderer has no more rights than a web page and one preload. */
export function createWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
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
  window.once('ready-to-show', () => window.show())
  return window
}
