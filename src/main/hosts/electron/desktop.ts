import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, powerMonitor, safeStorage } from 'electron'
import type { Caller } from '../../../shared/bridge/caller.ts'
import type { Bridge } from '../../../shared/contract/index.ts'
import type { ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { MachineWatch } from '../../app/machine-watch.ts'
import { openSeat, type Seat } from '../../app/seat.ts'
import type { SeatPorts } from '../../app/seat-ports.ts'
import { steadyClock, systemClock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import { createLogger } from '../../platform/logger.ts'
import { systemRandom } from '../../platform/random.ts'
import { ClockTimers } from '../../platform/timers.ts'
import { createInProcessBridge } from '../../rehearsal/in-process-bridge.ts'
import { createWorldSwitch } from '../../rehearsal/practice-doors.ts'
import { appVersion } from '../node/app-folder.ts'
import { openPrivateFiles } from '../node/private-files.ts'
import { systemLanguage } from '../node/system-language.ts'
import { describeError } from '../node/words.ts'
import { Attention } from './attention.ts'
import { chooseVault } from './choose-vault.ts'
import { guardPage } from './crash-guard.ts'
import { invitationUrl } from './deep-link.ts'
import { DesktopFace } from './desktop-face.ts'
import { faceText } from './face-text.ts'
import type { LinkInbox } from './link-inbox.ts'
import { type ReleaseCheck, releaseCheckOf } from './release-check.ts'
import { openSeatWindow } from './seat-window.ts'
import { showNotice } from './show-notice.ts'
import { WindowMemory } from './window-memory.ts'

export interface DesktopOptions {
  readonly dataDir: string
  /** Where Electron and the window keep what is theirs. */
  readonly ownFiles: string
  readonly pageUrl: string
}

const logger = createLogger('warn')

/** All in which this host differs. */
async function desktopPorts(dataDir: string, release: ReleaseCheck): Promise<SeatPorts> {
  return {
    dataDir,
    hostKind: 'electron',
    vault: await chooseVault(dataDir, safeStorage),
    privateFiles: openPrivateFiles(dataDir),
    logger,
    systemLanguage: systemLanguage(),
    notifications: true,
    filePicker: false,
    hostFacts: () => release.facts(),
  }
}

/** The Node of one folder with everything a person sees of it. Resolves once its page is there. */
export async function openDesktop(options: DesktopOptions, links: LinkInbox): Promise<void> {
  const { dataDir, ownFiles, pageUrl } = options
  const release = releaseCheckOf(app)
  const ports = await desktopPorts(dataDir, release)
  const version = appVersion()
  const seat = await openSeat(ports, { version })
  const describe = (error: MirrorError): ErrorBody => describeError(error, systemLanguage())
  const worlds = createWorldSwitch({ live: seat, describe }, { dataDir, version, ports })
  const running: Startable[] = [{ start: async () => {}, stop: () => seat.stop() }]
  stopBeforeQuit(running)
  outliveStrays(seat)
  await startInOrder(running, [worlds])
  const caller: Caller = { sessionId: systemRandom.uuid() }
  const window = await openSeatWindow({ worlds, caller, memory: new WindowMemory(ownFiles) }, pageUrl)
  const face = createFace(window, seat, caller)
  await startInOrder(running, watchersOf(seat, face))
  await showPage(window, { links, face, pageUrl })
  void tellOfRelease(release, face)
}

/** Last, because it reads the whole program; and whatever it finds, everything goes on. */
async function tellOfRelease(release: ReleaseCheck, face: DesktopFace): Promise<void> {
  const warning = await release.look()
  if (warning === null) return
  const { code, message } = describeError(warning, face.language)
  logger.warn(message, { code })
  showNotice({ title: faceText('packageChanged', face.language), body: message }, () => face.open())
}

function createFace(window: BrowserWindow, seat: Seat, caller: Caller): DesktopFace {
  const theirs = createInProcessBridge(() => seat, caller)
  const isLocked = (): Promise<boolean> =>
    theirs.node.status({}).then(
      ({ locked }) => locked,
      () => true,
    )
  const options = { iconFolder: join(app.getAppPath(), 'resources'), language: systemLanguage() }
  return new DesktopFace({ window, clock: systemClock, isLocked }, options)
}

/** What follows the Node and the machine for those who look at neither. */
function watchersOf(seat: Seat, face: DesktopFace): readonly Startable[] {
  const timers = new ClockTimers(systemClock)
  const bridge: Bridge = createInProcessBridge(() => seat, { sessionId: systemRandom.uuid() })
  const attention = new Attention({
    bridge,
    clock: systemClock,
    timers,
    logger,
    onEvent: (listener) => seat.onEvent(listener),
  })
  attention.looked.listen((look) => void face.show(look))
  powerMonitor.on('resume', () => seat.wake())
  return [
    { start: async () => {}, stop: async () => timers.stop() },
    attention,
    new MachineWatch({
      ...{ timers, clock: systemClock, steadyClock },
      interfaces: networkInterfaces,
      wake: () => seat.wake(),
    }),
  ]
}

interface Shown {
  readonly links: LinkInbox
  readonly face: DesktopFace
  readonly pageUrl: string
}

/** Load the page; an invitation that the system hands over is shown in it, and a second start brings it to the front. */
async function showPage(window: BrowserWindow, { links, face, pageUrl }: Shown): Promise<void> {
  const language = (): Language => face.language
  guardPage(window.webContents, { clock: steadyClock, logger, language })
  const early = links.takeEarly()
  await window.loadURL(early === null ? pageUrl : invitationUrl(pageUrl, early))
  links.opened.listen((link) => {
    face.open()
    if (link !== null) void window.loadURL(invitationUrl(pageUrl, link))
  })
}

async function startInOrder(running: Startable[], wanted: readonly Startable[]): Promise<void> {
  for (const each of wanted) {
    running.push(each)
    await each.start()
  }
}

/** Quit only after everything has been stopped, the last started first, and the seat has written what it holds. */
function stopBeforeQuit(running: readonly Startable[]): void {
  let isStopping = false
  app.on('before-quit', (event) => {
    if (isStopping) return
    event.preventDefault()
    isStopping = true
    void stopAll(running).finally(() => app.quit())
  })
}

async function stopAll(running: readonly Startable[]): Promise<void> {
  for (const each of running.toReversed()) {
    await each.stop().catch((cause: unknown) => logger.error('did not stop well', {}, cause))
  }
}

/** What nobody caught ends the process, unless it is one of the network's strays. */
function outliveStrays(seat: Seat): void {
  const judge = (thrown: unknown): void => {
    if (!seat.outlive(thrown)) app.exit(1)
  }
  process.on('uncaughtException', judge)
  process.on('unhandledRejection', judge) // Electron only warns of these
}
