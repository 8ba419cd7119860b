/** What a peer can be, each at an address of its own. */
export const PEER_ROLES = [
  'echo-tcp',
  'echo-noise',
  'echo-tls',
  'tcp',
  'ws',
  'lanes',
  'replica',
  'gossip-default',
  'gossip-tuned',
] as const
export type PeerRole = (typeof PEER_ROLES)[number]

/** What came to a peer in one role since it was last asked. */
export interface PeerCount {
  /** Messages it had not had, whose signatures hold. */
  readonly fresh: number
  /** All that came. */
  readonly copies: number
  /** CPU time of the whole process. */
  readonly cpuMicros: number
}

/** What the bench's process asks of a peer. */
export interface PeerCalls {
  readonly start: { readonly role: PeerRole; readonly folder: string }
  readonly dial: { readonly role: PeerRole; readonly addresses: readonly string[] }
  readonly linked: { readonly role: PeerRole; readonly links: number }
  readonly say: { readonly role: PeerRole; readonly messages: number }
  readonly expect: { readonly role: PeerRole; readonly fresh: number }
  readonly verifyMicros: { readonly times: number }
}
export interface PeerAnswers {
  readonly start: string
  readonly dial: null
  readonly linked: null
  readonly say: null
  readonly expect: PeerCount
  readonly verifyMicros: number
}
