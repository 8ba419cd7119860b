// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { byDay, daysAgo } from '../../src/renderer/features/talk/talk-days.ts'
import type { TalkMessage } from '../../src/shared/contract/neighbours.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { renderPage } from '../support/render-page.tsx'
import { nodeIdOf, SAMPLE_NOW_MS, sampleNeighbour, sampleTalk } from '../support/sample-views.ts'

const B = nodeIdOf('b')
const PATH = `/neighbours/${B}/talk`
const DAY_MS = 86_400_000
const summary = (unread: number) => ({
  conversations: [{ nodeId: B, lastText: 'Hej', lastAtMs: SAMPLE_NOW_MS, unread }],
})

/** The Node's answers where these were said, oldest first. */
function having(messages: readonly TalkMessage[], part: Parameters<typeof sampleNeighbour>[1] = {}) {
  return {
    neighbours: {
      list: () => ({ neighbours: [sampleNeighbour('b', part)] }),
      conversation: () => ({ messages: [...messages].reverse() }),
      conversations: () => summary(0),
    },
  } as const satisfies FakeAnswers
}

/** What was said, each thing as an item. */
const saidItem = async () =>
  within(await screen.findByRole('log', { name: 'Conversation' })).findByRole('listitem')
const field = () => screen.findByLabelText<HTMLTextAreaElement>('Write to \u2068Björk\u2069')

describe('a conversation', () => {
  test('stands by days, each word with who said it and how far it has come', async () => {
    const yesterday = SAMPLE_NOW_MS - DAY_MS
    await renderPage(
      having([
        sampleTalk(1, { text: 'Old news', atMs: yesterday, receivedAtMs: yesterday, sentAtMs: yesterday }),
        sampleTalk(2),
        sampleTalk(3, { ours: true, text: 'It is.', state: 'received' }),
        sampleTalk(4, { ours: true, text: 'Come by.', state: 'sent', receivedAtMs: null }),
        sampleTalk(5, { ours: true, text: 'Bring sacks.', state: 'queued', receivedAtMs: null }),
      ]),
      { path: PATH },
    )
    expect(await screen.findByRole('heading', { level: 1, name: 'Talk with Björk' })).toBeTruthy()
    const log = await screen.findByRole('log', { name: 'Conversation' })
    const days = within(log).getAllByRole('region')
    expect(days.map((day) => within(day).getByRole('heading').textContent)).toEqual(['yesterday', 'today'])
    const said = within(log)
      .getAllByRole('listitem')
      .map((item) => item.textContent?.replace(/\d+:\d+\s[AP]M/u, 'then'))
    expect(said).toEqual([
      'Björk · thenOld news',
      'Björk · thenIs the mill running?',
      'We · then · with themIt is.',
      'We · then · on its wayCome by.',
      'We · then · waits until they are in reachBring sacks.',
    ])
  })

  test('tells when words that came late were written', async () => {
    const sentAtMs = SAMPLE_NOW_MS - 3 * DAY_MS
    await renderPage(having([sampleTalk(1, { sentAtMs })]), { path: PATH })
    expect(within(await saidItem()).getByText(/written/u).textContent).toMatch(/Nov 18, 2026/u)
  })

  test('fences what others wrote, name and words alike', async () => {
    await renderPage(having([sampleTalk(1, { text: '<b>شلو</b>' })]), { path: PATH })
    const item = await saidItem()
    expect([...item.querySelectorAll('bdi')].map(({ textContent }) => textContent)).toEqual([
      'Björk',
      '<b>شلو</b>',
    ])
  })

  test('that is empty says who would read it', async () => {
    await renderPage(having([]), { path: PATH })
    expect(await screen.findByText('Nothing has been said yet.')).toBeTruthy()
    expect(await field()).toBeTruthy()
  })

  test('with somebody out of reach says that it waits', async () => {
    await renderPage(having([], { connected: false }), { path: PATH })
    expect(await screen.findByText(/What you write waits here/u)).toBeTruthy()
  })

  test('that cannot be had says so, and is asked for again', async () => {
    let failures = 1
    const page = await renderPage(
      {
        neighbours: {
          ...having([]).neighbours,
          conversation() {
            if (failures-- > 0) throw new MirrorError('internal')
            return { messages: [sampleTalk(1)] }
          },
        },
      },
      { path: PATH },
    )
    await page.user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Is the mill running?')).toBeTruthy()
  })

  test('with an address that is none says that there is nobody', async () => {
    await renderPage({}, { path: '/neighbours/nobody/talk' })
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toMatch(/heard of/u)
  })

  test('shows more of what was said earlier on asking', async () => {
    const many = Array.from({ length: 60 }, (_, n) => sampleTalk(n + 1))
    const page = await renderPage(having(many), { path: PATH })
    await page.user.click(await screen.findByRole('button', { name: 'Show earlier words' }))
    await waitFor(() =>
      expect(page.fake.inputsOf('neighbours.conversation').at(-1)).toEqual({ nodeId: B, limit: 240 }),
    )
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show earlier words' })).toBeNull())
  })
})

