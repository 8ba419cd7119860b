import { describe, expect, test } from 'vitest'
import { readSources, straysIn, withoutComments } from './source-files.ts'

/**
 * The core: rules as pure steps, (state, input, now, chance) → (state, what follows). What acts on them,
 * with clock, timers, disk and network, stands beside them and is listed nowhere.
 */
const CORE = {
  sessions: ['src/main/crypto/session/*.ts'],
  'comparing what two Nodes hold': [
    'src/main/replica/comparison/item.ts',
    'src/main/replica/comparison/fingerprint.ts',
    'src/main/replica/comparison/keyed-items.ts',
    'src/main/replica/comparison/range-frames.ts',
    'src/main/replica/comparison/range-step.ts',
    'src/main/replica/comparison/sketch.ts',
  ],
  'order and ends of logs': ['src/main/replica/epoch-order.ts', 'src/main/replica/delivery.ts'],
  'whom to seek, and what neighbours keep back': [
    'src/main/network/peer-book.ts',
    'src/main/replica/withholding.ts',
  ],
  limits: [
    'src/main/platform/leaky-bucket.ts',
    'src/main/replica/author-limits.ts',
    'src/main/features/identity/pin-tries.ts',
  ],
  'what leaves of a level': [
    'src/main/crypto/discrete-laplace.ts',
    'src/main/crypto/noise-stream.ts',
    'src/main/features/resources/accuracy.ts',
    'src/main/features/resources/noisy-range.ts',
    'src/main/features/resources/release-step.ts',
    'src/main/features/resources/resource-rules.ts',
  ],
} as const

/** What a step may stand on beside the core: shared code, the wire's form, and arithmetic over bytes. Chance is an input, by its port. */
const PURE = [
  'src/shared/',
  'src/main/wire/',
  'src/main/crypto/digests.ts',
  'src/main/crypto/domains.ts',
  'src/main/crypto/id-marks.ts',
  'src/main/crypto/peer-id.ts',
  'src/main/crypto/signing.ts',
  'src/main/platform/bytes.ts',
  'src/main/platform/random.ts',
  'src/main/replica/entry.ts',
  'src/main/features/resources/resource-types.ts',
]
/** Hashes and ciphers, all of which are done when they return. */
const PACKAGES = ['node:crypto']

const files = readSources(...Object.values(CORE).flat())
/** A step has its result when it returns: whoever waits, acts. */
const WAITS = /\basync\b|\bawait\b|\bPromise\b|\.then\(/u

describe('the core', () => {
  test.each(Object.entries(CORE))('%s: there are such files', (_, patterns) => {
    for (const pattern of patterns) expect(readSources(pattern).length).toBeGreaterThan(0)
  })

  test('imports nothing that acts: no clock, no timers, no disk, no network', () => {
    const places = [...PURE, ...files.map(({ path }) => path)]
    expect(straysIn(files, { places, packages: PACKAGES })).toEqual([])
  })

  test('draws no chance of its own: the port is a type there', () => {
    const makers = files.filter(({ text }) => text.includes('systemRandom')).map(({ path }) => path)
    expect(makers).toEqual([])
  })

  test('waits for nothing', () => {
    const waiting = files.filter(({ text }) => WAITS.test(withoutComments(text))).map(({ path }) => path)
    expect(waiting).toEqual([])
  })
})
