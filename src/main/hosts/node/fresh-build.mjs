/**
 * Builds out/ when it is missing or older than what it is made from. The stamp
 * goes before a build begins and comes back after it ended, so an interrupted
 * build is never taken for a whole one.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { say } from './launch-words.mjs'

/** What a build is made from. Where the first is absent the install is packaged and there is nothing to build. */
const SOURCES = ['electron.vite.config.ts', 'package-lock.json', 'tsconfig.json', 'src', 'proto', 'resources']
/** How often a waiting launch looks again, in milliseconds. Chosen here: unnoticeable beside a build of seconds. */
const LOOK_AGAIN_MS = 100

/** Resolves once out/ is as new as its sources; ends the process with words when it cannot be. */
export async function ensureBuilt(root) {
  if (!existsSync(join(root, SOURCES[0])) || isFresh(root)) return
  if (isReadOnly(root)) return
  await takeLock(root)
  try {
    if (!isFresh(root)) await build(root)
  } finally {
    rmSync(lockPath(root), { force: true })
  }
}

/** An installation that we may not write, as below /opt: it runs as it was built. */
function isReadOnly(root) {
  try {
    mkdirSync(join(root, 'out'), { recursive: true })
    accessSync(join(root, 'out'), constants.W_OK)
    return false
  } catch (error) {
    if (existsSync(join(root, 'out/main/mirrorwell.js'))) return true
    throw error
  }
}

const stampPath = (root) => join(root, 'out/build.stamp')
const lockPath = (root) => join(root, 'out/build.lock')

function isFresh(root) {
  return existsSync(stampPath(root)) && readFileSync(stampPath(root), 'utf8') === fingerprint(root)
}

/** A hash over path, size and time of every source file: a stat each, no reading. */
function fingerprint(root) {
  const hash = createHash('sha256')
  const walk = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (stat === undefined) return
    if (!stat.isDirectory()) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
    else for (const name of readdirSync(join(root, path)).sort()) walk(`${path}/${name}`)
  }
  SOURCES.forEach(walk)
  return hash.digest('hex')
}

/** Hold out/build.lock, which holds our process id; wait while another living launch has it. */
async function takeLock(root) {
  for (let waited = false; !tryLock(root); waited = true) {
    if (!waited) say('waiting')
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

function tryLock(root) {
  try {
    const file = openSync(lockPath(root), 'wx')
    writeFileSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    dropDeadLock(root)
    return false
  }
}

/** Move the lock of a launch that died aside; renaming first keeps two waiters from dropping each other's. */
function dropDeadLock(root) {
  const aside = `${lockPath(root)}.${process.pid}`
  try {
    const owner = Number(readFileSync(lockPath(root), 'utf8'))
    if (owner === 0 || isAlive(owner)) return
    renameSync(lockPath(root), aside)
    rmSync(aside, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function build(root) {
  say('building')
  rmSync(stampPath(root), { force: true })
  const made = fingerprint(root)
  if ((await runBuilder(root)) !== 0) {
    rmSync(lockPath(root), { force: true })
    say('buildFailed')
    process.exit(1)
  }
  writeFileSync(stampPath(root), made)
}

/** electron-vite in a process of its own, everything it prints on our stderr. @returns its exit code */
function runBuilder(root) {
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const env = Object.assign({}, process.env, { NODE_ENV: 'production' })
  const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code === null ? 1 : code))
  })
}
