import { shortFigure } from '../../../rehearsal/rehearsal-report.ts'
import type { BenchResult, Figure } from './bench.ts'

/** The plot's measures, in its own units. Chosen here: a page's width, and lines that text of 13 fits between. */
const WIDTH = 720
const LABEL_WIDTH = 240
const LINE_HEIGHT = 48
const BAR_HEIGHT = 14
/** How far the scale of a line goes: this often the greater of goal and highest round. */
const HEADROOM = 1.15

/** A result as a page that a person reads, in Markdown, with its plot beside it. */
export function benchPage({ bench, figures }: BenchResult): string {
  const rows = figures.map((figure) => {
    const { name, value, goal, better, met, rounds, low, high, against } = figure
    const spread = `${shortFigure(low)} to ${shortFigure(high)}`
    const wanted = `${better === 'lower' ? '≤' : '≥'} ${shortFigure(goal)}`
    return `| ${name} | ${shortFigure(value)} | ${wanted} | ${met ? 'yes' : '**no**'} | ${spread} | ${rounds} | ${against} |`
  })
  return [
    `# Bench: ${bench}`,
    '',
    `![Each figure, its rounds and its goal](${bench}.svg)`,
    '',
    '| Figure | Median | Goal | Met | Lowest to highest | Rounds | Against |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

/** The figures as bars on a line each: the spread pale, the median dark, the goal a stroke. */
export function benchPlot({ bench, figures }: BenchResult): string {
  const height = figures.length * LINE_HEIGHT + 16
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">`,
    `<title>${escaped(`Bench ${bench}`)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...figures.map((figure, index) => lineOf(figure, index * LINE_HEIGHT + 16)),
    '</svg>',
    '',
  ].join('\n')
}

function lineOf(figure: Figure, top: number): string {
  const { name, value, goal, low, high, met } = figure
  const most = Math.max(goal, high) * HEADROOM
  const x = (amount: number): string =>
    (LABEL_WIDTH + (amount / most) * (WIDTH - LABEL_WIDTH - 90)).toFixed(1)
  const bar = `<rect x="${LABEL_WIDTH}" y="${top}" width="${(Number(x(value)) - LABEL_WIDTH).toFixed(1)}" height="${BAR_HEIGHT}" fill="${met ? '#2f6b4f' : '#a8321f'}"/>`
  const spread = `<path d="M${x(low)} ${top + BAR_HEIGHT / 2}H${x(high)}" stroke="#888" stroke-width="3"/>`
  const mark = `<path d="M${x(goal)} ${top - 5}v${BAR_HEIGHT + 10}" stroke="#111" stroke-width="2" stroke-dasharray="3 2"/>`
  const label = `<text x="8" y="${top + 12}">${escaped(name)}</text>`
  const says = `<text x="${WIDTH - 8}" y="${top + 12}" text-anchor="end">${met ? '✓' : '✗'} ${shortFigure(value)}</text>`
  return [bar, spread, mark, label, says].join('')
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
