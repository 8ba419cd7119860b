import type { Sentence } from '../../../../shared/words/failure-words.ts'

/** What `bench` says on the way and in the end. */
export const BENCH_WORDS = {
  step: { en: '{bench}: {step}', sv: '{bench}: {step}', ja: '{bench}：{step}' },
  figure: {
    en: '{mark} {name}: {value} (goal {goal}; {low} to {high} in {rounds} rounds)',
    sv: '{mark} {name}: {value} (mål {goal}; {low} till {high} på {rounds} omgångar)',
    ja: '{mark} {name}：{value}（目標 {goal}、{rounds} 回で {low}～{high}）',
  },
  against: { en: '  against: {against}', sv: '  mot: {against}', ja: '  比べる相手：{against}' },
  met: {
    en: 'Bench “{bench}”: every goal is met.',
    sv: 'Mätningen ”{bench}”: alla mål är nådda.',
    ja: '測定「{bench}」：すべての目標に届きました。',
  },
  missed: {
    en: 'Bench “{bench}”: what is marked ✗ missed its goal.',
    sv: 'Mätningen ”{bench}”: det som är märkt ✗ nådde inte sitt mål.',
    ja: '測定「{bench}」：✗ の付いたものが目標に届きませんでした。',
  },
} as const satisfies Readonly<Record<string, Sentence>>
