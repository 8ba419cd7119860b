import { expect, test } from 'vitest'
import { KNOWN_ANSWERS } from '../../../../../src/main/hosts/node/known-answers.ts'

test.for(KNOWN_ANSWERS)('$name ($source)', async (answer) => {
  expect(await answer.holds()).toBe(true)
})
