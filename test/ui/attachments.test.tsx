// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { AttachmentView } from '../../src/shared/contract/attachments.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { FakeAnswers } from '../support/fake-bridge.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, sampleAdds, sampleMirror, samplePage, sampleSeed } from '../support/sample-views.ts'

const ROOT = hexId(21, 32)
const PATH = `/seedbed/${hexId(1, 32)}`
const DRAWING = {
  root: ROOT,
  name: 'ritning.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 2_000_000,
}
const ABSENT: AttachmentView = {
  ...{ root: ROOT, state: 'absent', from: null, fromName: null, paused: null, reason: null },
  ...{ doneBytes: 0, bytesPerSecond: null, leftMs: null, stalledForMs: null },
  usedBy: { lessons: 1, isOwn: false, isPlanted: false },
}
const unlocked: FakeAnswers = {
  mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) },
}

/** A lesson with a drawing, of which the Node says this. */
async function lessonWith(view: Partial<AttachmentView>, more: FakeAnswers['attachments'] = {}) {
  let shown: AttachmentView = { ...ABSENT, ...view }
  const page = await renderPage(
    {
      ...unlocked,
      seeds: {
        get: () => ({ seed: sampleSeed(1, { attachments: [DRAWING] }), body: 'See it.', provenance: [] }),
        preview: () => ({
          difference: { against: null, changes: [] },
          adds: sampleAdds({ attachments: 1, attachmentBytes: DRAWING.sizeBytes }),
        }),
      },
      attachments: { list: () => ({ attachments: [shown] }), ...more },
    },
    { path: PATH },
  )
  const becomes = (next: Partial<AttachmentView>): void => {
    shown = { ...ABSENT, ...next }
    page.fake.emit('attachments.changed', { id: ROOT })
  }
  return { page, becomes, row: await screen.findByRole('article', { name: DRAWING.name }) }
}

describe('a file of a lesson', () => {
  test('is named with its size, counted in what planting adds, and fetched when somebody wants it', async () => {
    const { becomes, page, row } = await lessonWith({})
    expect(row.textContent).toContain('2 MB')
    expect(row.textContent).toContain('not here')
    expect(await screen.findByText('1 file, 2 MB in all, not fetched by planting')).toBeTruthy()
    await page.user.click(within(row).getByRole('button', { name: /Get it/u }))
    expect(page.fake.inputsOf('attachments.want')).toEqual([{ root: ROOT, sizeBytes: DRAWING.sizeBytes }])
    becomes({ state: 'moving', fromName: 'Åsa', doneBytes: 500_000, bytesPerSecond: 100_000, leftMs: 15_000 })
    await waitFor(() => expect(row.textContent).toContain('on its way from'))
    expect(within(row).getByRole('meter').getAttribute('aria-valuetext')).toMatch(/500 kB of 2 MB.*100 kB/u)
  })

  test.each<[string, Partial<AttachmentView>, RegExp]>([
    ['somebody is asked', { state: 'wanted', fromName: 'Åsa' }, /asking .*Åsa/u],
    ['nobody has it', { state: 'wanted' }, /nobody connected has it/u],
    [
      'the disk is full',
      { state: 'moving', fromName: 'Åsa', paused: 'here', reason: 'disk-full' },
      /disk is full/u,
    ],
  ])('says how it stands when %s', async (_, view, words) => {
    const { page, row } = await lessonWith(view)
    expect(row.textContent).toMatch(words)
    await page.user.click(within(row).getByRole('button', { name: /Stop fetching/u }))
    expect(page.fake.inputsOf('attachments.remove')).toEqual([{ root: ROOT }])
  })

  test('that is here is removed only after it was asked once more, and the focus stays with it', async () => {
    const { becomes, page, row } = await lessonWith(
      { state: 'here', doneBytes: DRAWING.sizeBytes },
      {
        remove: () => {
          becomes({ state: 'absent' })
          return {}
        },
      },
    )
    await page.user.click(within(row).getByRole('button', { name: /Remove/u }))
    expect(page.fake.inputsOf('attachments.remove')).toEqual([])
    const dialogue = await screen.findByRole('alertdialog')
    await page.user.click(within(dialogue).getByRole('button', { name: 'Remove' }))
    expect(page.fake.inputsOf('attachments.remove')).toEqual([{ root: ROOT }])
    await waitFor(() =>
      expect(document.activeElement).toBe(within(row).getByRole('button', { name: /Get it/u })),
    )
  })

  test.each([
    ['is larger than its lesson says', 5_000_000, 1],
    ['ends before its end', DRAWING.sizeBytes, 0],
  ])('that %s is not cut off, and not asked for without end', async (_, sizeBytes, saves) => {
    const saved: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob)
      return 'blob:saved'
    })
    const lengthAt = (atByte: number): number => (saves === 1 ? 2_500_000 : atByte === 0 ? 10 : 0)
    const { page, row } = await lessonWith(
      { state: 'here' },
      {
        piece: ({ atByte }) => ({ bytes: Buffer.alloc(lengthAt(atByte)).toString('base64url'), sizeBytes }),
      },
    )
    await page.user.click(within(row).getByRole('button', { name: /Save/u }))
    await waitFor(() => expect(page.fake.inputsOf('attachments.piece')).toHaveLength(2))
    if (saves === 0) expect(await within(row).findByRole('alert')).toBeTruthy()
    else await waitFor(() => expect(saved[0]?.size).toBe(sizeBytes))
    expect(saved).toHaveLength(saves)
  })

  test.each<[string, Partial<AttachmentView['usedBy']>, RegExp]>([
    ['a lesson of one’s own', { isOwn: true }, /lesson of your own/u],
    ['a page of the handbook', { isPlanted: true }, /page of your handbook/u],
    ['several lessons', { lessons: 2 }, /Several lessons/u],
  ])('says before it is removed that it belongs to %s', async (_, usedBy, words) => {
    const { page, row } = await lessonWith({ state: 'here', usedBy: { ...ABSENT.usedBy, ...usedBy } })
    await page.user.click(within(row).getByRole('button', { name: /Remove/u }))
    expect((await screen.findByRole('alertdialog')).textContent).toMatch(words)
  })

  test('keeps whoever pressed its button on it, and tells when it has come', async () => {
    const { becomes, page, row } = await lessonWith({})
    await page.user.click(within(row).getByRole('button', { name: /Get it/u }))
    becomes({ state: 'wanted', fromName: 'Åsa' })
    const stop = await within(row).findByRole('button', { name: /Stop fetching/u })
    expect(document.activeElement).toBe(stop)
    becomes({ state: 'here' })
    expect(await screen.findByText(/ritning\.pdf.* is here\./u)).toBeTruthy()
    expect(document.activeElement).toBe(within(row).getByRole('button', { name: /Save/u }))
  })

  test('that cannot be fetched says why', async () => {
    const { page, row } = await lessonWith(
      {},
      {
        want() {
          throw new MirrorError('file-no-room')
        },
      },
    )
    await page.user.click(within(row).getByRole('button', { name: /Get it/u }))
    expect((await within(row).findByRole('alert')).textContent).toMatch(/no room/u)
  })

  test('stands beside its page in the handbook too', async () => {
    const page = { ...samplePage(), body: 'See it.', rendered: '', attachments: [DRAWING], earlier: [] }
    await renderPage(
      { handbook: { page: () => page }, attachments: { list: () => ({ attachments: [ABSENT] }) } },
      { path: '/handbook/well' },
    )
    expect(await screen.findByRole('article', { name: DRAWING.name })).toBeTruthy()
  })
})

