/** The Chromium of this machine: what benches and tests look at the page through. Plain JavaScript, because it also runs before anything is built. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const USUAL_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
]
const MAC_NAMES = ['Google Chrome', 'Chromium']
/** Keeps such a browser from speaking to anybody but the page, and lets it run as root in a container. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a Chromium here, or null. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named && isExecutable(named)) return named
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL_PLACES]
  const places = folders.flatMap((folder) => [...NAMES, ...MAC_NAMES].map((name) => join(folder, name)))
  return places.find(isExecutable) ?? playwrightChromium()
}

function playwrightChromium() {
  const asked = "import('playwright').then(p => process.stdout.write(p.chromium.executablePath()))"
  const { stdout } = spawnSync(process.execPath, ['-e', asked], { encoding: 'utf8' })
  return stdout && existsSync(stdout) ? stdout : null
}
