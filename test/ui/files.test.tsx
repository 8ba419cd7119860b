// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test, vi } from 'vitest'
import type { FileView } from '../../src/shared/contract/files.ts'
import { FILE_PIECE_BYTES } from '../../src/shared/contract/pieces.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { renderPage } from '../support/render-page.tsx'
import { nodeIdOf, SAMPLE_NOW_MS, sampleFile, sampleNeighbour } from '../support/sample-views.ts'

const PATH = `/neighbours/${nodeIdOf('b')}/talk`
const SECOND_MS = 1_000

/** The Node's answers where these files are. */
function having(files: readonly FileView[], part: FakeAnswers['files'] = {}): FakeAnswers {
  return {
    neighbours: { list: () => ({ neighbours: [sampleNeighbour('b')] }) },
    files: { list: () => ({ files: [...files] }), ...part },
  }
}

const row = (name = 'brunnen.pdf') => screen.findByRole('article', { name })
const press = async (act: string) => screen.findByRole('button', { name: `${act}: \u2068brunnen.pdf\u2069` })

describe('a file that is offered', () => {
  test('says what it is and whose, and is taken by a press', async () => {
    const page = await renderPage(having([sampleFile(1)]), { path: PATH })
    expect((await row()).textContent).toMatch(/brunnen\.pdf.*From Björk.*2 MB.*waits for you/u)
    await page.user.click(await press('Take it'))
    expect(page.fake.inputsOf('files.accept')).toEqual([{ id: sampleFile(1).id }])
  })

  test('is refused with a word, if one likes', async () => {
    const page = await renderPage(having([sampleFile(1)]), { path: PATH })
    await page.user.click(await press('Refuse'))
    await page.user.type(await screen.findByLabelText('A word to them'), 'We have it.')
    await page.user.click(screen.getByRole('button', { name: 'Refuse' }))
    expect(page.fake.inputsOf('files.refuse')).toEqual([{ id: sampleFile(1).id, note: 'We have it.' }])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('that there is no room for says so', async () => {
    const full = () => {
      throw new MirrorError('file-no-room')
    }
    const page = await renderPage(having([sampleFile(1)], { accept: full }), { path: PATH })
    await page.user.click(await press('Take it'))
    expect((await screen.findByRole('alert')).textContent).toMatch(/no room left/u)
  })

  test('has a name that is fenced and never followed', async () => {
    const name = '<img src=x>.js'
    await renderPage(having([sampleFile(1, { name })]), { path: PATH })
    expect((await row(name)).querySelector('h3 bdi')?.textContent).toBe(name)
    expect((await row(name)).querySelector('a, img')).toBeNull()
  })
})

test('a file that waits is told of where the way to it is', async () => {
  await renderPage(having([sampleFile(1), sampleFile(2, { ours: true })]), { path: '/neighbours' })
  expect((await screen.findByRole('link', { name: /Talk · a file for you/u })).getAttribute('href')).toBe(
    `#${PATH}`,
  )
})

describe('a file that moves', () => {
  const moving = { phase: 'moving', doneBytes: 500_000 } as const

  test.each([
    [{ bytesPerSecond: 250_000, leftMs: 6_000 }, '500 kB of 2 MB · 250 kB a second · 6 seconds left'],
    [{ stalledForMs: 12_000 }, '500 kB of 2 MB · nothing has come for 12 seconds'],
    [{ paused: 'there' }, '500 kB of 2 MB · paused by them'],
    [{}, '500 kB of 2 MB'],
  ] as const)('tells how far and how fast: %o', async (part, words) => {
    await renderPage(having([sampleFile(1, { ...moving, ...part })]), { path: PATH })
    const meter = await screen.findByRole('meter')
    expect(meter.getAttribute('aria-valuenow')).toBe('25')
    expect(meter.getAttribute('aria-valuetext')).toBe(words)
  })

  test('is asked for again, so that a stall is seen', async () => {
    const page = await renderPage(having([sampleFile(1, moving)]), { path: PATH })
    await row()
    const before = page.fake.inputsOf('files.list').length
    await page.wait(10 * SECOND_MS)
    expect(page.fake.inputsOf('files.list').length).toBeGreaterThan(before)
  })

  test('is paused and goes on by a press', async () => {
    const page = await renderPage(having([sampleFile(1, moving)]), { path: PATH })
    await page.user.click(await press('Pause'))
    page.fake.answer(having([sampleFile(1, { ...moving, paused: 'here', reason: 'disk-full' })]))
    page.fake.emit('files.changed')
    expect((await screen.findByText(/disk is full/u)).textContent).toMatch(/what has come is kept/u)
    await page.user.click(await press('Go on'))
    expect(page.fake.inputsOf('files.pause')).toHaveLength(1)
    expect(page.fake.inputsOf('files.resume')).toHaveLength(1)
  })

  test('is called off after one more question', async () => {
    const page = await renderPage(having([sampleFile(1, moving)]), { path: PATH })
    await page.user.click(await press('Call off'))
    const question = await screen.findByRole('alertdialog')
    expect(question.textContent).toMatch(/ends here and there/u)
    await page.user.click(within(question).getByRole('button', { name: 'Call off' }))
    expect(page.fake.inputsOf('files.cancel')).toEqual([{ id: sampleFile(1).id }])
  })
})

describe('a file that has come', () => {
  test('is saved whole, from pieces, as plain bytes', async () => {
    const saved: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob)
      return 'blob:saved'
    })
    const content = 'abcdefghij'
    const piece: NonNullable<FakeAnswers['files']>['piece'] = ({ atByte }) => ({
      bytes: Buffer.from(content.slice(atByte, atByte + 4)).toString('base64url'),
      sizeBytes: content.length,
    })
    const file = sampleFile(1, { phase: 'done', endedAtMs: SAMPLE_NOW_MS, sizeBytes: content.length })
    const page = await renderPage(having([file], { piece }), { path: PATH })
    await page.user.click(await press('Save'))
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(saved[0]?.type).toBe('application/octet-stream')
    expect(saved[0]?.size).toBe(content.length)
    expect(page.fake.inputsOf('files.piece').map((input) => (input as { atByte: number }).atByte)).toEqual([
      0, 4, 8,
    ])
  })

  test('stands among the open ones until it is removed, and ours is folded away', async () => {
    const ended = { phase: 'done', endedAtMs: SAMPLE_NOW_MS } as const
    const page = await renderPage(
      having([sampleFile(1, ended), sampleFile(2, { ...ended, ours: true, name: 'karta.png' })]),
      { path: PATH },
    )
    expect(await press('Remove')).toBeTruthy()
    expect(screen.queryByRole('article', { name: 'karta.png' })).toBeNull()
    await page.user.click(screen.getByRole('button', { name: 'One that is over' }))
    expect(await row('karta.png')).toBeTruthy()
  })
})

