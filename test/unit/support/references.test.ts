import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../../../src/shared/kernel/language.ts'
import { DIALOGUES, DOORS, VIEWS } from '../../support/e2e-scenes.ts'

const FOLDER = join(import.meta.dirname, '../../e2e/references')

test('of every scene one sheet of pictures is kept, and of nothing else', () => {
  const scenes = [
    ...VIEWS.map(({ name }) => name),
    ...DIALOGUES.map(({ name }) => `dialogue-${name}`),
    ...DOORS.flatMap((name) => LANGUAGES.map((language) => `${name}-${language}`)),
  ]
  expect(readdirSync(FOLDER).toSorted()).toEqual(scenes.map((name) => `${name}.webp`).toSorted())
})
