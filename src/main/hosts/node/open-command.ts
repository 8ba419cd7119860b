import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { fillSentence } from '../../app/failure-text.ts'
import type { Seat } from '../../app/seat.ts'
import { appDir } from './app-folder.ts'
import { COMMAND_WORDS } from './command-words.ts'
import { dataDirFrom, ensureDataDir } from './data-folder.ts'
import { hasDisplay, openBrowser, openDesktop } from './desktop.ts'
import { NodeHost } from './node-host.ts'
import type { NodeSeatRequest } from './node-seat.ts'
import { readRunningFile } from './running-file.ts'
import { stopRequested } from './stop-request.ts'
import { printLine } from './terminal.ts'

/** What the command without a name was asked for. */
export interface OpenFlags {
  readonly data?: string
  readonly web?: boolean
}

export interface OpenDeps {
  readonly language: Language
  openSeat(request: NodeSeatRequest): Promise<Seat>
}

/** Nothing asked for: the Node's own settings decide. */
const SEAT_OPTIONS = {
  listen: [],
  lan: null,
  testFederation: false,
  reportIntervalMs: null,
  slotMs: null,
} as const

/** The desktop, or where there can be none, the page in the browser, in whatever phase the folder is. */
export async function openFace(flags: OpenFlags, deps: OpenDeps): Promise<number> {
  const dataDir = dataDirFrom(flags.data)
  const { language } = deps
  const outcome = await openDesktop({ dataDir, appDir: appDir(), web: flags.web ?? false, language })
  return outcome.kind === 'closed' ? outcome.exitCode : servePage(dataDir, deps)
}

async function servePage(dataDir: string, deps: OpenDeps): Promise<number> {
  const stop = stopRequested()
  ensureDataDir(dataDir)
  const seat = await openOrFindRunning(dataDir, deps)
  if (seat === null) return 0
  const host = new NodeHost({ seat }, { dataDir, language: deps.language, port: null })
  try {
    await host.start()
    host.announce()
    show('page', { url: host.url, dataDir, language: deps.language })
    await stop
  } finally {
    await host.stop()
  }
  return 0
}

/** A second start shows the page of the first. @returns null where that was done */
async function openOrFindRunning(dataDir: string, deps: OpenDeps): Promise<Seat | null> {
  try {
    return await deps.openSeat({ dataDir, language: deps.language, options: SEAT_OPTIONS })
  } catch (thrown) {
    const running = MirrorError.from(thrown).code === 'data-in-use' ? readRunningFile(dataDir) : null
    if (running === null) throw thrown
    show('alreadyRunning', { url: running.url, dataDir, language: deps.language })
    return null
  }
}

interface Shown {
  readonly url: string
  readonly dataDir: string
  readonly language: Language
}

function show(word: 'page' | 'alreadyRunning', { url, dataDir, language }: Shown): void {
  printLine(fillSentence(COMMAND_WORDS[word], language, { url }))
  if (hasDisplay()) void openBrowser(url, dataDir)
}
