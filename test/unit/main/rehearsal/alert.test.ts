import { expect, test } from 'vitest'
import { simulatedAmong } from '../../../../src/main/rehearsal/alert.ts'

test.each([
  [3, { liars: false, gossip: false }],
  [4, { liars: true, gossip: false }],
  [8, { liars: true, gossip: false }],
  [9, { liars: true, gossip: true }],
  [40, { liars: true, gossip: true }],
])('a rehearsal among %i Nodes says what is modelled', (nodes, modelled) => {
  const says = (what: string): boolean => simulatedAmong(nodes).some((words) => words.startsWith(what))
  expect({ liars: says('liars'), gossip: says('modelled gossip') }).toEqual(modelled)
})
