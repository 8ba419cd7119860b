/**
 * The browser and the fonts that tests look through: found, or installed where
 * that is allowed, or named in one sentence.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findChromium } from '../../src/main/hosts/node/bench/find-chromium.mjs'

export { CHROMIUM_ARGS, findChromium } from '../../src/main/hosts/node/bench/find-chromium.mjs'

/** Only what the tests need, and no question on the way. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk']
/** Longest an installer may take. Chosen here: 150 MB over 6 Mbit/s. */
const INSTALL_LIMIT_MS = 240_000

/** Whether Japanese text has a font here. Where no fontconfig exists (macOS, Windows) the system brings one. */
export function hasJapaneseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' })
  return status === null || stdout.trim() !== ''
}

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/etc/debian_version')

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env, timeout: INSTALL_LIMIT_MS }).status === 0
}

function installDebianPackages() {
  const wanted = ['install', '-y', '-q', '--no-install-recommends', ...DEBIAN_PACKAGES]
  return run('apt-get', ['update', '-q']) && run('apt-get', wanted)
}

/** @returns the path of a Chromium, installed on the way if need be; null when there is none to be had */
export function ensureChromium() {
  const complete = () => findChromium() !== null && hasJapaneseFont()
  if (!complete() && isRootOnDebian()) installDebianPackages()
  if (findChromium() === null) run('npx', ['playwright', 'install', 'chromium'])
  if (!hasJapaneseFont())
    process.stderr.write('No Japanese font here (Debian: fonts-noto-cjk): pictures in ja show boxes.\n')
  return findChromium()
}

export const CHROMIUM_MISSING =
  'The page tests need Chromium and it could not be installed: install the package "chromium" (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH.'

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = ensureChromium()
  process.stderr.write(`${found ?? CHROMIUM_MISSING}\n`)
  process.exitCode = found === null ? 1 : 0
}
