// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { OwnWords } from '../../src/renderer/app/messages/OwnWords.tsx'
import { WordsProvider } from '../../src/renderer/app/messages/words.tsx'
import { RangeAge } from '../../src/renderer/features/map/RangeAge.tsx'
import { createStores, StoresProvider } from '../../src/renderer/stores/stores.tsx'
import type { Language } from '../../src/shared/kernel/language.ts'
import { fakeBridge } from '../support/fake-bridge.ts'
import { HeldPageClock } from '../support/page-clock.ts'
import { SAMPLE_NOW_MS, sampleReport } from '../support/sample-views.ts'

const HOUR_MS = 3_600_000

/** What is said of a range that is so much older than its report. */
async function said(olderMs: number | null, language: Language = 'en'): Promise<string> {
  onTestFinished(cleanup)
  const range = olderMs === null ? {} : { rangeAtMs: SAMPLE_NOW_MS - olderMs }
  const stores = createStores(fakeBridge(), {
    storage: { getItem: () => null, setItem: () => {} },
    preferredLanguages: [language],
    clock: new HeldPageClock(),
    startAnew: () => {},
  })
  render(
    <StoresProvider value={stores}>
      <WordsProvider language={language}>
        <OwnWords of="map">
          <section aria-label="drawn">
            <RangeAge report={sampleReport('b', { reportedAtMs: SAMPLE_NOW_MS, ...range })} />
          </section>
        </OwnWords>
      </WordsProvider>
    </StoresProvider>,
  )
  return (await screen.findByRole('region', { name: 'drawn' })).textContent
}

test.each<[Language, string]>([
  ['en', 'figure 14 hours old'],
  ['sv', 'siffran är 14 timmar gammal'],
  ['ja', '14 時間前の数字'],
])('a fresh report of a range from before says how old that is (%s)', async (language, words) => {
  expect(await said(14 * HOUR_MS, language)).toBe(words)
})

test.each([
  ['is of the report', 0],
  ['is an hour older at most', HOUR_MS],
  ['has no age', null],
])('a range that %s says nothing of it', async (_, olderMs) => {
  expect(await said(olderMs)).toBe('')
})
