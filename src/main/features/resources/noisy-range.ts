import type { Accuracy } from '../../../shared/contract/privacy.ts'
import { drawDiscreteLaplace } from '../../crypto/discrete-laplace.ts'
import { type NoiseKey, NoiseStream } from '../../crypto/noise-stream.ts'
import {
  BUCKET_STEPS,
  bucketMiddleSteps,
  epsilonHundredthsOf,
  halfWidthSteps,
  scaleSteps,
} from './accuracy.ts'
import { CAPACITY_STEPS } from './resource-rules.ts'
import type { StepRange } from './resource-types.ts'

/** How long the noise of a bucket stays as it was drawn. Source: docs/security.md, "Reports". */
export const NOISE_PERIOD_MS = 30 * 86_400_000
const BUCKETS = CAPACITY_STEPS / BUCKET_STEPS
/** Lengths of the numbers in a draw's label, in bytes. Source: docs/protocol.md, "Derived keys". */
const LABEL_HEAD_BYTES = 8

/** All that a range depends on beside the key: the same draw gives the same range, anywhere and at any time. */
export interface Draw {
  readonly resource: string
  /** Which twentieth of the capacity the level is in, from 0. */
  readonly bucket: number
  /** Which 30 days, counted from the Unix epoch. */
  readonly period: number
  readonly within: Accuracy
}

/** The draw that a level asks for. */
export function drawFor(
  reading: { readonly resource: string; readonly level: number; readonly capacity: number },
  setting: { readonly nowMs: number; readonly within: Accuracy },
): Draw {
  const { resource, level, capacity } = reading
  const bucket = Math.min(Math.floor((level / capacity) * BUCKETS), BUCKETS - 1)
  return { resource, bucket, period: Math.floor(setting.nowMs / NOISE_PERIOD_MS), within: setting.within }
}

/**
 * The range to show for a draw: the bucket's middle and its noise, as wide as
 * the setting says, moved inside the capacity where it would stick out. So every
 * range of one setting has the same width, and its width tells nothing.
 */
export function rangeOf(noiseKey: NoiseKey, draw: Draw): StepRange {
  const half = halfWidthSteps(draw.within)
  const scale = scaleSteps(epsilonHundredthsOf(draw.within))
  const noise = drawDiscreteLaplace(scale, new NoiseStream(noiseKey, labelOf(draw)))
  const middle = Math.min(Math.max(bucketMiddleSteps(draw.bucket) + noise, half), CAPACITY_STEPS - half)
  return { lowSteps: middle - half, highSteps: middle + half }
}

/** Half width, bucket, period, name: two different draws never have the same label. No federation: who is in two of them must not learn from two draws. */
function labelOf({ resource, bucket, period, within }: Draw): Uint8Array {
  const head = new DataView(new ArrayBuffer(LABEL_HEAD_BYTES))
  head.setUint16(0, halfWidthSteps(within))
  head.setUint16(2, bucket)
  head.setUint32(4, period)
  return Uint8Array.from(Buffer.concat([Buffer.from(head.buffer), Buffer.from(resource, 'utf8')]))
}
