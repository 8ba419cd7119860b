import { expect, test } from 'vitest'
import { VALLEYS } from '../../../../src/main/rehearsal/practice-valleys.ts'
import { LANGUAGES } from '../../../../src/shared/kernel/language.ts'

test.each(LANGUAGES)('lessons of the practice valley do not say their titles again (%s)', (language) => {
  for (const { title, body } of Object.values(VALLEYS[language].lessons)) {
    expect(body).not.toContain(title)
    expect(body).not.toMatch(/^#/u)
  }
})
