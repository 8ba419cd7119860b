import { expect, test } from 'vitest'
import { isStrayNetworkError } from '../../../../src/main/network/stray-error.ts'

const named = (name: string) => Object.assign(new Error('x'), { name })
const thrownAt = (path: string) =>
  Object.assign(new Error('x'), { stack: `Error: x\n    at f (${path}:1:1)` })

test.each([
  ['a library error by name', named('StreamStateError')],
  ['a socket that went away', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
  ['an error thrown inside the libraries', thrownAt('/app/node_modules/@libp2p/utils/dist/src/a.js')],
])('%s is of the network', (_what, thrown) => {
  expect(isStrayNetworkError(thrown)).toBe(true)
})

test.each([
  ['an error of our own', new TypeError('x')],
  ['an error of another library', thrownAt('/app/node_modules/pino/lib/a.js')],
  ['a disk that is full', Object.assign(new Error('x'), { code: 'ENOSPC' })],
  ['no error at all', 'StreamStateError'],
])('%s is not', (_what, thrown) => {
  expect(isStrayNetworkError(thrown)).toBe(false)
})
