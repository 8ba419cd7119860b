import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DecisionPair, type End, type Phase } from '../support/decision-pair.ts'
import { failureOf } from '../support/failure.ts'

const TIMEOUT_MS = 120_000
/** Runs of some twenty acts each. Chosen here: half a minute on two busy cores. */
const RUNS = 40
const SEED = 7

type Act =
  | { readonly kind: 'answer'; readonly end: End; readonly mirror: number; readonly consent: boolean }
  /** A slot passes; of what is sent in it, what stands in `lost` gets lost. */
  | { readonly kind: 'slot'; readonly lost: readonly number[] }
  | { readonly kind: 'dies'; readonly end: End; readonly afterSteps: number }
  | { readonly kind: 'comes back'; readonly end: End }
  | { readonly kind: 'link'; readonly isUp: boolean }
  | { readonly kind: 'letters'; readonly go: boolean }
  | { readonly kind: 'time passes'; readonly ms: number }

const end = fc.constantFrom<End>('lower', 'higher')
/** Mirrors who mostly agree: or hardly anything would ever be agreed on here. */
const mostlyYes = fc.nat(4).map((n) => n > 0)
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      end,
      mirror: fc.nat(1),
      consent: mostlyYes,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('slot' as const),
      lost: fc.subarray([0, 1, 2, 3], { maxLength: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('dies' as const), end, afterSteps: fc.nat(10) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('comes back' as const), end }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('link' as const), isUp: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('letters' as const), go: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('time passes' as const),
      ms: fc.constantFrom(5_000, 25_000, 100_000),
    }),
  },
)

/** What Mirrors have answered, by what they were told: the model that the Nodes are held against. */
class Answers {
  readonly #answers: Record<End, (boolean | null)[]> = { lower: [null, null], higher: [null, null] }

  set(at: End, mirror: number, consent: boolean): void {
    this.#answers[at][mirror] = consent
  }

  /** One yes is needed here, and no no. */
  saysYes(at: End): boolean {
    return this.#answers[at].includes(true) && !this.#answers[at].includes(false)
  }
}

class Run {
  readonly pair: DecisionPair
  readonly answers = new Answers()
  readonly breaches: string[] = []

  constructor(pair: DecisionPair) {
    this.pair = pair
    for (const side of pair.ends) {
      side.onConsent = () => {
        if (!this.answers.saysYes(side.name)) this.breaches.push(`${side.name} consents without a yes`)
      }
    }
  }

  async do(next: Act): Promise<void> {
    const { pair } = this
    switch (next.kind) {
      case 'answer':
        return this.#answer(next)
      case 'slot': {
        const before = pair.frames.length
        pair.loses = (frame) => next.lost.includes(pair.frames.indexOf(frame) - before)
        return pair.slots()
      }
      case 'dies':
        pair[next.end].diesAt = pair[next.end].steps + next.afterSteps
        return
      case 'comes back':
        pair[next.end].diesAt = null
        return pair[next.end].isAlive ? undefined : pair[next.end].start()
      case 'link':
        pair.isLinked = next.isUp
        return
      case 'letters':
        pair.carriesLetters = next.go
        return
      case 'time passes':
        pair.clock.advance(next.ms)
        return pair.slots()
    }
  }

  async #answer({ consent, end: at, mirror }: Extract<Act, { kind: 'answer' }>): Promise<void> {
    const side = this.pair[at]
    if (!side.isAlive) return
    const failure = await failureOf(side.answer(consent, mirror))
    if (failure === 'done') this.answers.set(at, mirror, consent)
  }

  /** What must hold at every moment. */
  check(): void {
    const phases = this.pair.phases
    if (phases.includes('agreed') && phases.includes('closed')) this.breaches.push(phases.join())
    if (phases[1] === 'agreed' && phases[0] === 'deciding')
      this.breaches.push('agreed with who has not consented')
  }
}

/** @returns how it ended at both, and what should not have been */
async function run(
  acts: readonly Act[],
): Promise<{ phases: readonly [Phase, Phase]; breaches: readonly string[] }> {
  const mirrors = { lower: ['Anna', 'Björn'], higher: ['健二', '由美'] }
  const started = new Run(await DecisionPair.deciding({ mirrors }))
  for (const next of acts) {
    await started.do(next)
    started.check()
  }
  await started.pair.comeToRest()
  started.check()
  return { phases: started.pair.phases, breaches: started.breaches }
}

test(
  'whatever is answered, lost and crashes in whatever order: both come to the same, and agree only where both said yes',
  async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 24, size: 'max' }), async (acts) => {
        const { breaches, phases } = await run(acts)
        expect(breaches).toEqual([])
        expect(phases[0]).toBe(phases[1])
        expect(['agreed', 'closed']).toContain(phases[0])
        outcomes.set(phases[0], (outcomes.get(phases[0]) ?? 0) + 1)
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect([...outcomes.keys()].sort()).toEqual(['agreed', 'closed'])
  },
  TIMEOUT_MS,
)
