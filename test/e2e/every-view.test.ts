import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  README_NIGHT_MS,
  README_PICTURES,
  TAKES_README_PICTURES,
  takeReadmePicture,
} from '../support/e2e-readme.ts'
import { VIEWS } from '../support/e2e-scenes.ts'
import { Studio } from '../support/e2e-studio.ts'

let studio: Studio

beforeAll(async () => {
  studio = await Studio.open()
})

afterAll(() => studio?.close())

test.for(VIEWS)(
  'the view $name is well made in three languages, light and dark, at three widths',
  async ({ name, at, act }) => {
    const { gallery, valley, visit } = studio
    await studio.goTo(at(valley))
    await act?.(visit, valley)
    expect(await gallery.lookAt(name, { fullPage: true })).toEqual([])
  },
)

test('none of it complained in the console', () => studio.visit.expectSilence())

if (TAKES_README_PICTURES) {
  describe('the README', () => {
    let quiet: Studio
    beforeAll(async () => {
      quiet = await Studio.open(README_NIGHT_MS)
    })
    afterAll(() => quiet?.close())

    test.for(README_PICTURES)('shows $name', (picture) => takeReadmePicture(quiet, picture))
  })
}
