import { describe, expect, test } from 'vitest'
import { faceText, noticeText, waitingLines } from '../../../../../src/main/hosts/electron/face-text.ts'
import { FACE_WORDS, type FaceWord } from '../../../../../src/main/hosts/electron/face-words.ts'
import { menuTemplate } from '../../../../../src/main/hosts/electron/menu-template.ts'
import { type Moment, NoticeDesk } from '../../../../../src/main/hosts/electron/notice-desk.ts'
import { isQuietAt } from '../../../../../src/main/hosts/electron/quiet-hours.ts'
import { NOTHING_WAITS, type Waiting } from '../../../../../src/main/hosts/electron/waiting.ts'
import { LANGUAGES } from '../../../../../src/shared/kernel/language.ts'

const DAY: Moment = { isQuiet: false, isLocked: false, isWatched: false }
const NIGHT: Moment = { ...DAY, isQuiet: true }
const things = (...ids: readonly string[]) => ids.map((id) => ({ id, title: `about ${id}` }))
const waiting = (some: Partial<Waiting>): Waiting => ({ ...NOTHING_WAITS, ...some })

/** A desk that has seen an empty table. */
function openedDesk(): NoticeDesk {
  const desk = new NoticeDesk()
  desk.judge(NOTHING_WAITS, DAY)
  return desk
}

describe('what a person is notified of', () => {
  test('nothing that was already waiting when it began', () => {
    const desk = new NoticeDesk()
    expect(desk.judge(waiting({ alerts: things('a') }), DAY)).toEqual([])
    expect(desk.judge(waiting({ alerts: things('a') }), DAY)).toEqual([])
  })

  test('a new thing once, by its title', () => {
    const desk = openedDesk()
    const now = waiting({ alerts: things('a') })
    expect(desk.judge(now, DAY)).toEqual([{ kind: 'alerts', count: 1, title: 'about a' }])
    expect(desk.judge(now, DAY)).toEqual([])
  })

  test('several of one kind together, and only the new ones counted', () => {
    const desk = openedDesk()
    desk.judge(waiting({ seeds: things('a') }), DAY)
    expect(desk.judge(waiting({ seeds: things('a', 'b', 'c'), transfers: things('t') }), DAY)).toEqual([
      { kind: 'transfers', count: 1, title: 'about t' },
      { kind: 'seeds', count: 2, title: null },
    ])
  })

  test('a count alone while nobody is unlocked', () => {
    expect(openedDesk().judge(waiting({ alerts: things('a') }), { ...DAY, isLocked: true })).toEqual([
      { kind: 'alerts', count: 1, title: null },
    ])
  })

  test('in quiet hours alerts, and the rest when they are over', () => {
    const desk = openedDesk()
    const now = waiting({ alerts: things('a'), seeds: things('s'), transfers: things('t') })
    expect(desk.judge(now, NIGHT).map(({ kind }) => kind)).toEqual(['alerts'])
    expect(desk.judge(now, NIGHT)).toEqual([])
    expect(desk.judge(now, DAY).map(({ kind }) => kind)).toEqual(['transfers', 'seeds'])
  })

  test('nothing that the person has in front of them, then or later', () => {
    const desk = openedDesk()
    const now = waiting({ alerts: things('a') })
    expect(desk.judge(now, { ...DAY, isWatched: true })).toEqual([])
    expect(desk.judge(now, DAY)).toEqual([])
  })

  test('an alert again that came back', () => {
    const desk = openedDesk()
    desk.judge(waiting({ alerts: things('a') }), DAY)
    desk.judge(NOTHING_WAITS, DAY)
    expect(desk.judge(waiting({ alerts: things('a') }), DAY)).toHaveLength(1)
  })
})

test.for([
  [null, 0, false],
  [{ fromMinute: 1320, untilMinute: 420 }, 1319, false],
  [{ fromMinute: 1320, untilMinute: 420 }, 1320, true],
  [{ fromMinute: 1320, untilMinute: 420 }, 0, true],
  [{ fromMinute: 1320, untilMinute: 420 }, 420, false],
  [{ fromMinute: 780, untilMinute: 840 }, 800, true],
  [{ fromMinute: 780, untilMinute: 840 }, 840, false],
  [{ fromMinute: 60, untilMinute: 60 }, 60, false],
] as const)('quiet in %o at minute %i: %s', ([hours, minute, expected]) => {
  expect(isQuietAt(hours, minute)).toBe(expected)
})

describe('the words of the desktop', () => {
  const words = Object.keys(FACE_WORDS) as FaceWord[]

  test.for(LANGUAGES)('are all there in %s, with their numbers filled in', (language) => {
    for (const word of words) {
      const said = faceText(word, language, 3)
      expect(said.trim(), word).not.toBe('')
      expect(said, word).not.toMatch(/[{}#]/u)
    }
  })

  test('say what waits, kind by kind, or that nothing does', () => {
    expect(waitingLines(waiting({ alerts: things('a', 'b'), seeds: things('s') }), 'sv')).toEqual([
      '2 varningar väntar',
      '1 lärdom väntar',
    ])
    expect(waitingLines(NOTHING_WAITS, 'ja')).toEqual(['お待ちの件はありません'])
  })

  test('cut the words of others to a glance', () => {
    const { title, body } = noticeText({ kind: 'alerts', count: 1, title: '雨'.repeat(500) }, 'en')
    expect(title).toBe('New alert')
    expect([...body]).toHaveLength(121)
    expect(noticeText({ kind: 'seeds', count: 2, title: null }, 'en').body).toBe('')
  })

  test('lead nowhere from the menu but to what the system does itself', () => {
    const items = menuTemplate('ja').flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    expect(items.every(({ role, type }) => role !== undefined || type === 'separator')).toBe(true)
    expect(items.some(({ role }) => role === 'toggleDevTools' || role === 'reload')).toBe(false)
  })
})
