import { describe, expect, it } from 'vitest'
import { stretchInThread } from '../../../../src/main/crypto/key-stretching.ts'
import {
  type BoxKey,
  openBox,
  PASSPHRASE_PARAMS,
  PIN_PARAMS,
  sealBox,
} from '../../../../src/main/crypto/vault-box.ts'
import { SeededRandom } from '../../../support/random.ts'

/** Cheap on purpose: the cost is a parameter, not the construction. */
const CHEAP = { memoryKiB: 8, passes: 1, lanes: 1 }
const plain = Uint8Array.from({ length: 32 }, (_, at) => at)
const key: BoxKey = { purpose: 'vault', secret: 'åtta små grodor' }
const random = new SeededRandom('vault-box')
const deps = { random, stretchKey: stretchInThread }
const open = (box: Uint8Array, with_ = key): Promise<Uint8Array> => openBox(box, with_, stretchInThread)
const sealed = await sealBox({ ...key, plain, params: CHEAP }, deps)

async function failure(box: Uint8Array, with_: BoxKey = key): Promise<unknown> {
  return open(box, with_).then(
    () => 'opened',
    (thrown) => ({ code: thrown.code, ...thrown.details }),
  )
}

function changed(at: number, value?: number): Uint8Array {
  const box = Uint8Array.from(sealed)
  box[at] = value ?? (box[at] ?? 0) ^ 1
  return box
}

describe('a sealed box', () => {
  it('opens with its own secret', async () => {
    expect(await open(sealed)).toEqual(plain)
  })

  it.each([
    { ...key, secret: 'åtta små grodo' },
    { ...key, secret: '' },
    { ...key, pepper: new Uint8Array(32) },
    { ...key, purpose: 'mirror key' as const },
  ])('stays shut for another secret, pepper or purpose: %o', async (other) => {
    expect(await failure(sealed, other)).toEqual({ code: 'passphrase-wrong' })
  })

  it('opens with its pepper and not without', async () => {
    const peppered = { ...key, pepper: new Uint8Array(32).fill(3) }
    const box = await sealBox({ ...peppered, plain, params: CHEAP }, deps)
    expect(await open(box, peppered)).toEqual(plain)
    expect(await failure(box)).toEqual({ code: 'passphrase-wrong' })
  })

  it('shares nothing but its first bytes with another box of the same content', async () => {
    const again = await sealBox({ ...key, plain, params: CHEAP }, deps)
    expect(Buffer.from(again.subarray(0, 14))).toEqual(Buffer.from(sealed.subarray(0, 14)))
    expect(Buffer.from(again.subarray(14)).equals(Buffer.from(sealed.subarray(14)))).toBe(false)
    expect(Buffer.from(sealed).includes(Buffer.from(plain.subarray(0, 8)))).toBe(false)
  })

  it('is called damaged for any single changed byte, and opens for none', async () => {
    for (let at = 0; at < sealed.length; at++)
      expect(await failure(changed(at))).toMatchObject({ code: 'vault-damaged' })
  })

  it('is called damaged at every shorter length', async () => {
    for (let length = 0; length < sealed.length; length++) {
      expect(await failure(sealed.subarray(0, length))).toMatchObject({ code: 'vault-damaged' })
    }
  })
})

describe('a hostile box', () => {
  /** A box whose checksum is right, as only someone who means it would make. */
  async function forged(memoryKiB: number, passes: number, lanes: number): Promise<Uint8Array> {
    const { sha256 } = await import('../../../../src/main/crypto/digests.ts')
    const body = Buffer.from(sealed.subarray(0, sealed.length - 8))
    body.writeUInt32BE(memoryKiB, 5)
    body.writeUInt32BE(passes, 9)
    body.writeUInt8(lanes, 13)
    return Uint8Array.from(Buffer.concat([body, sha256(body).subarray(0, 8)]))
  }

  it.each([
    ['100 GiB of memory', 100 * 1024 * 1024, 1, 1],
    ['4 billion passes', 8, 0xffffffff, 1],
    ['255 lanes', 64 * 1024, 1, 255],
    ['no pass', 8, 0, 1],
    ['no lane', 8, 1, 0],
    ['too little memory', 0, 1, 1],
  ])('is refused before any work when it asks for %s', async (_, memoryKiB, passes, lanes) => {
    const box = await forged(memoryKiB, passes, lanes)
    expect(await failure(box)).toEqual({ code: 'vault-damaged', problem: 'parameters' })
  })

  it('cannot weaken the parameters of a box unnoticed', async () => {
    expect(await failure(await forged(9, 1, 1))).toEqual({ code: 'passphrase-wrong' })
  })

  it('is refused at sealing too', async () => {
    await expect(sealBox({ ...key, plain, params: { ...CHEAP, lanes: 9 } }, deps)).rejects.toThrow(RangeError)
  })
})

it.each([
  ['passphrase', PASSPHRASE_PARAMS],
  ['PIN', PIN_PARAMS],
])('the real cost of a %s works, and is a real cost', async (_, params) => {
  const box = await sealBox({ ...key, plain, params }, deps)
  expect(await open(box)).toEqual(plain)
  expect(params.memoryKiB).toBeGreaterThanOrEqual(64 * 1024)
})
