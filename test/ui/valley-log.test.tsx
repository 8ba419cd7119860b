// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { LOG_LINES_MAX } from '../../src/shared/contract/log-bounds.ts'
import type { LogFact, LogLine } from '../../src/shared/contract/practice-log.ts'
import { LANGUAGES, type Language } from '../../src/shared/kernel/language.ts'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { renderPage } from '../support/render-page.tsx'
import { nodeIdOf, sampleLogLine, samplePractice, sampleStatus } from '../support/sample-views.ts'

const OWN = nodeIdOf('a')
const MILL = nodeIdOf('b')
const LAKE = nodeIdOf('c')
const NODES = [
  { nodeId: OWN, name: 'Practice House', own: true },
  { nodeId: MILL, name: 'Mill Bridge', own: false },
  { nodeId: LAKE, name: 'Tarnside', own: false },
]
const GOODS = { peer: MILL, resource: 'water', quantity: 500, unit: 'L' } as const
const MOVED = { what: 'transfer-moved', peer: MILL, resource: 'water' } as const

/** Every sort of line, and how it reads in English. */
const SORTS: readonly (readonly [z.input<typeof LogFact>, string])[] = [
  [{ what: 'link-up', peer: MILL }, 'Can reach Mill Bridge.'],
  [{ what: 'link-down', peer: MILL }, 'Can no longer reach Mill Bridge.'],
  [{ what: 'talk-sent', peer: MILL }, 'Sent Mill Bridge some words.'],
  [{ what: 'talk-arrived', peer: MILL }, 'Some words came from Mill Bridge.'],
  [{ what: 'wake-sent', peer: MILL }, 'Asked whether somebody is there at Mill Bridge.'],
  [{ what: 'wake-arrived', peer: MILL }, 'Mill Bridge asks whether somebody is here.'],
  [{ what: 'wake-answered', peer: MILL }, 'Mill Bridge answered that it is awake.'],
  [{ what: 'note-sent', peer: MILL }, 'Sent Mill Bridge a short report.'],
  [{ what: 'note-arrived', peer: MILL }, 'A short report came from Mill Bridge.'],
  [{ what: 'file-offered', peer: MILL, title: 'a.pdf' }, 'Offered Mill Bridge a file: a.pdf'],
  [{ what: 'file-arrived', peer: MILL, title: 'a.pdf' }, 'Mill Bridge offers a file: a.pdf'],
  [{ what: 'file-given', peer: MILL, title: 'a.pdf' }, 'Mill Bridge has all of the file: a.pdf'],
  [{ what: 'file-taken', peer: MILL, title: 'a.pdf' }, 'Has all of the file from Mill Bridge: a.pdf'],
  [{ what: 'set-apart', peer: MILL }, 'Its Mirror set Mill Bridge apart for a time.'],
  [{ what: 'let-back', peer: MILL }, 'Mill Bridge is no longer set apart here.'],
  [{ what: 'alert-raised', title: 'Frost' }, 'Its Mirror raised an alert: Frost'],
  [{ what: 'alert-judged', title: 'Frost' }, 'Its Mirror judged an alert: Frost'],
  [{ what: 'judgement-arrived', title: 'Frost' }, 'Another Node’s judgement of an alert came: Frost'],
  [{ what: 'alert-corrected', title: 'Frost' }, 'An alert was corrected: Frost'],
  [
    { what: 'alert-arrived', peer: MILL, title: 'Frost', hops: 1 },
    'An alert came straight from Mill Bridge: Frost',
  ],
  [
    { what: 'alert-arrived', peer: MILL, title: 'Frost', hops: 2 },
    'An alert from Mill Bridge came by way of others: Frost',
  ],
  [{ what: 'level-shown', resource: 'water', state: 'deficit' }, 'Shows the others: Water, in need'],
  [
    { what: 'report-arrived', peer: MILL, resource: 'water', state: 'surplus', hops: 1 },
    'Mill Bridge shows: Water, surplus',
  ],
  [
    { what: 'report-arrived', peer: MILL, resource: 'wool', state: 'enough', hops: 3 },
    'Mill Bridge shows, as others pass on: wool, enough',
  ],
  [{ what: 'lesson-offered', title: 'Sand' }, 'Its Mirror offered a lesson: Sand'],
  [{ what: 'lesson-arrived', peer: MILL, title: 'Sand' }, 'A lesson came from Mill Bridge: Sand'],
  [{ what: 'lesson-planted', title: 'Sand' }, 'Its Mirror planted a lesson: Sand'],
  [{ what: 'lesson-uprooted', title: 'Sand' }, 'Its Mirror uprooted a lesson: Sand'],
  [{ what: 'lesson-refused', title: 'Sand' }, 'Its Mirror refused a lesson: Sand'],
  [{ what: 'offer-made', role: 'giver', ...GOODS }, 'Offers Mill Bridge 500 L of water.'],
  [{ what: 'offer-made', role: 'receiver', ...GOODS }, 'Asks Mill Bridge for 500 L of water.'],
  [{ what: 'offer-arrived', role: 'giver', ...GOODS }, 'Mill Bridge asks for 500 L of water.'],
  [{ what: 'offer-arrived', role: 'receiver', ...GOODS }, 'Mill Bridge offers 500 L of water.'],
  [{ what: 'terms-made', role: 'giver', ...GOODS }, 'Proposes other terms to Mill Bridge: 500 L of water.'],
  [{ what: 'terms-arrived', role: 'giver', ...GOODS }, 'Mill Bridge proposes other terms: 500 L of water.'],
  [
    { ...MOVED, phase: 'deciding', outcome: null },
    'The transfer of water with Mill Bridge: Both sides decide.',
  ],
  [
    { ...MOVED, phase: 'closed', outcome: 'not-agreed' },
    'The transfer of water with Mill Bridge: Was not agreed.',
  ],
  [
    { what: 'meeting', peer: MILL, given: 3, taken: 0 },
    'Compared notes with Mill Bridge: told 3 new things, learned nothing new.',
  ],
]