describe('writing', () => {
  test('sends by Enter, and not while an input method composes or with Shift', async () => {
    const page = await renderPage(having([]), { path: PATH })
    const text = await field()
    await page.user.type(text, 'はい')
    fireEvent.keyDown(text, { key: 'Enter', keyCode: 229, isComposing: true })
    await page.user.type(text, '{Shift>}{Enter}{/Shift}明日')
    expect(page.fake.inputsOf('neighbours.talk')).toEqual([])
    await page.user.type(text, '{Enter}')
    await waitFor(() =>
      expect(page.fake.inputsOf('neighbours.talk')).toEqual([{ nodeId: B, text: 'はい\n明日' }]),
    )
    await waitFor(() => expect(text.value).toBe(''))
  })

  test('keeps the words where they could not be stored', async () => {
    const page = await renderPage(having([]), { path: PATH })
    page.fake.answer({
      neighbours: {
        talk() {
          throw new MirrorError('talk-waiting-full')
        },
      },
    })
    await page.user.type(await field(), 'Hello')
    await page.user.click(screen.getByRole('button', { name: 'Send' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect((await field()).value).toBe('Hello')
  })

  test('shows what was written once the Node has it', async () => {
    const said: TalkMessage[] = []
    const page = await renderPage(having(said), { path: PATH })
    page.fake.answer({
      neighbours: {
        talk({ text }) {
          said.push(sampleTalk(9, { ours: true, text, state: 'queued', receivedAtMs: null }))
          return { id: sampleTalk(9).id }
        },
      },
    })
    await page.user.type(await field(), 'Hello{Enter}')
    expect((await saidItem()).textContent).toContain('Hello')
  })
})

describe('what is unread', () => {
  test('is told at the card and quietly in the rail, not among what needs somebody', async () => {
    const page = await renderPage(
      { neighbours: { ...having([]).neighbours, conversations: () => summary(2) } },
      { path: '/neighbours' },
    )
    const link = await screen.findByRole('link', { name: /^Talk · 2 new.*Björk/u })
    expect(link.getAttribute('href')).toBe(`#${PATH}`)
    const rail = screen.getByRole('navigation')
    await waitFor(() =>
      expect(within(rail).getByRole('link', { name: /Neighbours/u }).textContent).toContain('2'),
    )
    expect(within(rail).getByRole('link', { name: /Needs you/u }).textContent).toBe('Needs you')
    expect(page.fake.inputsOf('neighbours.markRead')).toEqual([])
  })

  test('is read once it is on the screen, and again when more comes', async () => {
    let unread = 1
    const page = await renderPage(having([sampleTalk(1)]), { path: PATH })
    page.fake.answer({
      neighbours: {
        conversations: () => summary(unread),
        markRead() {
          unread = 0
          return {}
        },
      },
    })
    page.fake.emit('neighbours.changed', { id: B })
    await waitFor(() => expect(page.fake.inputsOf('neighbours.markRead')).toEqual([{ nodeId: B }]))
    unread = 1
    page.fake.emit('neighbours.changed', { id: B })
    await waitFor(() => expect(page.fake.inputsOf('neighbours.markRead')).toHaveLength(2))
  })
})

describe('days', () => {
  const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime()

  test('part a conversation where the reader is, in its order', () => {
    const said = [at(20, 23), at(21, 0), at(21, 9)].map((atMs, n) => sampleTalk(n + 1, { atMs }))
    expect(byDay(said).map(({ atMs, messages }) => [atMs, messages.length])).toEqual([
      [at(20, 23), 1],
      [at(21, 0), 2],
    ])
    expect(byDay([])).toEqual([])
  })

  test.each([
    ['this morning', at(21, 0), 0],
    ['late last night', at(20, 23), 1],
    ['a week ago', at(14, 12), 7],
  ])('count by the calendar: %s', (_when, atMs, days) => {
    expect(daysAgo(atMs, at(21, 8))).toBe(days)
  })
})
