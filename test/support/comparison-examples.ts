import { hmacSha256 } from '../../src/main/crypto/digests.ts'
import { fromHex, toHex } from '../../src/main/platform/bytes.ts'
import { comparisonKey } from '../../src/main/replica/comparison/fingerprint.ts'
import { BEGINNING, END, type Item } from '../../src/main/replica/comparison/item.ts'
import { KeyedItems } from '../../src/main/replica/comparison/keyed-items.ts'
import { encodeRanges } from '../../src/main/replica/comparison/range-frames.ts'
import { Sketch } from '../../src/main/replica/comparison/sketch.ts'
import { encodeSync, type SyncContent } from '../../src/main/replica/sync-frames.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'

const half = (byte: number): Uint8Array => new Uint8Array(16).fill(byte)

/** Two Nodes compare what they hold; the first holds these items. */
export function comparisonExamples(nodeId: NodeId, otherId: NodeId, items: readonly [Item, Item, Item]) {
  const key = comparisonKey({ nodeId, nonce: half(8) }, { nodeId: otherId, nonce: half(9) })
  const keyed = new KeyedItems(key, items)
  const fingerprint = fromHex(keyed.fingerprint(0, keyed.size))
  const [first, , last] = items
  const hmac = toHex(hmacSha256(key, fromHex(first.id)))
  const edge = { timeMs: last.timeMs, id: last.id.slice(0, 4) }
  const ranges = encodeRanges(1, [
    {
      from: BEGINNING,
      to: edge,
      content: { says: 'fingerprint', fingerprint: keyed.fingerprint(0, keyed.countBefore(edge)) },
    },
    { from: edge, to: END, content: { says: 'ids', ids: keyed.ids(keyed.countBefore(edge), keyed.size) } },
  ])
  const contents: Readonly<Record<string, SyncContent>> = {
    'check-opening': { check: { nonce: half(8) } },
    check: { check: { nonce: half(8), fingerprint } },
    'check-answer': { check: { fingerprint, answer: true } },
    sketch: { sketch: { round: 1, first: 0, sums: new Sketch(key, items).next(4).bytes } },
    'sketch-more': { sketch: { round: 1, first: 4, more: 16 } },
    ranges: { ranges },
    wanted: { wanted: { ids: fromHex(last.id), marks: fromHex(hmac.slice(0, 16)) } },
  }
  return {
    messages: Object.fromEntries(
      Object.entries(contents).map(([name, content]) => [
        name,
        [messageOf(content), encodeSync(content).bytes],
      ]),
    ) as Readonly<Record<string, readonly [string, Uint8Array]>>,
    values: {
      comparison: {
        key: toHex(key),
        'HMAC of the first id': hmac,
        'fingerprint of three entries': toHex(fingerprint),
        'first sum over the first entry alone': toHex(new Sketch(key, [first]).next(1).bytes),
        'sums it is part of, of the first hundred': placesOf(key, first).join(', '),
      },
    },
  }
}

/** Its message is called as the field, with a capital. */
const messageOf = (content: SyncContent): string =>
  (Object.keys(content)[0] ?? '').replace(/^./u, (first) => first.toUpperCase())

/** Where an item alone leaves a sum that is not empty. */
function placesOf(key: Uint8Array, item: Item): number[] {
  const sums = new Sketch(key, [item]).next(100)
  return [...Array(100).keys()].filter((place) => sums.at(place).high !== 0)
}
