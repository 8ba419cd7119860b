import { expect, test } from 'vitest'
import { storageError } from '../../../../src/main/storage/storage-error.ts'
import { MirrorError } from '../../../../src/shared/kernel/errors.ts'

const systemError = (code: string): Error => Object.assign(new Error(code), { code })

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_FULL', 'disk-full'],
  ['EROFS', 'disk-read-only'],
  ['EACCES', 'disk-read-only'],
  ['SQLITE_READONLY_DBMOVED', 'disk-read-only'],
  ['SQLITE_CORRUPT_VTAB', 'database-corrupt'],
  ['SQLITE_NOTADB', 'database-corrupt'],
])('%s is told as %s and keeps its cause', (systemCode, code) => {
  const cause = systemError(systemCode)
  const error = storageError(cause)
  expect(error).toBeInstanceOf(MirrorError)
  expect(error).toMatchObject({ code, details: { systemCode }, cause })
})

test.each([
  systemError('SQLITE_CONSTRAINT'),
  systemError('ENOENT'),
  new TypeError('a mistake'),
  new MirrorError('disk-full'),
  'a text',
  null,
  undefined,
])('anything else stays what it is: %s', (thrown) => {
  expect(storageError(thrown)).toBe(thrown)
})
