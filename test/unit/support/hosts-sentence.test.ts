import { expect, test } from 'vitest'
import { HOST_NAMES, hostsIn, hostsSentence } from '../../support/hosts-sentence.mjs'

const { page, standIn, electron } = HOST_NAMES

test.each([
  ['one', [`${page} a restart finds everything`], ['page']],
  ['the stand-in, and not Electron itself', [`${standIn} first run`], ['standIn']],
  ['Electron itself, and not the stand-in', [`${electron} first run`], ['electron']],
  ['each once', [`${standIn} one`, `${page} two`, `${standIn} three`], ['page', 'standIn']],
  ['none where tests name none', ['around the page on Electron'], []],
])('knows by the names of tests which hosts ran: %s', (_, names, ran) => {
  expect(hostsIn(names)).toEqual(ran)
})

test('takes a name that was cut short for no host', () => {
  expect(hostsIn(['the desktop on Electron stand-in (simul… goes on'])).toEqual([])
})

test('leaves no host unsaid', () => {
  expect(hostsSentence(['page', 'standIn'])).toBe(
    `Hosts that ran: ${page}; ${standIn}. Not run: ${electron}.`,
  )
  expect(hostsSentence([])).toBe(`Hosts that ran: none. Not run: ${page}; ${standIn}; ${electron}.`)
})
