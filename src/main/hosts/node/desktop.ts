import { type ChildProcess, spawn } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Language } from '../../../shared/kernel/language.ts'
import { DESKTOP_WORDS, type DesktopWord } from './desktop-words.ts'
import { FETCH_LIMITS, fetchElectron, findElectron } from './electron-binary.ts'

/** A desktop that ends sooner than this, and not well, never opened. Chosen here: a window takes a second or two. */
const FAILED_START_MS = 5_000
/** Only this user may read it. */
const PRIVATE_MODE = 0o600

export interface DesktopOptions {
  readonly dataDir: string
  /** The folder that holds package.json, out/ and node_modules/. */
  readonly appDir: string
  /** The loopback page was asked for, so no desktop is tried. */
  readonly web: boolean
  readonly language: Language
}

/** 'closed': the desktop ran and the person closed it. 'unavailable': serve the loopback page instead. */
export type DesktopOutcome =
  | { readonly kind: 'closed'; readonly exitCode: number }
  | { readonly kind: 'unavailable' }

const UNAVAILABLE: DesktopOutcome = { kind: 'unavailable' }

/**
 * Opens the desktop and waits until it is closed, or says in one sentence why
 * it cannot be opened. Never waits on a network that does not answer.
 */
export async function openDesktop(options: DesktopOptions): Promise<DesktopOutcome> {
  if (options.web) return UNAVAILABLE
  const tell = (word: DesktopWord): void =>
    void process.stderr.write(`${DESKTOP_WORDS[word][options.language]}\n`)
  if (!hasDisplay()) {
    tell('noDisplay')
    return UNAVAILABLE
  }
  const binary = (await findElectron(options.appDir)) ?? (await fetchWithWords(options.appDir, tell))
  if (binary === null) {
    tell('noElectron')
    return UNAVAILABLE
  }
  const outcome = await runDesktop(binary, options)
  if (outcome.kind === 'unavailable') tell('noWindow')
  return outcome
}

/** Whether a window can be shown here. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)
}

/**
 * Ask the system to show the page in the person's browser. Never fails: the
 * URL is printed anyway. Its token must not stand on a command line, which all
 * users of the machine can read, so the browser opens a private file that
 * leads on to the page.
 */
export async function openBrowser(url: string, dataDir: string): Promise<void> {
  try {
    const path = join(dataDir, 'open-page.html')
    await rm(path, { force: true })
    await writeFile(path, leadOn(url), { mode: PRIVATE_MODE, flag: 'wx' })
    const [command, args] = browserCommand(pathToFileURL(path).href)
    const child = spawn(command, args, { stdio: 'ignore', detached: true })
    child.on('error', () => {}) // no browser opener here; the printed URL is enough
    child.unref()
  } catch {
    // A folder that cannot be written will be told by whoever needs it.
  }
}

function leadOn(url: string): string {
  const safe = url.replace(/[&"<>]/gu, (char) => `&#${char.charCodeAt(0)};`)
  return `<!doctype html><meta charset="utf-8"><title>Mirrorwell</title><meta http-equiv="refresh" content="0;url=${safe}">\n`
}

function browserCommand(url: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [url]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return ['xdg-open', [url]]
}

function fetchWithWords(appDir: string, tell: (word: DesktopWord) => void): Promise<string | null> {
  return fetchElectron(appDir, {
    limits: FETCH_LIMITS,
    onStart: () => tell('fetching'),
    onProgress: (receivedBytes) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${Math.round(receivedBytes / 1_000_000)} MB `)
    },
    onEnd: () => {
      if (process.stderr.isTTY) process.stderr.write('\n')
    },
  })
}

/** The desktop as a process of its own; signals to us reach it, its exit code becomes ours. */
function runDesktop(binary: string, options: DesktopOptions): Promise<DesktopOutcome> {
  const startedAtMs = performance.now()
  const args = [options.appDir, `--data=${options.dataDir}`]
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  const child = spawn(binary, args, { stdio: ['ignore', 2, 2], env })
  const stopForwarding = forwardSignals(child)
  return new Promise((resolve) => {
    const end = (outcome: DesktopOutcome): void => {
      stopForwarding()
      resolve(outcome)
    }
    child.once('error', () => end(UNAVAILABLE))
    child.once('exit', (code) => {
      const neverOpened = code !== 0 && performance.now() - startedAtMs < FAILED_START_MS
      end(neverOpened ? UNAVAILABLE : { kind: 'closed', exitCode: code ?? 1 })
    })
  })
}

function forwardSignals(child: ChildProcess): () => void {
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  for (const signal of signals) process.on(signal, forward)
  return () => {
    for (const signal of signals) process.off(signal, forward)
  }
}
