import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FAKE_MIRROR } from '../support/fake-seat.ts'
import { temporaryFolder } from '../support/folder.ts'
import { openRunning } from '../support/loopback.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'

const SET = ['call', 'policy.set', '{"transfersNeed":2}'] as const

/** A running Node as the commands find it, and a file with its Mirror's PIN. */
async function running(): Promise<Awaited<ReturnType<typeof openRunning>> & { readonly pinFile: string }> {
  const opened = await openRunning()
  const pinFile = join(opened.data, 'pin')
  await writeFile(pinFile, `${FAKE_MIRROR.pin}\n`)
  return { ...opened, pinFile }
}

const codeOf = (stdout: string): string => JSON.parse(stdout).error.code

test('a call answers on one line', async () => {
  const { data } = await running()
  const { exitCode, stdout, stderr } = await runMirrorwell(['call', 'policy.get', '--data', data])
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '{"transfersNeed":1}\n', stderr: '' })
})

test('a refusal is JSON with words of this machine, and exit code 1', async () => {
  const { data } = await running()
  const env = { LC_ALL: 'sv_SE.UTF-8' }
  const { exitCode, stdout } = await runMirrorwell([...SET, '--data', data], { env })
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: 'mirror-locked',
      message: 'Det här kan bara en Spegel göra. Lås upp din med din PIN-kod.',
      details: {},
    },
  })
})

test.for([FAKE_MIRROR.name, FAKE_MIRROR.mirrorId])('%s acts for one call and no longer', async (mirror) => {
  const { data, pinFile, seat } = await running()
  const acted = await runMirrorwell([...SET, '--data', data, '--as', mirror, '--pin-file', pinFile])
  expect(acted).toEqual({ exitCode: 0, stdout: '{"transfersNeed":2}\n', stderr: '' })
  expect(seat.endedCallers).toHaveLength(1)
  expect(codeOf((await runMirrorwell([...SET, '--data', data])).stdout)).toBe('mirror-locked')
})

test('the PIN may come by standard input', async () => {
  const { data } = await running()
  const args = [...SET, '--data', data, '--as', 'Anna', '--pin-file', '-']
  expect((await runMirrorwell(args, { stdin: '2468\r\n' })).stdout).toBe('{"transfersNeed":2}\n')
})

test('a wrong PIN says how many tries are left, and leaves nothing unlocked', async () => {
  const { data, seat } = await running()
  const args = [...SET, '--data', data, '--as', 'Anna', '--pin-file', '-']
  const { exitCode, stdout } = await runMirrorwell(args, { stdin: '1357' })
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'pin-wrong',
    message: 'Wrong PIN. 4 tries left before a pause.',
    details: { triesLeft: 4 },
  })
  expect(seat.endedCallers).toHaveLength(1)
})

test('a Mirror nobody knows is told from a wrong PIN', async () => {
  const { data, pinFile } = await running()
  const { exitCode, stdout } = await runMirrorwell([
    ...SET,
    '--data',
    data,
    '--as',
    'Bo',
    '--pin-file',
    pinFile,
  ])
  expect({ exitCode, code: codeOf(stdout) }).toEqual({ exitCode: 1, code: 'mirror-unknown' })
})

test.for([
  [['--as', 'Anna'], 2, 'usage'],
  [['--pin-file', 'none'], 2, 'usage'],
  [['--as', 'Anna', '--pin-file', 'none'], 1, 'file-unreadable'],
] as const)('%o is refused', async ([more, exitCode, code]) => {
  const { data } = await running()
  const finished = await runMirrorwell([...SET, '--data', data, ...more])
  expect({ exitCode: finished.exitCode, code: codeOf(finished.stdout) }).toEqual({ exitCode, code })
})

test('input may come by standard input; what is no JSON is told', async () => {
  const { data } = await running()
  const fromStdin = ['call', 'policy.get', '-', '--data', data]
  expect((await runMirrorwell(fromStdin, { stdin: '{}' })).stdout).toBe('{"transfersNeed":1}\n')
  const broken = await runMirrorwell(fromStdin, { stdin: '{' })
  expect({ exitCode: broken.exitCode, code: codeOf(broken.stdout) }).toEqual({
    exitCode: 1,
    code: 'invalid-input',
  })
  const both = await runMirrorwell([...fromStdin, '--as', 'Anna', '--pin-file', '-'])
  expect({ exitCode: both.exitCode, code: codeOf(both.stdout) }).toEqual({ exitCode: 2, code: 'usage' })
})

test('a folder where nothing runs says so, also after a crash left its file behind', async () => {
  const { data, server } = await running()
  await server.stop()
  const stale = await runMirrorwell(['call', 'policy.get', '--data', data])
  expect({ exitCode: stale.exitCode, code: codeOf(stale.stdout) }).toEqual({
    exitCode: 1,
    code: 'not-running',
  })
  const never = await runMirrorwell(['call', 'policy.get', '--data', await temporaryFolder()])
  expect(codeOf(never.stdout)).toBe('not-running')
})
