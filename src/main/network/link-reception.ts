import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Logger } from '../platform/logger.ts'
import type { Timers } from '../platform/timers.ts'
import { proofKey } from './federation-proof.ts'
import { type ReadyLink, type SetupFailure, setUpLink } from './link-setup.ts'
import { type ProtocolIds, protocolIds } from './protocol-ids.ts'
import type { Link, Transport } from './transport.ts'

/** A link that has not shown a federation proof by then is closed. Source: docs/security.md, "Two federations never talk". */
export const PROOF_TIMEOUT_MS = 5_000
/** Proof and lanes together. Chosen here: as long again as the proof. */
export const SETUP_TIMEOUT_MS = 10_000
/** Links that are not yet proven, in all and with one Node. Source: docs/security.md, "Connection limits". */
const MAX_UNPROVEN = 64
const MAX_UNPROVEN_PER_NODE = 3

export interface LinkReceptionDeps {
  readonly transport: Transport
  readonly realTimers: Timers
  readonly logger: Logger
}
export interface LinkReceptionOptions {
  readonly federationId: FederationId
  /** What to do with a link whose lanes are open. */
  readonly take: (link: Link, ready: ReadyLink) => void
  /** A Node speaks no version of the lanes that we speak. */
  readonly refuseVersion: (nodeId: NodeId) => void
}
export type SetupOutcome = 'open' | SetupFailure

/** Takes every fresh link through proof and lanes, or closes it in time. */
export class LinkReception {
  readonly #deps: LinkReceptionDeps
  readonly #options: LinkReceptionOptions
  readonly #key: Uint8Array
  readonly #protocols: ProtocolIds
  readonly #underWay = new Map<Link, Promise<SetupOutcome>>()
  readonly #outcomes = new WeakMap<Link, Promise<SetupOutcome>>()

  constructor(deps: LinkReceptionDeps, options: LinkReceptionOptions) {
    this.#deps = deps
    this.#options = options
    this.#key = proofKey(options.federationId)
    this.#protocols = protocolIds(options.federationId)
  }

  /** What the transport must accept. */
  get protocols(): ProtocolIds {
    return this.#protocols
  }

  receive(link: Link): void {
    if (this.#isCrowded(link.remote)) {
      void link.close()
      return
    }
    const outcome = this.#setUp(link)
    this.#underWay.set(link, outcome)
    this.#outcomes.set(link, outcome)
    void outcome.then(() => this.#underWay.delete(link))
  }

  /** How the setting up of a link ended. */
  settled(link: Link): Promise<SetupOutcome> {
    return this.#outcomes.get(link) ?? Promise.resolve('refused')
  }

  async #setUp(link: Link): Promise<SetupOutcome> {
    const { transport, realTimers, logger } = this.#deps
    const [proof, lanes] = [new AbortController(), new AbortController()]
    const cancels = [
      realTimers.after(PROOF_TIMEOUT_MS, () => proof.abort()),
      realTimers.after(SETUP_TIMEOUT_MS, () => lanes.abort()),
    ]
    const result = await setUpLink(link, {
      local: transport.nodeId,
      key: this.#key,
      protocols: this.#protocols,
      proofSignal: proof.signal,
      laneSignal: lanes.signal,
    })
    for (const cancel of cancels) cancel()
    if ('lanes' in result) {
      this.#options.take(link, result)
      return 'open'
    }
    logger.debug('link-not-opened', { nodeId: link.remote, why: result.failure })
    if (result.failure === 'version-unknown') this.#options.refuseVersion(link.remote)
    await link.close()
    return result.failure
  }

  #isCrowded(remote: NodeId): boolean {
    const unproven = [...this.#underWay.keys()]
    const sameNode = unproven.filter((link) => link.remote === remote)
    return unproven.length >= MAX_UNPROVEN || sameNode.length >= MAX_UNPROVEN_PER_NODE
  }
}
