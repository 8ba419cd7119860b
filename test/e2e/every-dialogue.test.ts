import { afterAll, beforeAll, expect, test } from 'vitest'
import { DIALOGUES } from '../support/e2e-scenes.ts'
import { Studio } from '../support/e2e-studio.ts'

let studio: Studio

beforeAll(async () => {
  studio = await Studio.open()
})

afterAll(() => studio?.close())

test.for(DIALOGUES)(
  'the dialogue $name is well made in three languages, light and dark, at three widths',
  async ({ name, at, act }) => {
    const { gallery, valley, visit } = studio
    await studio.goTo(at(valley))
    await act?.(visit, valley)
    await visit.dialog.waitFor()
    const faults = await gallery.lookAt(`dialogue-${name}`, { fullPage: false })
    for (const _ of ['a field with something in it takes the first', 'the dialogue'])
      await visit.page.keyboard.press('Escape')
    await visit.dialog.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  },
)

test('none of them complained in the console', () => studio.visit.expectSilence())
