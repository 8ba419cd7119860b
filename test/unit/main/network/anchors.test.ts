import { expect, test } from 'vitest'
import { ANCHOR_AFTER_MS, chooseAnchors } from '../../../../src/main/network/anchors.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const NOW_MS = 10 * ANCHOR_AFTER_MS
const link = (n: number, change: { ageMs?: number; address?: string; direction?: 'inbound' } = {}) => ({
  nodeId: testNodeId(n),
  address: change.address ?? `/ip4/203.${n}.0.1/tcp/1`,
  direction: change.direction ?? ('outbound' as const),
  connectedAtMs: NOW_MS - (change.ageMs ?? ANCHOR_AFTER_MS + n),
})
const chosen = (links: readonly ReturnType<typeof link>[], before: number[] = []) =>
  chooseAnchors(links, before.map(testNodeId), NOW_MS)

test.each([
  ['the two that were linked longest', chosen([link(1), link(2), link(3)]), [3, 2]],
  ['none that dialled us', chosen([link(1), link(2, { direction: 'inbound' })]), [1]],
  ['none that has just come', chosen([link(1, { ageMs: ANCHOR_AFTER_MS - 1 })]), []],
  [
    'two in different parts of the network',
    chosen([link(1), link(3), link(2, { address: '/ip4/203.3.9.9/tcp/1' })]),
    [3, 1],
  ],
  [
    'two on one local network',
    chosen([1, 2].map((n) => link(n, { address: `/ip4/10.0.0.${n}/tcp/1` }))),
    [2, 1],
  ],
  ['those of before where nobody is linked', chosen([], [7, 8]), [7, 8]],
  ['those of before in the places that are left', chosen([link(1)], [7, 8]), [1, 7]],
])('anchors are %s', (_, anchors, expected) => expect(anchors).toEqual(expected.map(testNodeId)))
