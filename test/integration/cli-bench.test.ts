import { expect, test } from 'vitest'
import { runMirrorwell } from '../support/mirrorwell-process.ts'

/** What a bench of this name measures at a hundredth of its size, once. */
async function measured(name: string) {
  const { stdout, stderr, exitCode } = await runMirrorwell([
    ...['bench', name, '--rounds', '1', '--scale', '0.01', '--json'],
  ])
  const result = JSON.parse(stdout) as { figures: readonly { readonly met: boolean }[] }
  expect(stderr).toBe('')
  expect(exitCode).toBe(result.figures.every(({ met }) => met) ? 0 : 1)
  return result
}

const figure = {
  name: expect.any(String),
  value: expect.any(Number),
  goal: expect.any(Number),
  better: expect.stringMatching(/^(?:lower|higher)$/u),
  met: expect.any(Boolean),
  rounds: 1,
  low: expect.any(Number),
  high: expect.any(Number),
  against: expect.stringMatching(/\w{3}/u),
}

test.for([
  ['alert-under-bulk', 2],
  ['alert-fanout', 2],
  ['gossip', 5],
  ['session', 2],
  ['rpc', 2],
] as const)(
  'bench %s measures beside what it is held against, and says what that is in one line of JSON',
  async ([name, figures]) => {
    expect(await measured(name)).toEqual({ bench: name, figures: Array(figures).fill(figure) })
  },
)

test('bench ui measures a small Node’s page in a browser, and prints its result as one line of JSON', async () => {
  expect(await measured('ui')).toEqual({ bench: 'ui', figures: [figure, figure, figure] })
})

test('bench catch-up lets a Node that was away take what it missed, over a real link', async () => {
  const { stdout } = await runMirrorwell([
    ...['bench', 'catch-up', '--rounds', '1', '--scale', '0.1', '--json'],
  ])
  const result = JSON.parse(stdout) as { bench: string; figures: readonly { readonly value: number }[] }
  expect(result.bench).toBe('catch-up')
  expect(result.figures.every(({ value }) => value > 0)).toBe(true)
})

test.for([
  [['bench', 'nothing'], 'There is no bench “nothing”.'],
  [['bench'], '“name|all” is missing.'],
  [['bench', 'ui', '--rounds', '0'], 'The value given for “--rounds <n>” cannot be used.'],
  [['bench', 'ui', '--scale', '2'], 'The value given for “--scale <share>” cannot be used.'],
] as const)('%o is wrong use', async ([args, sentence]) => {
  const { exitCode, stderr } = await runMirrorwell(args)
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `mirrorwell: usage: ${sentence}\n` })
})
