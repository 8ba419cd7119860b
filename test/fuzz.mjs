/**
 * `npm run fuzz`: a million changed messages to all decoders of peers' bytes, and to what stands behind them. With
 * a number, so many inputs in all; with a second one, those of that seed. What goes wrong is kept in
 * test/vectors/crashers and given again at every run of the tests.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'

const root = resolve(import.meta.dirname, '..')
const bundledNode = join(root, 'node_modules/node/bin/node')
const node = existsSync(bundledNode) ? bundledNode : process.execPath

const [inputs = '1000000', seed] = process.argv.slice(2)
const env = {
  ...process.env,
  MIRRORWELL_FUZZ_INPUTS: inputs,
  ...(seed === undefined ? {} : { MIRRORWELL_FUZZ_SEED: seed }),
}
const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project=unit', 'test/wire/garbage']
process.exitCode = spawnSync(node, args, { cwd: root, stdio: 'inherit', env }).status ?? 1
