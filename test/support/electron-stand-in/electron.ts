/**
 * A stand-in for the module `electron`: as much of it as the built bundles call,
 * over this Node and a Chromium without a window. It is not Electron. Key store
 * and notifications are simulated, tray, menus and boxes only written down.
 */
import { EventEmitter } from 'node:events'
import { ownSchemes } from './addresses.ts'
import { app as standInApp } from './app.ts'
import { BrowserWindow as StandInWindow } from './browser-window.ts'
import { dialogs, menus, RecordedTray, SimulatedNotification } from './recorded.ts'
import { RendererSession } from './renderer-session.ts'
import { simulatedSafeStorage } from './safe-storage.ts'
import { strict } from './strict.ts'

/** The only screen, on which nobody sees anything. */
const SCREEN = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
const sessions = new Map<string, RendererSession>()

function sessionOf(partition: string): RendererSession {
  const known = sessions.get(partition) ?? strict('session', new RendererSession())
  sessions.set(partition, known)
  return known
}

export const app = strict('app', standInApp)
export const BrowserWindow = strict('BrowserWindow', StandInWindow)
export const dialog = strict('dialog', dialogs)
export const Menu = strict('Menu', menus)
export const nativeImage = strict('nativeImage', { createFromPath: (path: string) => ({ path }) })
export const Notification = strict('Notification', SimulatedNotification)
export const powerMonitor = strict('powerMonitor', new EventEmitter())
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: readonly { scheme: string }[]) => {
    for (const { scheme } of schemes) ownSchemes.add(scheme)
  },
})
export const safeStorage = strict('safeStorage', simulatedSafeStorage)
export const screen = strict('screen', { getAllDisplays: () => [SCREEN] })
export const session = strict('session', { fromPartition: sessionOf })
export const Tray = strict('Tray', RecordedTray)
