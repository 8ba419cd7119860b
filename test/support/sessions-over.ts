import { nodeIdFromPublicKey } from '../../src/main/crypto/peer-id.ts'
import { SESSION_IDLE_MS } from '../../src/main/crypto/session/session-limits.ts'
import type { Signer } from '../../src/main/crypto/signing.ts'
import { PeerSessions, type SessionCarrier } from '../../src/main/network/peer-sessions.ts'
import { steadyClock, systemClock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import type { Timers } from '../../src/main/platform/timers.ts'
import type { FederationId } from '../../src/shared/kernel/ids.ts'
import { testLimits } from './limits.ts'

export interface SessionsOver {
  readonly carrier: SessionCarrier
  readonly signer: Signer
  readonly federationId: FederationId
  readonly steadyTimers: Timers
}

/** Real sessions over links of a test, which may begin as many as it likes. */
export function sessionsOver({ carrier, federationId, signer, steadyTimers }: SessionsOver): PeerSessions {
  const limits = testLimits(steadyClock, { handshakes: 60, 'handshakes-in-all': 600 })
  const clocks = { realClock: systemClock, steadyClock, steadyTimers }
  return new PeerSessions(
    { ...clocks, carrier, limits, signer, logger: silentLogger, random: systemRandom },
    { federationId, self: nodeIdFromPublicKey(signer.publicKey), idleTimeoutMs: () => SESSION_IDLE_MS },
  )
}
