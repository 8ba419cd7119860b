import { join } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import type { MirrorError } from '../../../shared/kernel/errors.ts'
import { systemClock } from '../../platform/clock.ts'
import { systemRandom } from '../../platform/random.ts'
import type { Worlds } from '../../rehearsal/world-switch.ts'
import { limitCalls } from '../node/call-limiter.ts'
import { systemLanguage } from '../node/system-language.ts'
import { describeError } from '../node/words.ts'
import { serveApp } from './app-protocol.ts'
import { ipcChannel } from './ipc-channel.ts'
import { guardSession } from './page-guard.ts'
import { createWindow } from './window.ts'

/** Where the page keeps how it looks (theme, sizes of panes) from one start to the next. */
const PAGE_PARTITION = 'persist:mirrorwell'

/** A window over the worlds there are. It is served before its page loads, so that no frame is missed. */
export async function openSeatWindow(worlds: Worlds, pageUrl: string): Promise<BrowserWindow> {
  const pages = session.fromPartition(PAGE_PARTITION)
  serveApp(pages.protocol, join(app.getAppPath(), 'out/renderer'))
  guardSession(pages, pageUrl)
  const window = createWindow({
    preloadPath: join(app.getAppPath(), 'out/preload/index.cjs'),
    session: pages,
    developer: !app.isPackaged,
  })
  serveWindow(worlds, window, pageUrl)
  await window.loadURL(pageUrl)
  return window
}

/** Calls in, events out, until the window is gone; what its Mirror unlocked is locked then. */
function serveWindow(worlds: Worlds, window: BrowserWindow, pageUrl: string): void {
  const describe = (error: MirrorError) => describeError(error, systemLanguage())
  const channel = limitCalls(ipcChannel(window.webContents, pageUrl), { clock: systemClock, describe })
  const caller = { sessionId: systemRandom.uuid() }
  const stopCalls = worlds.router.serve(channel, caller)
  const stopEvents = worlds.onEvent(caller, (name, payload, atMs) =>
    channel.send({ t: 'event', name, payload, atMs }),
  )
  channel.onClose(() => {
    stopCalls()
    stopEvents()
    worlds.endCaller(caller.sessionId)
  })
}
