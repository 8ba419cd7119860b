import { type ChildProcess, spawn } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** After a failure it is not tried again for this long. Chosen here: a person who starts daily is not made to wait each time. */
const TRY_AGAIN_MS = 86_400_000
/** How long a fetch may take. */
export interface FetchLimits {
  /** A download that brings nothing for this long is given up. */
  readonly stalledMs: number
  /** The longest a download may take altogether. */
  readonly wholeMs: number
  /** How often the received bytes are looked at. */
  readonly lookMs: number
}

/** Chosen here: a closed network is noticed in seconds; 110 MB over 3 Mbit/s; a person reads a number a second. */
export const FETCH_LIMITS: FetchLimits = { stalledMs: 10_000, wholeMs: 300_000, lookMs: 1_000 }

export interface FetchOptions {
  onStart(): void
  onProgress(receivedBytes: number): void
  onEnd(): void
  readonly limits: FetchLimits
}

interface FetchFailure {
  readonly version: string
  readonly failedAtMs: number
}

const packageDir = (appDir: string): string => join(appDir, 'node_modules', 'electron')

/** The Electron binary that belongs to this folder, or null. Reads the two files Electron's own installer leaves. */
export async function findElectron(appDir: string): Promise<string | null> {
  try {
    const name = (await readFile(join(packageDir(appDir), 'path.txt'), 'utf8')).trim()
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageDir(appDir), 'dist')
    await access(join(dist, name))
    return join(dist, name)
  } catch {
    return null
  }
}

/** Fetches Electron by its own installer; null when it could not, or when it lately could not. */
export async function fetchElectron(appDir: string, options: FetchOptions): Promise<string | null> {
  const version = await electronVersion(appDir)
  if (version === null || (await failedLately(version))) return null
  options.onStart()
  const fetched = await runInstaller(appDir, options)
  options.onEnd()
  const binary = fetched ? await findElectron(appDir) : null
  if (binary === null) await rememberFailure({ version, failedAtMs: Date.now() })
  return binary
}

async function electronVersion(appDir: string): Promise<string | null> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(packageDir(appDir), 'package.json'), 'utf8'))
    return typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : null
  } catch {
    return null
  }
}

/** Where the last failure is remembered. Source: XDG Base Directory Specification, XDG_CACHE_HOME. */
function failurePath(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mirrorwell', 'electron-fetch.json')
}

async function failedLately(version: string): Promise<boolean> {
  try {
    const failure = JSON.parse(await readFile(failurePath(), 'utf8')) as Partial<FetchFailure>
    const ageMs = Date.now() - (failure.failedAtMs ?? 0)
    return failure.version === version && ageMs >= 0 && ageMs < TRY_AGAIN_MS
  } catch {
    return false // no marker, or one we cannot read: then it is tried
  }
}

async function rememberFailure(failure: FetchFailure): Promise<void> {
  try {
    await mkdir(dirname(failurePath()), { recursive: true })
    await writeFile(failurePath(), JSON.stringify(failure))
  } catch {
    // A home that cannot be written costs one more try next time, nothing else.
  }
}

/** @returns whether the installer ended well within its limits */
async function runInstaller(appDir: string, options: FetchOptions): Promise<boolean> {
  // The installer downloads into the temporary folder, so one of our own tells how far it has come.
  const folder = await mkdtemp(join(tmpdir(), 'mirrorwell-electron-'))
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1' }
  const child = spawn(process.execPath, [join(packageDir(appDir), 'install.js')], { stdio: 'ignore', env })
  const watch = watchDownload(child, folder, options)
  try {
    return await new Promise<boolean>((resolve) => {
      child.once('error', () => resolve(false))
      child.once('exit', (code) => resolve(code === 0))
    })
  } finally {
    clearInterval(watch)
    await rm(folder, { recursive: true, force: true })
  }
}

/** Stops the installer when no byte came for a while or it takes too long altogether. */
function watchDownload(child: ChildProcess, folder: string, options: FetchOptions): NodeJS.Timeout {
  const startedAtMs = performance.now()
  let seenBytes = 0
  let grewAtMs = startedAtMs
  const look = async (): Promise<void> => {
    const nowMs = performance.now()
    const receivedBytes = await folderBytes(folder)
    if (receivedBytes > seenBytes) {
      seenBytes = receivedBytes
      grewAtMs = nowMs
      options.onProgress(receivedBytes)
    }
    // A whole archive is then unpacked elsewhere; only the waiting for bytes is cut short.
    const waitsForBytes = seenBytes === 0 || receivedBytes >= seenBytes
    const stalled = waitsForBytes && nowMs - grewAtMs > options.limits.stalledMs
    if (stalled || nowMs - startedAtMs > options.limits.wholeMs) child.kill('SIGKILL')
  }
  return setInterval(() => void look(), options.limits.lookMs)
}

async function folderBytes(folder: string): Promise<number> {
  try {
    const names = await readdir(folder, { recursive: true })
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
    return sizes.reduce((total, size) => total + size, 0)
  } catch {
    return 0 // the installer moved its file away between the two looks
  }
}
