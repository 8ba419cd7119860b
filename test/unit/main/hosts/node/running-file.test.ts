import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  readRunningFile,
  removeRunningFile,
  writeRunningFile,
} from '../../../../../src/main/hosts/node/running-file.ts'
import { temporaryFolder } from '../../../../support/folder.ts'

const RUNNING = { pid: 41, port: 4001, token: 't', metricsToken: 'm', url: 'http://127.0.0.1:4001/#token=t' }

test('is for its owner only, replaces what was left over and leaves nothing beside', async () => {
  const folder = await temporaryFolder()
  writeFileSync(join(folder, 'running.json'), 'left over', { mode: 0o644 })
  writeFileSync(join(folder, 'running.json.new'), 'cut short', { mode: 0o644 })
  writeRunningFile(folder, RUNNING)
  expect(readRunningFile(folder)).toEqual(RUNNING)
  expect(statSync(join(folder, 'running.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['running.json'])
})

test('is taken away by the process that wrote it and no other', async () => {
  const folder = await temporaryFolder()
  writeRunningFile(folder, RUNNING)
  removeRunningFile(folder, 42)
  expect(readRunningFile(folder)).toEqual(RUNNING)
  removeRunningFile(folder, 41)
  removeRunningFile(folder, 41)
  expect(readRunningFile(folder)).toBeNull()
})

test.for(['', '{', 'null', '[]', '{"pid":1}', JSON.stringify({ ...RUNNING, port: '4001' })])(
  '%o says nothing',
  async (text) => {
    const folder = await temporaryFolder()
    writeFileSync(join(folder, 'running.json'), text)
    expect(readRunningFile(folder)).toBeNull()
  },
)
