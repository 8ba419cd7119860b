/**
 * `npm run pictures`: keep how every view, dialogue and door looks now as how
 * they shall look. With `readme`, take the pictures of the README as well; with
 * `full`, leave every picture in its full size in test/artifacts/pictures/full;
 * with `look`, keep nothing and only compare. Further words pick scenes by name.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'

const root = resolve(import.meta.dirname, '..')
const bundledNode = join(root, 'node_modules/node/bin/node')
const node = existsSync(bundledNode) ? bundledNode : process.execPath
const LISTS = ['every-view', 'every-dialogue', 'doors'].map((name) => `test/e2e/${name}.test.ts`)
const MODES = ['readme', 'full', 'look']

const asked = process.argv.slice(2)
const names = asked.filter((word) => !MODES.includes(word))
const env = {
  ...process.env,
  ...(asked.includes('look') ? {} : { MIRRORWELL_NEW_REFERENCES: '1' }),
  ...(asked.includes('readme') ? { MIRRORWELL_README_PICTURES: '1' } : {}),
  ...(asked.includes('full') ? { MIRRORWELL_FULL_PICTURES: '1' } : {}),
}

function run(...args) {
  return spawnSync(node, args, { cwd: root, stdio: 'inherit', env }).status ?? 1
}

const only = names.length === 0 ? [] : ['-t', ` (?:${names.join('|')}) `]
process.exitCode =
  run(join(root, 'src/main/hosts/node/launcher.mjs'), '--build-only') ||
  run(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project=e2e', ...LISTS, ...only)
