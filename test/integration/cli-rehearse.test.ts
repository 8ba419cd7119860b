import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'

describe('mirrorwell rehearse', { timeout: 300_000 }, () => {
  test('averaging prints its result as one line of JSON and writes it down', async () => {
    const folder = join(await temporaryFolder(), 'report')
    const flags = ['--nodes', '1', '--seed', '7', '--report', folder, '--json']
    const { exitCode, stdout } = await runMirrorwell(['rehearse', 'averaging', ...flags])
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({ scenario: 'averaging', passed: true, seed: 7, nodes: 1 })
    expect(result.simulated.length).toBeGreaterThan(0)
    expect(result.checks[0]).toEqual({
      name: expect.any(String),
      value: expect.any(Number),
      target: expect.any(Number),
      unit: expect.any(String),
      passed: true,
    })
    expect(exitCode).toBe(0)
    expect(JSON.parse(await readFile(join(folder, 'averaging.json'), 'utf8'))).toEqual(result)
    expect(await readFile(join(folder, 'averaging.md'), 'utf8')).toContain('Simulated:')
  })

  test('alert prints one line of JSON that says what was not real', async () => {
    const { exitCode, stdout } = await runMirrorwell(['rehearse', 'alert', '--nodes', '3', '--json'])
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({ scenario: 'alert', passed: true, seed: 1, nodes: 3 })
    expect(result.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(result.simulated).toContain('chance (drawn from the seed)')
    expect(result.checks.length).toBeGreaterThan(10)
    expect(exitCode).toBe(0)
  })

  test.for([
    [['rehearse', 'nothing'], 'There is no rehearsal “nothing”.'],
    [['rehearse'], '“scenario|all” is missing.'],
    [['rehearse', 'averaging', '--nodes', '0'], 'The value given for “--nodes <n>” cannot be used.'],
    [['rehearse', 'averaging', '--seed', 'x'], 'The value given for “--seed <n>” cannot be used.'],
  ] as const)('%o is wrong use', async ([args, sentence]) => {
    const { exitCode, stderr } = await runMirrorwell(args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `mirrorwell: usage: ${sentence}\n` })
  })
})