describe('a lesson that is being written', () => {
  /** Choose a file for a new lesson. */
  async function picked(more: FakeAnswers['attachments'] = {}) {
    const page = await renderPage(
      {
        ...unlocked,
        attachments: {
          prepare: () => ({ id: hexId(3, 16) }),
          addPiece: ({ atByte }) => ({ nextByte: atByte + 10, root: ROOT }),
          ...more,
        },
      },
      { path: '/seedbed/new' },
    )
    await screen.findByRole('button', { name: 'Add a file' })
    const input = document.querySelector<HTMLInputElement>('form input[type="file"]')
    if (input === null) throw new Error('there is nowhere to put a file')
    await page.user.upload(input, new File([new Uint8Array(10)], 'sådd.csv', { type: 'text/csv' }))
    return page
  }

  test('takes a file along under its root', async () => {
    const page = await picked()
    expect(await screen.findByText('sådd.csv')).toBeTruthy()
    await page.user.type(screen.getByLabelText('Title'), 'Sow late')
    await page.user.type(screen.getByLabelText('The lesson'), 'As in the table.')
    await page.user.click(screen.getByRole('button', { name: 'Sign and offer' }))
    expect(page.fake.inputsOf('seeds.offer')).toMatchObject([
      { title: 'Sow late', attachments: [{ root: ROOT, name: 'sådd.csv', mediaType: 'text/csv' }] },
    ])
  })

  test('lets go of a file that is taken off', async () => {
    const page = await picked()
    await page.user.click(await screen.findByRole('button', { name: /Take .*sådd\.csv.* off/u }))
    expect(screen.queryByText('sådd.csv')).toBeNull()
    expect(page.fake.inputsOf('attachments.discard')).toEqual([{ root: ROOT }])
  })

  test('is not offered while a file of it is still being copied', async () => {
    const copied = Promise.withResolvers<void>()
    const page = await picked({
      async addPiece({ atByte }) {
        await copied.promise
        return { nextByte: atByte + 10, root: ROOT }
      },
    })
    await page.user.type(screen.getByLabelText('Title'), 'Sow late')
    await page.user.type(screen.getByLabelText('The lesson'), 'As in the table.')
    await page.user.click(screen.getByRole('button', { name: 'Sign and offer' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/still being copied/u)
    expect(page.fake.inputsOf('seeds.offer')).toEqual([])
    copied.resolve()
    expect(await screen.findByText('sådd.csv')).toBeTruthy()
    await page.user.click(screen.getByRole('button', { name: 'Sign and offer' }))
    await waitFor(() =>
      expect(page.fake.inputsOf('seeds.offer')).toMatchObject([{ attachments: [{ root: ROOT }] }]),
    )
  })

  test('says why a file cannot be handed in, and calls it off', async () => {
    const page = await picked({
      addPiece() {
        throw new MirrorError('disk-full')
      },
    })
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(page.fake.inputsOf('attachments.cancel')).toHaveLength(1)
    expect(screen.queryByText('sådd.csv')).toBeNull()
  })
})
