import { EventEmitter } from 'node:events'
import type { App, Session } from 'electron'
import { describe, expect, test } from 'vitest'
import { guardSession, guardViews } from '../../../../../src/main/hosts/electron/page-guard.ts'
import { PAGE_URL } from '../../../../../src/main/hosts/electron/page-url.ts'

type Handler = (...args: unknown[]) => unknown

/** A session that remembers the handlers it was given. */
function guardedSession({ isActing = false } = {}) {
  const handlers: Record<string, Handler> = {}
  const keep = (name: string) => (handler: Handler) => {
    handlers[name] = handler
  }
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    webRequest: { onBeforeRequest: keep('load') },
  })
  guardSession(session as unknown as Session, { pageUrl: PAGE_URL, person: { isActing: () => isActing } })
  const ask = (name: string, ...args: unknown[]): unknown => {
    let answer: unknown
    const returned = handlers[name]?.(...args, (given: unknown) => {
      answer = given
    })
    return answer ?? returned
  }
  return { session, handlers, ask }
}

function guardedView() {
  const app = new EventEmitter()
  guardViews(app as unknown as App, PAGE_URL)
  let openHandler: Handler = () => undefined
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: Handler) => {
      openHandler = handler
    },
  })
  app.emit('web-contents-created', {}, contents)
  const isDenied = (name: string, details: object): boolean => {
    let denied = false
    contents.emit(name, {
      ...details,
      preventDefault: () => {
        denied = true
      },
    })
    return denied
  }
  return { app, isDenied, opens: () => openHandler({ url: PAGE_URL }) }
}

describe('what the page may ask of the system', () => {
  test.each([
    ['notifications', PAGE_URL, true],
    ['clipboard-sanitized-write', PAGE_URL, true],
    ['geolocation', PAGE_URL, false],
    ['media', PAGE_URL, false],
    ['clipboard-read', PAGE_URL, false],
    ['notifications', 'https://example.org/', false],
  ])('%s from %s: %s', (permission, url, expected) => {
    const { handlers } = guardedSession()
    expect(handlers.check?.(null, permission, url, {})).toBe(expected)
    let granted: unknown
    handlers.request?.(
      null,
      permission,
      (answer: unknown) => {
        granted = answer
      },
      { requestingUrl: url },
    )
    expect(granted).toBe(expected)
  })

  test.each([
    ['a camera, right after a press', { isActing: true }, ['video'], true, true],
    ['a camera, out of the blue', { isActing: false }, ['video'], true, false],
    ['a microphone', { isActing: true }, ['audio'], true, false],
    ['a camera and a microphone', { isActing: true }, ['video', 'audio'], true, false],
    ['a camera for a frame within', { isActing: true }, ['video'], false, false],
  ] as const)('%s', (_, person, mediaTypes, isMainFrame, expected) => {
    const { handlers } = guardedSession(person)
    let granted: unknown
    const answer = (given: unknown): void => {
      granted = given
    }
    handlers.request?.(null, 'media', answer, { requestingUrl: PAGE_URL, mediaTypes, isMainFrame })
    expect(granted).toBe(expected)
    if (mediaTypes.length > 1) return // Electron checks each kind by itself
    const details = { mediaType: mediaTypes[0], isMainFrame }
    expect(handlers.check?.(null, 'media', PAGE_URL, details)).toBe(expected)
  })

  test('no device', () => {
    expect(guardedSession().handlers.device?.({})).toBe(false)
  })

  test.each([
    ['app://mirrorwell/assets/a.js', false],
    ['data:image/png;base64,', false],
    ['https://example.org/', true],
    ['http://127.0.0.1:80/', true],
    ['file:///etc/passwd', true],
    ['ws://example.org/', true],
  ])('loading %s is cancelled: %s', (url, cancel) => {
    expect(guardedSession().ask('load', { url })).toEqual({ cancel })
  })

  test.each([
    ['blob:app://mirrorwell/1', false],
    ['app://mirrorwell/a', true],
    ['blob:https://example.org/1', true],
  ])('a download of %s is denied: %s', (url, expected) => {
    const { session } = guardedSession()
    let denied = false
    session.emit(
      'will-download',
      {
        preventDefault: () => {
          denied = true
        },
      },
      { getURL: () => url },
    )
    expect(denied).toBe(expected)
  })
})

describe('where a view may go', () => {
  test.each([
    [{ isMainFrame: true, url: `${PAGE_URL}#/alerts` }, false],
    [{ isMainFrame: false, url: PAGE_URL }, true],
    [{ isMainFrame: true, url: 'https://example.org/' }, true],
    [{ isMainFrame: true, url: 'file:///etc/passwd' }, true],
  ])('%o is denied: %s', (details, expected) => {
    expect(guardedView().isDenied('will-frame-navigate', details)).toBe(expected)
  })

  test('nowhere by redirect, in an embedded view or in a new window', () => {
    const view = guardedView()
    expect(view.isDenied('will-redirect', { url: PAGE_URL })).toBe(true)
    expect(view.isDenied('will-attach-webview', {})).toBe(true)
    expect(view.opens()).toEqual({ action: 'deny' })
  })

  test('no certificate is taken on trust', () => {
    const answers: unknown[] = []
    const refused: unknown[] = []
    const event = { preventDefault: () => refused.push('refused') }
    guardedView().app.emit('certificate-error', event, null, 'https://x', 'error', {}, (trusted: unknown) =>
      answers.push(trusted),
    )
    expect({ answers, refused }).toEqual({ answers: [false], refused: ['refused'] })
  })
})
