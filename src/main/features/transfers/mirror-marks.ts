import type { FederationId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { SIGNATURE_DOMAINS } from '../../crypto/domains.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import {
  judgeMark,
  leaveMark,
  type MarkExpectation,
  type MarkedBy,
  type MirrorMark,
} from '../../replica/mirror-mark.ts'

const domain = SIGNATURE_DOMAINS.transferAct

/** Sign what was done to a transfer as a Mirror. @throws MirrorError 'mirror-locked' */
export const markBy = (mirror: MirrorSigner, federation: FederationId, statement: Uint8Array): MirrorMark =>
  leaveMark(mirror, { domain, federation, statement })

/** As `judgeMark`, for what is done to transfers. */
export const readMark = (
  mark: MirrorMark,
  expected: Omit<MarkExpectation, 'domain'>,
): MarkedBy | VerdictReason => judgeMark(mark, { ...expected, domain })
