import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockFolder } from '../../../../src/main/storage/instance-lock.ts'
import { failureOf } from '../../../support/failure.ts'
import { temporaryFolder } from '../../../support/folder.ts'

const LOCK = join(import.meta.dirname, '../../../../src/main/storage/instance-lock.ts')

/** Another process that takes the folder, says so, and keeps it until it is killed. */
async function holdElsewhere(folder: string): Promise<ChildProcess> {
  const script = `
    const { lockFolder } = await import(${JSON.stringify(LOCK)})
    try { globalThis.unlock = lockFolder(process.argv[1]); process.stdout.write('held') } catch (thrown) { process.stdout.write(thrown.code) }
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = await once(child.stdout, 'data')
  expect(String(said)).toBe('held')
  return child
}

test('a folder is held once in one process', async () => {
  const folder = await temporaryFolder()
  const unlock = lockFolder(folder)
  expect(await failureOf(() => lockFolder(folder))).toEqual({ code: 'data-in-use', folder })
  unlock()
  unlock()
  expect(await failureOf(() => lockFolder(folder)())).toBe('done')
})

test('a folder held by another process is in use until that process is gone, however it went', async () => {
  const folder = await temporaryFolder()
  const holder = await holdElsewhere(folder)
  expect(await failureOf(() => lockFolder(folder))).toEqual({ code: 'data-in-use', folder })
  holder.kill('SIGKILL')
  await once(holder, 'close')
  expect(await failureOf(() => lockFolder(folder)())).toBe('done')
})

test('two folders do not know of each other', async () => {
  const unlock = lockFolder(await temporaryFolder())
  onTestFinished(unlock)
  expect(await failureOf(async () => lockFolder(await temporaryFolder())())).toBe('done')
})
