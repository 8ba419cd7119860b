import { describe, expect, it } from 'vitest'
import { fillSentence } from '../../../../../src/main/app/failure-text.ts'
import { learnedOf } from '../../../../../src/main/features/resources/learned.ts'
import { privacy } from '../../../../../src/shared/contract/privacy.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { LANGUAGES } from '../../../../../src/shared/kernel/language.ts'
import { PRIVACY_WORDS } from '../../../../../src/shared/words/privacy-words.ts'
import { failureOf } from '../../../../support/failure.ts'
import { HOUR_MS, pass, resourcesOf, sent, water } from './resource-fixture.ts'

describe('setAccuracy', () => {
  it.each([
    [0.1, 1.23],
    [0.2, 0.59],
    [0.3, 0.29],
  ])(
    'takes ±%f, answers with its price %f, and shows ranges as wide from the next report on',
    async (within, epsilon) => {
      const node = resourcesOf()
      await node.reporter.start()
      await node.service.record(water(450))
      expect(await node.privacy.setAccuracy('water', within)).toEqual({ resource: 'water', within, epsilon })
      await pass(node, 2 * HOUR_MS)
      const report = sent(node).at(-1)
      if (!report || report.state === 'withdrawn') throw new Error('a level was reported')
      expect((report.highSteps - report.lowSteps) / 400).toBeCloseTo(within)
      expect(node.privacy.budget()[0]).toMatchObject({ within, epsilon })
    },
  )

  it.each([
    ['finer than a tenth', 'water', 0.05, { code: 'accuracy-too-fine', finest: 0.1 }],
    ['between two settings', 'water', 0.15, { code: 'accuracy-unknown' }],
    ['coarser than any', 'water', 0.5, { code: 'accuracy-unknown' }],
    ['a resource that is not measured', 'wine', 0.2, { code: 'resource-unknown', resource: 'wine' }],
  ])('refuses %s and changes nothing', async (_what, resource, within, failure) => {
    const node = resourcesOf()
    await node.service.record(water(450))
    expect(await failureOf(node.privacy.setAccuracy(resource, within))).toEqual(failure)
    expect(node.privacy.budget()).toMatchObject([{ resource: 'water', within: 0.2 }])
  })

  it('is kept, with all that was spent, while a resource is gone', async () => {
    const node = resourcesOf()
    await node.service.record(water(450))
    await node.privacy.setAccuracy('water', 0.3)
    await node.service.remove('water')
    expect(node.privacy.budget()).toEqual([])
    await node.service.record(water(450))
    expect(node.privacy.budget()[0]).toMatchObject({ within: 0.3, releasesToday: 2, spent1Day: 0.88 })
  })
})

describe('budget', () => {
  it('fits its contract, and knows what was released, what it cost and what is held', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    for (const level of [100, 450, 900]) {
      await node.service.record(water(level))
      await pass(node, 2 * HOUR_MS)
    }
    const budget = privacy.budget.output.parse({ resources: node.privacy.budget() })
    expect(budget.resources).toMatchObject([
      {
        ...{ resource: 'water', unit: 'L', capacity: 1000, within: 0.2, epsilon: 0.59 },
        ...{ releasesToday: 2, releasesLimit: 2, spent1Day: 1.18, spent30Days: 1.18, limit30Days: 35.4 },
        heldSinceMs: expect.any(Number),
      },
    ])
    expect(sent(node).at(-1)).toMatchObject({ state: 'surplus' })
    expect(budget.resources[0]?.learned).toContain(PRIVACY_WORDS.held.en)
  })

  it('charges nothing for reports of what already stands', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    await node.service.record(water(450))
    await pass(node, 10 * HOUR_MS)
    expect(sent(node).length).toBeGreaterThan(1)
    expect(node.privacy.budget()[0]).toMatchObject({ releasesToday: 1, heldSinceMs: null })
  })

  it('charges a report that could not leave once, however often it is tried', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    node.replica.failure = new MirrorError('disk-full')
    await node.service.record(water(450))
    await pass(node, 3 * HOUR_MS)
    node.replica.failure = null
    await pass(node, HOUR_MS)
    expect(sent(node).length).toBeGreaterThan(0)
    expect(node.privacy.budget()[0]).toMatchObject({ releasesToday: 1 })
  })
})

describe('what others can learn', () => {
  const shown = { low: 200, high: 600, unit: 'L', isHeld: false }
  const often = { shown, epsilon: 0.59, spent30Days: 1.18, releasesToday: 2 }
  const spoken = (learnable: Parameters<typeof learnedOf>[0], language: (typeof LANGUAGES)[number] = 'en') =>
    learnedOf(learnable).map(([sentence, values]) => fillSentence(sentence, language, values))

  it('says that the class is exact, that the hour of a change is seen, and what range stands', () => {
    expect(spoken(often).join(' ')).toMatch(
      /shown exactly.*200–600 L.*1\.8 times.*3\.3 times.*hour.*2 times/u,
    )
  })

  it('gives no bound where one would say nothing', () => {
    expect(spoken({ ...often, spent30Days: 4 })).toContain(PRIVACY_WORDS.allRangesMuch.en)
    expect(spoken({ ...often, spent30Days: 2.9 })).not.toContain(PRIVACY_WORDS.allRangesMuch.en)
  })

  it.each([shown, null])('warns that one stock under two names is counted apart', (shownSoFar) => {
    expect(spoken({ ...often, shown: shownSoFar })).toContain(PRIVACY_WORDS.otherNames.en)
  })

  it('says so where nothing was ever shown', () => {
    expect(spoken({ ...often, shown: null })[0]).toBe(PRIVACY_WORDS.nothingShown.en)
  })

  it.each(LANGUAGES)('is whole in %s: no sentence keeps a place that was not filled', (language) => {
    for (const releasesToday of [0, 1, 2]) {
      const sentences = spoken({ ...often, shown: { ...shown, isHeld: true }, releasesToday }, language)
      expect(sentences).toHaveLength(10)
      for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]/u)
    }
  })
})
