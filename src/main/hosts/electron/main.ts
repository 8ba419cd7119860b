import { resolve } from 'node:path'
import { app, dialog } from 'electron'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { createLogger } from '../../platform/logger.ts'
import { dataDirFrom, ensureDataDir } from '../node/data-folder.ts'
import { systemLanguage } from '../node/system-language.ts'
import { describeError } from '../node/words.ts'
import { registerAppScheme } from './app-protocol.ts'
import { LINK_SCHEME } from './deep-link.ts'
import { openDesktop } from './desktop.ts'
import { faceText } from './face-text.ts'
import { LinkInbox } from './link-inbox.ts'
import { guardViews } from './page-guard.ts'
import { PAGE_URL } from './page-url.ts'
import { readArguments, type StartArguments } from './start-arguments.ts'

/** While developing, the page comes from a server that reloads it; a packaged product never listens to that. */
function pageUrl(): string {
  return (app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL) ?? PAGE_URL
}

/** Known answers on the cryptography of this very runtime, which is not Node's. */
async function selftestAndExit(): Promise<void> {
  const { selftest } = await import('../node/selftest-command.ts')
  app.exit(await selftest({}, systemLanguage()))
}

/** The first process of a folder shows it; a later one hands over what it was asked for and ends. */
async function run({ data, link }: StartArguments): Promise<void> {
  const dataDir = dataDirFrom(data)
  const ownFiles = resolve(dataDir, 'electron')
  ensureDataDir(ownFiles)
  // Electron's own files lie in the data folder, so that its lock is one per Node and not one per person.
  app.setPath('userData', ownFiles)
  if (!app.requestSingleInstanceLock()) return app.quit()
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
  const links = new LinkInbox(app, link)
  guardViews(app, pageUrl())
  await app.whenReady()
  await openDesktop({ dataDir, ownFiles, pageUrl: pageUrl() }, links)
}

/** A start that failed is told to the person who sees no terminal. */
function tellAndExit(thrown: unknown): void {
  const language = systemLanguage()
  const error = MirrorError.from(thrown)
  createLogger('error').error('desktop failed to start', { code: error.code }, thrown)
  dialog.showErrorBox(faceText('cannotStart', language), describeError(error, language).message)
  app.exit(1)
}

const started = readArguments(process.argv)
app.enableSandbox()
registerAppScheme()
if (started.selftest) void selftestAndExit()
else run(started).catch(tellAndExit)
