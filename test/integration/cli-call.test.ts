import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeRunningFile } from '../../src/main/hosts/node/running-file.ts'
import { FAKE_MIRROR } from '../support/fake-seat.ts'
import { temporaryFolder } from '../support/folder.ts'
import { type Loopback, openLoopback } from '../support/loopback.ts'
import { MirrorwellProcess, runMirrorwell } from '../support/mirrorwell-process.ts'

const SET = ['call', 'policy.set', '{"transfersNeed":2}'] as const

/** A running Node as the commands find it, and a file with its Mirror's PIN. */
async function running(): Promise<Loopback & { readonly data: string; readonly pinFile: string }> {
  const loopback = await openLoopback()
  const data = await temporaryFolder()
  const { port, token, metricsToken, url } = loopback.server
  writeRunningFile(data, { pid: process.pid, port, token, metricsToken, url })
  const pinFile = join(data, 'pin')
  await writeFile(pinFile, `${FAKE_MIRROR.pin}\n`)
  return { ...loopback, data, pinFile }
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
  const watched = await runMirrorwell(['watch', '--data', data])
  expect(watched.exitCode).toBe(1)
  expect(watched.stderr).toMatch(/^mirrorwell: not-running: /u)
})

test('watch prints the events asked for until it is stopped', async () => {
  const { data, seat } = await running()
  const served = seat.nextServed()
  const watching = new MirrorwellProcess(['watch', 'alerts.changed', '--data', data])
  const line = watching.nextLine()
  await served
  seat.emit('node.changed', {}, 1)
  seat.emit('alerts.changed', { id: 'a' }, 2)
  expect(await line).toBe('{"event":"alerts.changed","payload":{"id":"a"},"atMs":2}')
  expect((await watching.stop()).exitCode).toBe(0)
})

test('watch ends quietly when nobody reads it any more', async () => {
  const { data, seat } = await running()
  const served = seat.nextServed()
  const watching = new MirrorwellProcess(['watch', '--data', data])
  await served
  watching.closeOutput()
  seat.emit('node.changed', {}, 1)
  expect(await watching.exited).toMatchObject({ exitCode: 0, stderr: '' })
})

test('watch ends with a reason when the Node does', async () => {
  const { data, server, seat } = await running()
  const served = seat.nextServed()
  const watching = new MirrorwellProcess(['watch', '--data', data])
  await served
  await server.stop()
  const { exitCode, stderr } = await watching.exited
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^mirrorwell: channel-closed: /u)
})
