/**
 * `npm run test:electron`: one life of a Node and what guards it, on Electron
 * itself and on the page in a browser. The same list runs on the stand-in with
 * every `npm test`; the name of each test says on which.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { hasDisplay } from '../src/main/hosts/node/desktop.ts'
import { findElectron } from '../src/main/hosts/node/electron-binary.ts'
import { hostsSentence } from './support/hosts-sentence.mjs'

const root = resolve(import.meta.dirname, '..')
const LIST = ['journey-page', 'journey-desktop', 'security'].map((name) => `test/e2e/${name}.test.ts`)

const say = (sentence) => process.stdout.write(`${sentence}\n`)

/** Why the list cannot run here, or null. */
async function obstacle() {
  if ((await findElectron(root)) === null)
    return 'There is no Electron binary here (node node_modules/electron/install.js fetches one), so nothing was run on Electron. On the stand-in the same list runs with npm test.'
  if (!hasDisplay())
    return 'There is no display for a window here (try xvfb-run), so nothing was run on Electron.'
  return null
}

function runList() {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const env = { ...process.env, MIRRORWELL_ELECTRON: 'real' }
  const args = [vitest, 'run', '--project=e2e', ...LIST]
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1
}

const reason = await obstacle()
if (reason !== null) say(reason)
process.exitCode = reason === null ? runList() : 1
say(hostsSentence(reason === null ? ['page', 'electron'] : []))
