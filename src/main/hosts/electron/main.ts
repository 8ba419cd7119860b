import { resolve } from 'node:path'
import { app, type BrowserWindow, powerMonitor, safeStorage } from 'electron'
import type { ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import { openSeat, type Seat } from '../../app/seat.ts'
import type { SeatPorts } from '../../app/seat-ports.ts'
import { createLogger } from '../../platform/logger.ts'
import { createWorldSwitch } from '../../rehearsal/practice-doors.ts'
import type { WorldSwitch } from '../../rehearsal/world-switch.ts'
import { appVersion } from '../node/app-folder.ts'
import { dataDirFrom, ensureDataDir } from '../node/data-folder.ts'
import { openPrivateFiles } from '../node/private-files.ts'
import { systemLanguage } from '../node/system-language.ts'
import { describeError } from '../node/words.ts'
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

/** All in which this host differs. */
async function desktopPorts(dataDir: string): Promise<SeatPorts> {
  return {
    dataDir,
    hostKind: 'electron',
    vault: await chooseVault(dataDir, safeStorage),
    privateFiles: openPrivateFiles(dataDir),
    logger: createLogger('warn'),
    systemLanguage: systemLanguage(),
    notifications: true,
    filePicker: false,
  }
}

/** Quit only after the seat has written what it holds. */
function stopBeforeQuit(seat: Seat, worlds: WorldSwitch): void {
  let isStopped = false
  app.on('before-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    isStopped = true
    void worlds
      .stop()
      .then(() => seat.stop())
      .finally(() => app.quit())
  })
}

function showAgain(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}

async function run(dataDir: string): Promise<void> {
  guardViews(app, pageUrl())
  await app.whenReady()
  const ports = await desktopPorts(dataDir)
  const version = appVersion()
  const seat = await openSeat(ports, { version })
  const describe = (error: MirrorError): ErrorBody => describeError(error, systemLanguage())
  const worlds = createWorldSwitch({ live: seat, describe }, { dataDir, version, ports })
  stopBeforeQuit(seat, worlds)
  await worlds.start()
  process.on('uncaughtException', (thrown) => {
    if (!seat.outlive(thrown)) app.exit(1)
  })
  powerMonitor.on('resume', () => seat.wake())
  app.on('window-all-closed', () => app.quit())
  const window = await openSeatWindow(worlds, pageUrl())
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
