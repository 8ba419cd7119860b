import { join } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import type { Caller } from '../../../shared/bridge/caller.ts'
import type { MirrorError } from '../../../shared/kernel/errors.ts'
import { ConfirmationDesk } from '../../app/confirmation-desk.ts'
import { systemClock } from '../../platform/clock.ts'
import { systemRandom } from '../../platform/random.ts'
import type { Worlds } from '../../rehearsal/world-switch.ts'
import { limitCalls } from '../node/call-limiter.ts'
import { systemLanguage } from '../node/system-language.ts'
import { describeError } from '../node/words.ts'
import { serveApp } from './app-protocol.ts'
import { ipcChannel } from './ipc-channel.ts'
import { guardSession } from './page-guard.ts'
import { PersonAtWork } from './person-at-work.ts'
import { createWindow } from './window.ts'
import type { WindowMemory } from './window-memory.ts'

/** Where the page keeps how it looks (theme, sizes of panes) from one start to the next. */
const PAGE_PARTITION = 'persist:mirrorwell'

export interface SeatWindowDeps {
  readonly worlds: Worlds
  /** Who the window's page is to the Node. */
  readonly caller: Caller
  readonly memory: WindowMemory
}

/** A window over the worlds there are, whose page is still to be loaded: it is served before, so that no frame is missed. */
export async function openSeatWindow(deps: SeatWindowDeps, pageUrl: string): Promise<BrowserWindow> {
  const pages = session.fromPartition(PAGE_PARTITION)
  const person = new PersonAtWork(systemClock, isAssisted)
  await pages.setProxy({ mode: 'direct' })
  serveApp(pages.protocol, join(app.getAppPath(), 'out/renderer'))
  guardSession(pages, { pageUrl, person })
  const window = createWindow({
    preloadPath: join(app.getAppPath(), 'out/preload/index.cjs'),
    session: pages,
    place: deps.memory.place(),
    developer: !app.isPackaged,
  })
  person.follow(window.webContents)
  deps.memory.follow(window)
  const desk = { clock: systemClock, random: systemRandom, isPressed: () => person.isActing() }
  const caller = { ...deps.caller, confirmations: new ConfirmationDesk(desk) }
  serveWindow({ ...deps, caller }, window, pageUrl)
  return window
}

/** Whether a screen reader or the like is in use. Promised for macOS and Windows; where Electron cannot say, nobody is locked out. */
const isAssisted = (): boolean => app.isAccessibilitySupportEnabled?.() ?? true

/** Calls in, events out, until the window is gone; what its Mirror unlocked is locked then. */
function serveWindow({ worlds, caller }: SeatWindowDeps, window: BrowserWindow, pageUrl: string): void {
  const describe = (error: MirrorError) => describeError(error, systemLanguage())
  const channel = limitCalls(ipcChannel(window.webContents, pageUrl), { clock: systemClock, describe })
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
