#!/usr/bin/env node
/**
 * The command `mirrorwell`: finds a Node that can run it, builds what is stale,
 * then hands over. It must parse on every Node since 14, and loads nothing
 * native before the check, because better-sqlite3 crashes an old Node without
 * a word. Standard output belongs to the command; this file writes to stderr.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureBuilt } from './fresh-build.mjs'
import { say } from './launch-words.mjs'

/** Oldest Node that works. Source: `engines` of better-sqlite3 13 and libp2p 3 (Promise.withResolvers). */
const OLDEST_NODE_MAJOR = 22
/** Marks a second start, so that a wrong `node` package cannot make the two start each other for ever. */
const RELAUNCHED = 'MIRRORWELL_RELAUNCHED'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..')

function runningIsOld() {
  return Number(process.versions.node.split('.')[0]) < OLDEST_NODE_MAJOR
}

/** The Node that came along as a package, or null. */
function bundledNode() {
  const names = process.platform === 'win32' ? ['node.exe'] : ['node']
  const places = names.map((name) => join(root, 'node_modules/node/bin', name))
  return places.find((place) => existsSync(place)) || null
}

/** Become another Node: same arguments, streams, signals and exit code. */
function relaunch(binary) {
  const env = Object.assign({}, process.env, { [RELAUNCHED]: '1' })
  const child = spawn(binary, process.argv.slice(1), { stdio: 'inherit', env })
  const forward = (signal) => child.kill(signal)
  const signals = ['SIGTERM', 'SIGHUP', 'SIGUSR2']
  for (const signal of signals) process.on(signal, forward)
  // A terminal sends Ctrl-C to both of us already; a second one would cut the child's own stop short.
  process.on('SIGINT', (signal) => {
    if (!process.stdin.isTTY) forward(signal)
  })
  child.on('error', (error) => {
    say('runtimeTooOld', { found: process.versions.node, why: error.message })
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code === null ? 1 : code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

async function launch() {
  if (process.argv[2] === '--build-only') return void (await ensureBuilt(root))
  await ensureBuilt(root)
  await import(pathToFileURL(join(root, 'out/main/mirrorwell.js')).href)
}

function start() {
  const binary = runningIsOld() && !process.env[RELAUNCHED] ? bundledNode() : null
  if (binary !== null) return relaunch(binary)
  if (runningIsOld()) {
    say('runtimeTooOld', { found: process.versions.node, why: '' })
    process.exit(1)
  }
  delete process.env[RELAUNCHED]
  return launch()
}

void start()
