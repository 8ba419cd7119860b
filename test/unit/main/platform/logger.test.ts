import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLogger } from '../../../../src/main/platform/logger.ts'

const LOGGER = join(import.meta.dirname, '../../../../src/main/platform/logger.ts')

test('facts go to standard error as lines of JSON, from their level up; standard output stays free', () => {
  const script = `
    const { createLogger } = await import(${JSON.stringify(LOGGER)})
    const logger = createLogger('info')
    logger.debug('unheard')
    logger.info('opened', { count: 2 })
    logger.child('replica').error('failed', { kind: 'alert' }, new Error('why'))`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  const lines = run.stderr
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(run.stdout).toBe('')
  expect(lines).toMatchObject([
    { msg: 'opened', count: 2 },
    { msg: 'failed', part: 'replica', kind: 'alert', err: { message: 'why' } },
  ])
})

test('the silent logger has silent children', () => {
  expect(silentLogger.child('part')).toBe(silentLogger)
})