describe('files of every kind', () => {
  const ended = { endedAtMs: SAMPLE_NOW_MS } as const
  const all = [
    sampleFile(1),
    sampleFile(2, { name: 'film.mp4', phase: 'moving', doneBytes: 7, bytesPerSecond: 1, leftMs: 9_000 }),
    sampleFile(3, { name: 'karta.png', phase: 'moving', paused: 'here', reason: 'wrong-bytes', ours: true }),
    sampleFile(4, { name: 'sådd.csv', phase: 'done', ...ended }),
    sampleFile(5, {
      name: 'not.txt',
      phase: 'refused',
      reason: 'person',
      note: 'Nej tack.',
      ours: true,
      ...ended,
    }),
  ]

  test.each(['en', 'sv', 'ja'] as const)('stand in no one’s way, in %s', async (language) => {
    const page = await renderPage(having(all), { path: PATH, language })
    await row()
    await page.user.click(document.querySelector('.files .fold-trigger') as HTMLElement)
    const section = document.querySelector('.files') as HTMLElement
    expect(within(section).getAllByRole('article')).toHaveLength(all.length)
    // Colours need a browser that paints; every view is looked at in one elsewhere.
    const { violations } = await axe.run(section, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})

describe('a file of ours', () => {
  async function offered(content: Uint8Array<ArrayBuffer>, part: FakeAnswers['files'] = {}) {
    const pieces: Buffer[] = []
    const page = await renderPage(
      having([], {
        addPiece({ bytes }) {
          pieces.push(Buffer.from(bytes, 'base64url'))
          return { nextByte: Buffer.concat(pieces).length }
        },
        ...part,
      }),
      { path: PATH },
    )
    await screen.findByRole('button', { name: 'Offer a file' })
    const input = document.querySelector<HTMLInputElement>('.files input[type="file"]')
    if (input === null) throw new Error('there is nowhere to put a file')
    await page.user.upload(input, new File([content], 'sådd.csv', { type: 'text/csv' }))
    return { page, pieces }
  }

  test('is handed in by pieces that the bridge takes', async () => {
    const content = Uint8Array.from({ length: FILE_PIECE_BYTES + 10 }, (_, at) => (at * 7) % 256)
    const { page, pieces } = await offered(content)
    await waitFor(() => expect(pieces).toHaveLength(2))
    expect(page.fake.inputsOf('files.prepare')).toEqual([
      { nodeId: nodeIdOf('b'), name: 'sådd.csv', mediaType: 'text/csv', sizeBytes: content.length },
    ])
    expect(Buffer.concat(pieces).equals(Buffer.from(content))).toBe(true)
  })

  test('that cannot be handed in says why, and is called off', async () => {
    const { page } = await offered(new Uint8Array(10), {
      addPiece() {
        throw new MirrorError('disk-full')
      },
    })
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(page.fake.inputsOf('files.cancel')).toHaveLength(1)
  })
})
