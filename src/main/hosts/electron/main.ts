import { resolve } from 'node:path'
import { app, type BrowserWindow, powerMonitor, safeStorage } from 'electron'
import { openSeat, type Seat } from '../../app/seat.ts'
import type { SeatPorts } from '../../app/seat-ports.ts'
import { createLogger } from '../../platform/logger.ts'
import { appVersion } from '../node/app-folder.ts'
import { dataDirFrom, ensureDataDir } from '../node/data-folder.ts'
import { openPrivateFiles } from '../node/private-files.ts'
import { systemLanguage } from '../node/system-language.ts'
import { registerAppScheme } from './app-protocol.ts'
import { chooseVault } from './choose-vault.ts'
import { guardViews } from './page-guard.ts'
import { PAGE_URL } from './page-url.ts'
import { openSeatWindow } from './seat-window.ts'

const DATA_FLAG = '--data='

function namedDataDir(argv: readonly string[]): string | undefined {
  return argv.find((argument) => argument.startsWith(DATA_FLAG))?.slice(DATA_FLAG.length) || undefined
}

/** While developing, the page comes from a server that reloads it; a packaged product never listens to that. */
function pageUrl(): string {
  return (app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL) ?? PAGE_URL
}

/** The same seat as every host's, over this host's ports. */
async function openDesktopSeat(dataDir: string): Promise<Seat> {
  const ports: SeatPorts = {
    dataDir,
    hostKind: 'electron',
    vault: await chooseVault(dataDir, safeStorage),
    privateFiles: openPrivateFiles(dataDir),
    logger: createLogger('warn'),
    systemLanguage: systemLanguage(),
    notifications: true,
    filePicker: false,
  }
  return await openSeat(ports, { version: appVersion() })
}

/** Quit only after the seat has written what it holds. */
function stopBeforeQuit(seat: Seat): void {
  let isStopped = false
  app.on('before-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    isStopped = true
    void seat.stop().finally(() => app.quit())
  })
}

function showAgain(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}

async function run(dataDir: string): Promise<void> {
  guardViews(app, pageUrl())
  await app.whenReady()
  const seat = await openDesktopSeat(dataDir)
  stopBeforeQuit(seat)
  process.on('uncaughtException', (thrown) => {
    if (!seat.outlive(thrown)) app.exit(1)
  })
  powerMonitor.on('resume', () => seat.wake())
  app.on('window-all-closed', () => app.quit())
  const window = await openSeatWindow(seat, pageUrl())
  app.on('second-instance', () => showAgain(window))
}

const dataDir = dataDirFrom(namedDataDir(process.argv))
const ownFiles = resolve(dataDir, 'electron')
ensureDataDir(ownFiles)
registerAppScheme()
app.enableSandbox()
// Electron's own files lie in the data folder, so that its lock is one per Node and not one per person.
app.setPath('userData', ownFiles)
if (app.requestSingleInstanceLock()) {
  run(dataDir).catch((cause: unknown) => {
    createLogger('error').error('desktop failed to start', {}, cause)
    app.exit(1)
  })
} else {
  app.quit()
}
