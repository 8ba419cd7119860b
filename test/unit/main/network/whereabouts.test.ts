import { describe, expect, test } from 'vitest'
import { SIGNATURE_DOMAINS, signedBytes } from '../../../../src/main/crypto/domains.ts'
import { createSigner } from '../../../../src/main/crypto/signing.ts'
import {
  encodeWhereabouts,
  judgeWhereabouts,
  WHEREABOUTS_LAST_MS,
  type WhereaboutsCase,
} from '../../../../src/main/network/whereabouts.ts'
import { fromHex } from '../../../../src/main/platform/bytes.ts'
import type { mirrorwell } from '../../../../src/main/wire/generated/messages.js'
import { wire } from '../../../../src/main/wire/messages.ts'
import { TEST_START_MS } from '../../../support/clock.ts'
import { FEDERATION, OTHER_FEDERATION } from '../../../support/network-node.ts'
import { testNodeId, testSeed } from '../../../support/node-ids.ts'

const [a, b] = [testNodeId(1), testNodeId(2)]
const signer = createSigner(testSeed(1))
const address = '/ip4/203.0.113.7/tcp/4001'
const asked: WhereaboutsCase = {
  nodeId: a,
  federationId: FEDERATION,
  nowMs: TEST_START_MS,
  newestMs: 0,
  isMember: () => true,
}
const draft = {
  federationId: FEDERATION,
  nodeId: a,
  addresses: [`${address}/p2p/${a}`],
  nowMs: TEST_START_MS,
}
const record = encodeWhereabouts(draft, signer)

/** A record with a body of our making, soundly signed. */
function signed(changes: mirrorwell.v1.WhereaboutsBody.$Properties): Uint8Array {
  const sound = wire.WhereaboutsBody.decode(wire.Whereabouts.decode(record).body)
  const body = wire.WhereaboutsBody.encode({ ...sound, ...changes }).finish()
  const message = signedBytes(SIGNATURE_DOMAINS.whereabouts, fromHex(FEDERATION), body)
  return wire.Whereabouts.encode({ body, signature: signer.sign(message) }).finish()
}

describe('a record of where a Node is', () => {
  test('says what its Node said', () => {
    expect(judgeWhereabouts(record, asked)).toEqual({
      nodeId: a,
      saidAtMs: TEST_START_MS,
      expiresAtMs: TEST_START_MS + WHEREABOUTS_LAST_MS,
      addresses: [`${address}/p2p/${a}`],
    })
  })

  test('holds what others reach from afar before what only neighbours at home reach, and stays small', () => {
    const many = Array.from({ length: 20 }, (_, n) => `/ip4/192.168.0.${n}/tcp/4001/p2p/${a}`)
    const relayed = `/ip4/203.0.113.9/tcp/4001/p2p/${b}/p2p-circuit/p2p/${a}`
    const judged = judgeWhereabouts(
      encodeWhereabouts({ ...draft, addresses: [...many, relayed] }, signer),
      asked,
    )
    expect('addresses' in judged && judged.addresses).toHaveLength(8)
    expect('addresses' in judged && judged.addresses[0]).toBe(relayed)
  })

  test('is never larger than others take, nor names what they would not, however long the addresses are', () => {
    const relayed = Array.from(
      { length: 8 },
      (_, n) => `/ip6/2001:db8:1111:2222:3333:4444:5555:666${n}/tcp/40001/p2p/${b}/p2p-circuit/p2p/${a}`,
    )
    const endless = `/dns4/${'a'.repeat(300)}.example.org/tcp/1/p2p/${a}`
    const long = encodeWhereabouts({ ...draft, addresses: [endless, ...relayed] }, signer)
    expect(long.byteLength).toBeLessThanOrEqual(1024)
    const judged = judgeWhereabouts(long, asked)
    const told = 'addresses' in judged ? judged.addresses : []
    expect(told.length).toBeGreaterThan(4)
    expect(told).toEqual(relayed.slice(0, told.length))
  })

  test.each([
    ['bytes that are none', Uint8Array.of(255, 1, 2), {}, 'malformed'],
    ['too many bytes', new Uint8Array(1025), {}, 'too-large'],
    ['a version of later', signed({ version: 2 }), {}, 'version-unknown'],
    ['a record of another Node under its key', record, { nodeId: b }, 'content-invalid'],
    ['a record of another federation', record, { federationId: OTHER_FEDERATION }, 'signature-invalid'],
    [
      'a signature of somebody else',
      encodeWhereabouts(draft, createSigner(testSeed(2))),
      {},
      'content-invalid',
    ],
    [
      'more addresses than fit',
      signed({ addresses: Array.from({ length: 9 }, () => address) }),
      {},
      'content-invalid',
    ],
    ['what is no address', signed({ addresses: ['example.org'] }), {}, 'content-invalid'],
    ['a claim for a month', signed({ expiresAtMs: TEST_START_MS + 31 * 86_400_000 }), {}, 'content-invalid'],
    ['a claim that ends before it begins', signed({ expiresAtMs: TEST_START_MS - 1 }), {}, 'content-invalid'],
    ['a record dated ahead', record, { nowMs: TEST_START_MS - 121_000 }, 'future-dated'],
    ['a record that has expired', record, { nowMs: TEST_START_MS + WHEREABOUTS_LAST_MS }, 'stale'],
    ['an older record than the one that is here', record, { newestMs: TEST_START_MS + 1 }, 'superseded'],
    ['a record of nobody we know', record, { isMember: () => false }, 'busy'],
  ] as const)('is refused: %s', (_what, bytes, changes, refused) => {
    expect(judgeWhereabouts(bytes, { ...asked, ...changes })).toEqual({ refused })
  })
})