/** In practice, with these lines, of which a question for one Node gets its own. */
const among = (lines: readonly LogLine[]): FakeAnswers => ({
  node: { status: () => sampleStatus({ practice: true, name: 'Our House' }) },
  practice: {
    status: () => samplePractice(),
    log: ({ nodeId }) => ({
      nodes: NODES,
      lines: lines.filter((line) => nodeId === undefined || line.nodeId === nodeId),
    }),
  },
})

const open = (answers: FakeAnswers, language: Language = 'en') =>
  renderPage(answers, { path: '/practice/log', language })

/** What stands in the page, line by line; an unbroken space reads as any other. */
async function shown(count = 1): Promise<readonly string[]> {
  const lines = await waitFor(() => {
    const found = [...document.querySelectorAll('.log-line')]
    expect(found).toHaveLength(count)
    return found
  })
  return lines.map(({ textContent }) => (textContent ?? '').replaceAll('\u00a0', ' '))
}

/** Stands for the browser's, in which nothing is near the screen: this is about what stands around long lists. */
class FarAway {
  observe(): void {}
  unobserve(): void {}
}
beforeAll(() => void vi.stubGlobal('IntersectionObserver', FarAway))
afterAll(() => void vi.unstubAllGlobals())

describe('what the simulated Nodes report', () => {
  test.each(SORTS)('%o stands in plain words', async (fact, words) => {
    await open(among([sampleLogLine(1, 'c', fact)]))
    const [line] = await shown()
    expect(line).toContain('Tarnside')
    expect(line?.endsWith(words)).toBe(true)
  })

  test.each(LANGUAGES)('has words for every sort of line in %s', async (language) => {
    await open(among(SORTS.map(([fact], number) => sampleLogLine(number, 'c', fact))), language)
    const lines = await shown(SORTS.length)
    for (const line of lines) expect(line).not.toMatch(/log\.|undefined|\{|\}/u)
  })

  test('says that all of it is simulated, and is reached from the band', async () => {
    const page = await renderPage(among([]))
    const band = await screen.findByRole('complementary', { name: 'Practice · Övning · 練習' })
    await page.user.click(await within(band).findByRole('link', { name: 'What all Nodes report' }))
    await screen.findByRole('heading', { level: 1, name: 'What the valley’s Nodes report' })
    expect(screen.getByText(/Every Node here is simulated/u)).toBeTruthy()
  })

  test('comes by itself while one looks on', async () => {
    const page = await open(among([]))
    expect(await screen.findByText('Nothing to report yet')).toBeTruthy()
    page.fake.answer(among([sampleLogLine(1, 'c', { what: 'link-up', peer: MILL })]))
    page.fake.emit('practice.logged')
    await shown(1)
  })

  test('can be that of one Node; one’s own has the name it goes by', async () => {
    const link = { what: 'link-up', peer: MILL } as const
    const page = await open(among([sampleLogLine(2, 'c', link), sampleLogLine(1, 'a', link)]))
    await shown(2)
    const whose = screen.getByRole('combobox', { name: 'Whose lines' })
    expect(
      within(whose)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['All simulated Nodes', 'Our House (yours)', 'Mill Bridge', 'Tarnside'])
    await page.user.selectOptions(whose, 'Our House (yours)')
    await shown(1)
    expect(page.fake.inputsOf('practice.log')).toContainEqual(expect.objectContaining({ nodeId: OWN }))
    expect((await shown())[0]).toContain('Our House')
    await page.user.selectOptions(whose, 'All simulated Nodes')
    await shown(2)
  })

  test('names a Node that has yet to give its name by the end of its id', async () => {
    const stranger = nodeIdOf('f')
    await open(among([sampleLogLine(1, 'c', { what: 'link-up', peer: stranger })]))
    expect((await shown())[0]).toContain(`Can reach ${stranger.slice(-8)}.`)
  })

  test.each([
    [LOG_LINES_MAX, true],
    [LOG_LINES_MAX - 1, false],
  ])('says of %i lines whether earlier ones are gone: %s', async (count, isSaid) => {
    const lines = Array.from({ length: count }, (_, number) =>
      sampleLogLine(number, 'c', { what: 'link-up', peer: MILL }),
    )
    await open(among(lines))
    await waitFor(() => expect(document.querySelector('.log-lines')).not.toBeNull())
    expect(screen.queryByText(/Earlier lines are not kept/u) !== null).toBe(isSaid)
  })

  test('is not asked for at a real Node, which offers the way to it', async () => {
    const page = await open({})
    expect(await screen.findByText('This is to be seen in practice')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try it with simulated neighbours' })).toBeTruthy()
    expect(page.fake.inputsOf('practice.log')).toEqual([])
  })

  test('has nothing that axe finds fault with', async () => {
    await open(among(SORTS.map(([fact], number) => sampleLogLine(number, 'c', fact))))
    await shown(SORTS.length)
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations).toEqual([])
  })
})
