import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { invitationUrl, LINK_MAX_CHARS, readLink } from '../../../../../src/main/hosts/electron/deep-link.ts'
import { LinkInbox } from '../../../../../src/main/hosts/electron/link-inbox.ts'
import { PAGE_URL } from '../../../../../src/main/hosts/electron/page-url.ts'
import { readArguments } from '../../../../../src/main/hosts/electron/start-arguments.ts'

const LINK = 'mirrorwell://join/CgMAAQI_-x'

describe('a link from the system', () => {
  test.for([LINK, 'mirrorwell://join/a'.padEnd(LINK_MAX_CHARS, 'a')])('%s is an invitation', (link) => {
    expect(readLink(link)).toBe(link)
  })

  test.for([
    '',
    'mirrorwell://join/',
    'mirrorwell://leave/CgMAAQI',
    'mirrorwell://join/a/../b',
    'mirrorwell://join/a?b=c',
    'mirrorwell://join/a#/settings',
    `${LINK}\n--inspect`,
    'https://example.org/mirrorwell://join/a',
    'javascript:alert(1)',
    'mirrorwell://join/a'.padEnd(LINK_MAX_CHARS + 1, 'a'),
  ])('%s is none', (link) => {
    expect(readLink(link)).toBeNull()
  })

  test('is data in the address of the page', () => {
    const url = new URL(invitationUrl(PAGE_URL, LINK))
    expect(url.origin + url.pathname).toBe(new URL(PAGE_URL).origin + new URL(PAGE_URL).pathname)
    const [path, query] = url.hash.split('?')
    expect(path).toBe('#/neighbours')
    expect(new URLSearchParams(query).get('invite')).toBe(LINK)
  })
})

describe('what a start is asked for', () => {
  test.for([
    [['electron', '.'], { data: undefined, selftest: false, link: null }],
    [['electron', '.', '--data='], { data: undefined, selftest: false, link: null }],
    [['electron', '--data=/srv/n', '--enable-x', LINK], { data: '/srv/n', selftest: false, link: LINK }],
    [['electron', '--selftest'], { data: undefined, selftest: true, link: null }],
  ] as const)('%o', ([argv, expected]) => {
    expect(readArguments(argv)).toEqual(expected)
  })
})

describe('the inbox of links', () => {
  function inbox(link: string | null) {
    const app = new EventEmitter()
    const links = new LinkInbox(app as never, link)
    const opened: (string | null)[] = []
    links.opened.listen((each) => void opened.push(each))
    const openUrl = (url: string): boolean => app.emit('open-url', { preventDefault: () => {} }, url)
    const startAgain = (...argv: string[]): boolean => app.emit('second-instance', {}, argv)
    return { links, opened, openUrl, startAgain }
  }

  test('keeps what came first until somebody can show it, and tells it once', () => {
    const { links, openUrl } = inbox(LINK)
    expect(links.takeEarly()).toBe(LINK)
    expect(links.takeEarly()).toBeNull()
    openUrl(`${LINK}b`)
    expect(links.takeEarly()).toBe(`${LINK}b`)
  })

  test('tells of a second start, with an invitation or without', () => {
    const { opened, startAgain, openUrl } = inbox(null)
    startAgain('electron', '.')
    startAgain('electron', '.', LINK)
    openUrl('mirrorwell://unknown')
    expect(opened).toEqual([null, LINK, null])
  })
})
