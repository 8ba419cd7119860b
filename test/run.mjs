/**
 * `npm test`: every check in order, each with its name and time, stopping at
 * the first that fails. The last line sums the tests up in one plain sentence.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { CHROMIUM_MISSING, ensureChromium } from './support/chromium.mjs'
import { hostsIn, hostsSentence } from './support/hosts-sentence.mjs'

const root = resolve(import.meta.dirname, '..')
const artifacts = join(root, 'test/artifacts')
const tool = (path) => join(root, 'node_modules', path)
/** The Node that came along, so that the tests run on it whichever Node started this. */
const bundledNode = tool(process.platform === 'win32' ? 'node/bin/node.exe' : 'node/bin/node')
const node = existsSync(bundledNode) ? bundledNode : process.execPath

/** Two at a time: the machines have two cores. */
const PARALLEL = 2
const TYPE_PROJECTS = ['src/main', 'src/renderer', 'src/preload', 'test']
const TEST_PROJECTS = ['unit', 'ui', 'integration', 'e2e']

/** A step that has failed; its words are already on the screen. */
class StepFailed extends Error {}

/** Run a program of ours with its output kept back; it is shown only if the program fails. */
function quietly(args) {
  return new Promise((done, fail) => {
    const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0) return done()
      process.stdout.write(Buffer.concat(output))
      fail(new StepFailed(args.slice(0, 3).join(' ')))
    })
  })
}

async function checkTypes() {
  const waiting = [...TYPE_PROJECTS]
  const work = async () => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      await quietly([tool('typescript/bin/tsc'), '-p', project])
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
}

/** Generated code must be what its generator makes today. */
async function checkProto() {
  await quietly([join(root, 'proto/generate.mjs'), '--check'])
}

async function ensureBrowser() {
  if (ensureChromium() !== null) return
  process.stdout.write(`${CHROMIUM_MISSING}\n`)
  throw new StepFailed('chromium')
}

const reportPath = (project) => join(artifacts, `vitest-${project}.json`)

/** One vitest project in this terminal, and its report as JSON beside. */
function runTests(project) {
  const args = [
    tool('vitest/vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath(project)}`,
  ]
  return new Promise((done, fail) => {
    const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', fail)
    child.on('close', (code) => (code === 0 ? done() : fail(new StepFailed(`vitest ${project}`))))
  })
}

const STEPS = [
  ['format and lint', () => quietly([tool('@biomejs/biome/bin/biome'), 'check', '.'])],
  ['types', checkTypes],
  ['unused exports', () => quietly([tool('knip/bin/knip.js'), '--no-progress'])],
  ['generated code', checkProto],
  ['build', () => quietly([join(root, 'src/main/hosts/node/launcher.mjs'), '--build-only'])],
  ['browser and fonts', ensureBrowser],
  ...TEST_PROJECTS.map((project) => [`tests: ${project}`, () => runTests(project)]),
]

/** What the reports of the projects that ran add up to. */
function sumReports() {
  const reports = TEST_PROJECTS.map(reportPath).filter(existsSync)
  const sums = { passed: 0, failed: 0, skipped: 0 }
  for (const path of reports) {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    sums.passed += report.numPassedTests
    sums.failed += report.numFailedTests
    sums.skipped += report.numPendingTests + report.numTodoTests
  }
  return `${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`
}

/** The hosts on which the browser's tests came to an end, by the names of those tests. */
function hostsThatRan() {
  if (!existsSync(reportPath('e2e'))) return []
  const { testResults } = JSON.parse(readFileSync(reportPath('e2e'), 'utf8'))
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  return hostsIn(results.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName))
}

const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`

async function runSteps() {
  for (const [name, step] of STEPS) {
    const startedAtMs = performance.now()
    process.stdout.write(`· ${name}\n`)
    try {
      await step()
    } catch (thrown) {
      process.stdout.write(`✗ ${name} (${seconds(startedAtMs)})\n`)
      if (!(thrown instanceof StepFailed)) process.stdout.write(`${thrown.stack}\n`)
      return false
    }
    process.stdout.write(`✓ ${name} (${seconds(startedAtMs)})\n`)
  }
  return true
}

mkdirSync(artifacts, { recursive: true })
for (const project of TEST_PROJECTS) rmSync(reportPath(project), { force: true })
const startedAtMs = performance.now()
const passed = await runSteps()
process.stdout.write(
  `${passed ? 'All steps passed' : 'Stopped at the first failure'} after ${seconds(startedAtMs)}.\n`,
)
process.stdout.write(`${sumReports()}\n${hostsSentence(hostsThatRan())}\n`)
process.exitCode = passed ? 0 : 1
