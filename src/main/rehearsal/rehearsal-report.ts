import type { RehearsalResult } from './scenario.ts'

/** Digits of a figure that a person reads; programs get all of them. */
const SHOWN_DIGITS = 5

/** A figure as a person reads it. */
export const shortFigure = (value: number): string => String(Number(value.toPrecision(SHOWN_DIGITS)))

/** A result as a page that a person reads, in Markdown. */
export function reportPage({ scenario, passed, seed, nodes, simulated, checks }: RehearsalResult): string {
  const rows = checks.map(
    ({ name, value, target, unit, passed: met }) =>
      `| ${name} | ${shortFigure(value)} | ${shortFigure(target)} | ${unit} | ${met ? 'yes' : '**no**'} |`,
  )
  return [
    `# Rehearsal: ${scenario}`,
    '',
    `${passed ? 'Passed' : 'Not passed'}, with seed ${seed} and ${nodes} Nodes.`,
    `Simulated: ${simulated.join('; ') || 'nothing'}.`,
    '',
    '| Check | Value | Target | Unit | Met |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
