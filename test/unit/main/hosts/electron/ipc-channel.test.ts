import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import { ipcChannel } from '../../../../../src/main/hosts/electron/ipc-channel.ts'
import { isPageUrl, PAGE_URL } from '../../../../../src/main/hosts/electron/page-url.ts'
import {
  CONFIRMATION_MAX_CHARS,
  type Frame,
  IPC_FRAMES,
  MAX_FRAME_BYTES,
} from '../../../../../src/shared/bridge/channel.ts'

const call = { t: 'call', id: 1, method: 'node.status', input: {} } as const

/** As much of a window's contents as the channel touches. */
function fakeContents() {
  const mainFrame = { url: PAGE_URL }
  const ipc = new EventEmitter()
  const sent: unknown[] = []
  const contents = Object.assign(new EventEmitter(), {
    ipc,
    mainFrame,
    isDestroyed: () => false,
    send: (_name: string, frame: unknown) => void sent.push(frame),
  })
  const receive = (frame: unknown, senderFrame: unknown = mainFrame): boolean =>
    ipc.emit(IPC_FRAMES, { senderFrame }, frame)
  return { contents: contents as unknown as WebContents, mainFrame, receive, sent }
}

function listening() {
  const fake = fakeContents()
  const heard: Frame[] = []
  const stop = ipcChannel(fake.contents, PAGE_URL).onFrame((frame) => heard.push(frame))
  return { ...fake, heard, stop }
}

describe('the channel of a window', () => {
  test('hands on the calls of its own page', () => {
    const { receive, heard } = listening()
    receive(call)
    expect(heard).toEqual([call])
  })

  test.each([
    ['another frame', { url: PAGE_URL }],
    ['no frame', null],
  ])('drops what comes from %s', (_, sender) => {
    const { receive, heard } = listening()
    receive(call, sender)
    expect(heard).toEqual([])
  })

  test('drops what its main frame sends from another page', () => {
    const { receive, heard, mainFrame } = listening()
    mainFrame.url = 'https://example.org/'
    receive(call)
    expect(heard).toEqual([])
  })

  test.each([
    ['nothing', null],
    ['a text', 'call'],
    ['an event', { t: 'event', name: 'alerts.changed', payload: {}, atMs: 0 }],
    ['an answer', { t: 'ok', id: 1, output: {} }],
    ['an id that is no number', { ...call, id: '1' }],
    ['a method that is no text', { ...call, method: 7 }],
    ['something JSON cannot say', { ...call, input: 1n }],
    ['too much', { ...call, input: 'x'.repeat(MAX_FRAME_BYTES) }],
  ])('drops %s', (_, frame) => {
    const { receive, heard } = listening()
    receive(frame)
    expect(heard).toEqual([])
  })

  test('hands on nothing that the call does not need', () => {
    const { receive, heard } = listening()
    receive({ ...call, extra: 'x' })
    expect(heard).toEqual([call])
  })

  test.for([
    ['a press', 'abc', { ...call, confirmation: 'abc' }],
    ['a press that is no text', 7, call],
    ['a press of absurd length', 'x'.repeat(CONFIRMATION_MAX_CHARS + 1), call],
  ] as const)('with %s', ([, confirmation, expected]) => {
    const { receive, heard } = listening()
    receive({ ...call, confirmation })
    expect(heard).toEqual([expected])
  })

  test('hears nothing after it was stopped', () => {
    const { receive, heard, stop } = listening()
    stop()
    receive(call)
    expect(heard).toEqual([])
  })
})

describe('the address of the page', () => {
  test.each([
    ['app://mirrorwell/', true],
    ['app://mirrorwell/index.html#/alerts', true],
    ['app://mirrorwell.example/', false],
    ['app://other/', false],
    ['https://mirrorwell/', false],
    ['file:///index.html', false],
    ['', false],
  ])('%s: %s', (url, expected) => {
    expect(isPageUrl(url, PAGE_URL)).toBe(expected)
  })
})
