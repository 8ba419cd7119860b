import type { EntryKind, KindRules, Relay, StoredEntry } from '../../src/main/replica/entry.ts'
import { Kinds } from '../../src/main/replica/kinds.ts'
import { ACCEPT, type Verdict } from '../../src/shared/kernel/verdict.ts'

/** What was told to one kind's rules, in order. */
export interface Heard {
  readonly step: 'judge' | 'project' | 'relay' | 'stored'
  readonly id: string
}

/** Rules that take everything and write down what they were asked. Each answer can be changed. */
export interface TestRules extends KindRules {
  readonly heard: Heard[]
  verdict: Verdict
  way: Relay
  /** Thrown by the next projection, once. */
  failure: unknown
}

export function testRules(
  kind: EntryKind,
  more: Partial<Pick<KindRules, 'stream' | 'act' | 'freshForMs'>> = {},
): TestRules {
  const heard: Heard[] = []
  const note = (step: Heard['step'], { id }: StoredEntry): void => void heard.push({ step, id })
  const rules: TestRules = {
    kind,
    stream: 'log',
    act: false,
    freshForMs: null,
    ...more,
    heard,
    verdict: ACCEPT,
    way: 'resource',
    failure: null,
    judge(entry) {
      note('judge', entry)
      return rules.verdict
    },
    project(entry) {
      note('project', entry)
      const { failure } = rules
      rules.failure = null
      if (failure !== null) throw failure
    },
    relay(entry) {
      note('relay', entry)
      return rules.way
    },
    stored: (entry) => note('stored', entry),
  }
  return rules
}

/** The kinds most tests of the replica need: one on the log, an act on the log, a register. */
export function testKinds() {
  const credential = testRules('mirror-credential')
  const alert = testRules('alert', { act: true })
  const report = testRules('resource-report', { stream: 'latest', freshForMs: 86_400_000 })
  const profile = testRules('node-profile', { stream: 'latest' })
  const kinds = new Kinds()
  kinds.register(credential, alert, report, profile)
  return { kinds, credential, alert, report, profile }
}
