import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { delimiter, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { appDir } from './app-folder.ts'
import { hasNode, vaultPath } from './data-folder.ts'
import { hasDisplay } from './desktop.ts'
import type { DoctorWord } from './doctor-words.ts'
import { findElectron } from './electron-binary.ts'
import { listenOnLoopback } from './loopback-listener.ts'
import { NodeClient } from './node-client.ts'
import { readRunningFile } from './running-file.ts'

/** Oldest Node that works. Source: `engines` of better-sqlite3 13 and libp2p 3. */
const OLDEST_NODE_MAJOR = 22
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome']
/** Permission bits of everybody but the owner. Source: POSIX.1-2024, <sys/stat.h>. */
const OTHERS_BITS = 0o077

/** `problem` keeps a Node from running well here; a `note` is only good to know. */
export interface Finding {
  readonly check: string
  readonly state: 'good' | 'note' | 'problem'
  readonly word: DoctorWord
  /** The version, path or number the words are about. */
  readonly what: string
}

/** Everything the doctor looks at, in the order in which a start would need it. */
export async function examine(dataDir: string): Promise<readonly Finding[]> {
  const folder = folderFinding(dataDir)
  const isFolderThere = folder.word === 'folderGood'
  return [
    runtimeFinding(),
    await electronFinding(),
    pageFinding(),
    folder,
    ...(isFolderThere ? [permissionsFinding(dataDir), databaseFinding(dataDir)] : []),
    vaultFinding(dataDir),
    await portFinding(dataDir),
    hasDisplay() ? good('display', 'displayHere') : note('display', 'displayMissing'),
    browserFinding(),
  ]
}

function runtimeFinding(): Finding {
  const { node } = process.versions
  const isNew = Number(node.split('.')[0]) >= OLDEST_NODE_MAJOR
  return isNew ? good('runtime', 'runtimeGood', node) : problem('runtime', 'runtimeOld', node)
}

async function electronFinding(): Promise<Finding> {
  const binary = await findElectron(appDir())
  return binary === null ? note('electron', 'electronMissing') : good('electron', 'electronHere', binary)
}

function pageFinding(): Finding {
  const isBuilt = existsSync(join(appDir(), 'out', 'renderer', 'index.html'))
  return isBuilt ? good('page', 'pageHere') : note('page', 'pageMissing')
}

function folderFinding(dataDir: string): Finding {
  if (!existsSync(dataDir)) return note('folder', 'folderMissing', dataDir)
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return good('folder', 'folderGood', dataDir)
  } catch {
    return problem('folder', 'folderClosed', dataDir)
  }
}

function permissionsFinding(dataDir: string): Finding {
  if (process.platform === 'win32') return good('permissions', 'permissionsGood')
  const secrets = readdirSync(dataDir).filter((name) => /\.(bin|json|db|db-wal|txt)$/u.test(name))
  const open = ['', ...secrets].map((name) => join(dataDir, name)).find(isOpenToOthers)
  // A closed folder protects all that is in it; only then may a file's own bits be wider.
  return open === undefined || !isOpenToOthers(dataDir)
    ? good('permissions', 'permissionsGood')
    : problem('permissions', 'permissionsOpen', open)
}

function isOpenToOthers(path: string): boolean {
  return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS_BITS) !== 0
}

function databaseFinding(dataDir: string): Finding {
  const files = readdirSync(dataDir).filter((name) => name.endsWith('.db'))
  if (files.length === 0) return note('database', 'databaseMissing')
  const broken = files.map((name) => integrityProblem(join(dataDir, name))).find((found) => found !== null)
  return broken === undefined
    ? good('database', 'databaseGood')
    : problem('database', 'databaseBroken', broken)
}

/** @returns null for a whole database. It is opened for reading only, beside a Node that may be running. */
function integrityProblem(path: string): string | null {
  let sqlite: Sqlite.Database | undefined
  try {
    sqlite = new Sqlite(path, { readonly: true, fileMustExist: true })
    const verdict = String(sqlite.pragma('integrity_check(1)', { simple: true }))
    return verdict === 'ok' ? null : verdict
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'unreadable'
  } finally {
    sqlite?.close()
  }
}

function vaultFinding(dataDir: string): Finding {
  return hasNode(dataDir) ? good('vault', 'vaultHere', vaultPath(dataDir)) : note('vault', 'vaultMissing')
}

async function portFinding(dataDir: string): Promise<Finding> {
  const running = readRunningFile(dataDir)
  if (running !== null && (await answers(dataDir))) return good('port', 'running', String(running.port))
  try {
    const { servers } = await listenOnLoopback(() => createServer(), null)
    for (const server of servers) server.close()
    return good('port', 'portFree')
  } catch (thrown) {
    return problem('port', 'portClosed', thrown instanceof Error ? thrown.message : '')
  }
}

/** Whether the Node that the folder speaks of is there: `running.json` survives a killed process. */
async function answers(dataDir: string): Promise<boolean> {
  try {
    await new NodeClient(dataDir).call('setup.status', {})
    return true
  } catch {
    return false
  }
}

function browserFinding(): Finding {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const paths = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name)))
  const found = paths.find((path) => existsSync(path))
  return found === undefined ? note('browser', 'browserMissing') : good('browser', 'browserHere', found)
}

const good = (check: string, word: DoctorWord, what = ''): Finding => ({ check, state: 'good', word, what })
const note = (check: string, word: DoctorWord, what = ''): Finding => ({ check, state: 'note', word, what })
const problem = (check: string, word: DoctorWord, what = ''): Finding => ({
  check,
  state: 'problem',
  word,
  what,
})
