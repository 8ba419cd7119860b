import { MirrorError } from '../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Signer } from '../crypto/signing.ts'
import { createGenesis } from '../features/membership/federation-codec.ts'
import type { FederationStore } from '../features/membership/federation-store.ts'
import type { Invite } from '../features/membership/invite-codec.ts'
import { type InviteService, requireWelcome } from '../features/membership/invite-service.ts'
import type { MembershipService } from '../features/membership/membership-service.ts'
import type { SettingsStore } from '../features/settings/settings-store.ts'
import type { LaneFrame, ReceivedFrame } from '../network/neighbour.ts'
import type { Clock } from '../platform/clock.ts'
import { within } from '../platform/deadline.ts'
import type { Limits } from '../platform/limiter.ts'
import type { Random } from '../platform/random.ts'
import type { Timers } from '../platform/timers.ts'
import type { Database } from '../storage/database.ts'
import type { Circle } from './circle.ts'

/** How long a newcomer waits for what its inviter holds before it says anything itself. Source: docs/protocol.md, "Joining". */
const FIRST_CATCH_UP_MS = 10_000

export interface JoiningDeps {
  readonly circle: Circle
  readonly clock: Clock
  readonly database: Database
  readonly federations: FederationStore
  readonly invites: InviteService
  readonly limits: Pick<Limits, 'theirs'>
  readonly membership: MembershipService
  readonly random: Random
  /** On the machine's clock: they bound waits for another machine. */
  readonly realTimers: Timers
  readonly settings: SettingsStore
  readonly signer: Signer
  /** Make the clock and the settings fit the federation that is current now. */
  settleIn(): Promise<void>
  /** Say who we are in the federation that is current now. */
  introduce(): Promise<void>
}

type JoinAnswer = NonNullable<LaneFrame['joinAnswer']>

/** Founding, joining and leaving federations. */
export class Joining {
  readonly #deps: JoiningDeps
  readonly #answers = new Map<NodeId, (answer: JoinAnswer) => void>()
  readonly #caughtUp = new Map<NodeId, () => void>()

  constructor(deps: JoiningDeps) {
    this.#deps = deps
  }

  /** Found a federation of this Node's own and make it the current one. The circle is not touched. */
  async found(options: { readonly test: boolean }): Promise<FederationId> {
    const { clock, database, federations, random, signer } = this.#deps
    const foundedAtMs = clock.nowMs()
    const draft = { founderKey: signer.publicKey, foundedAtMs, random: random.bytes(16), test: options.test }
    const genesis = createGenesis(draft)
    await database.write(() => federations.enter(genesis, { atMs: foundedAtMs, foundedHere: true }))
    return genesis.federationId
  }

  /**
   * Follow an invitation. Resolves once the inviter has welcomed this Node and
   * both have pinned each other; on failure everything is as it was.
   *
   * @throws MirrorError 'invite-…' | 'federation-has-neighbours' | 'join-refused' | 'join-timeout'
   */
  async join(
    text: string,
    timeoutMs: number,
  ): Promise<{ readonly nodeId: NodeId; readonly federationId: FederationId }> {
    const invite = this.#deps.invites.requireFollowable(text)
    const { federationId } = invite.genesis
    const home = this.#deps.circle.federationId
    const moves = federationId !== home
    if (moves && this.#deps.membership.others().length > 0) throw new MirrorError('federation-has-neighbours')
    try {
      if (moves) await this.#move(invite, home)
      await within({ limitMs: timeoutMs, timers: this.#deps.realTimers }, (signal) =>
        this.#ask(invite, signal),
      )
    } catch (thrown) {
      if (moves) await this.#moveBack()
      throw thrown
    }
    if (moves) await this.#deps.settings.set({ joiningFrom: null })
    await this.#deps.introduce()
    return { nodeId: invite.inviter, federationId }
  }

  /** Take back a joining that the process did not live to finish. Before the circle starts. */
  async recover(): Promise<void> {
    const { database, federations, settings } = this.#deps
    const home = settings.get().joiningFrom
    if (home === null) return
    const current = federations.current()?.genesis.federationId ?? home
    if (current !== home) await database.write(() => federations.retreat(current, home))
    await settings.set({ joiningFrom: null })
  }

  /** Go from the current federation into a new one of this Node's own. */
  async leave(): Promise<FederationId> {
    const federationId = await this.found({ test: false })
    await this.#deps.settleIn()
    await this.#deps.circle.restart()
    await this.#deps.introduce()
    return federationId
  }

  /** Answer those who ask to join, and hear the answers to our own asking. */
  async receive({ from, frame }: ReceivedFrame): Promise<void> {
    if (frame.joinAnswer) this.#answers.get(from)?.(frame.joinAnswer)
    if (!frame.joinRequest || !this.#mayRequest(from)) return
    const status = await this.#deps.invites.judge(from, frame.joinRequest)
    this.#deps.circle.neighbourhood.send(from, 'membership', { joinAnswer: { status } })
    this.#deps.circle.replica.greet(from)
  }

  noteCaughtUp(nodeId: NodeId): void {
    this.#caughtUp.get(nodeId)?.()
  }

  #mayRequest(from: NodeId): boolean {
    const { circle, limits } = this.#deps
    const reached = limits.theirs.take(from, 'joins')
    if (reached?.isNews) circle.neighbourhood.countRefusal(from, 'rate-exceeded')
    return reached === null
  }

  /** What to go back to is on disk before the first step, should the process end half-way. */
  async #move(invite: Invite, home: FederationId): Promise<void> {
    const { circle, clock, database, federations, settings } = this.#deps
    await settings.set({ joiningFrom: home })
    await circle.stop()
    await database.write(() => federations.enter(invite.genesis, { atMs: clock.nowMs(), foundedHere: false }))
    await this.#deps.settleIn()
    await circle.start()
  }

  async #moveBack(): Promise<void> {
    const { circle } = this.#deps
    await circle.stop()
    await this.recover()
    await this.#deps.settleIn()
    await circle.start()
  }

  async #ask(invite: Invite, signal: AbortSignal): Promise<void> {
    const { circle, invites, membership } = this.#deps
    const { inviter } = invite
    const timedOut = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new MirrorError('join-timeout')), { once: true })
    })
    timedOut.catch(() => {}) // the time may run out when nobody waits for it yet, or any more
    await membership.admit([...new Set([inviter, ...invite.genesis.founders])], { pinned: false })
    const answered = new Promise<JoinAnswer>((resolve) => this.#answers.set(inviter, resolve))
    const caughtUp = new Promise<void>((resolve) => this.#caughtUp.set(inviter, resolve))
    try {
      const dialled = circle.neighbourhood.dialNow(invite.addresses, signal)
      dialled.catch(() => {}) // after the time is up nobody waits for it any more
      await Promise.race([dialled, timedOut])
      circle.neighbourhood.send(inviter, 'membership', { joinRequest: invites.request(invite) })
      requireWelcome((await Promise.race([answered, timedOut])).status)
      await membership.admit([inviter], { pinned: true })
      circle.replica.greet(inviter)
      await Promise.race([caughtUp, this.#pause(FIRST_CATCH_UP_MS), timedOut])
    } finally {
      this.#answers.delete(inviter)
      this.#caughtUp.delete(inviter)
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#deps.realTimers.after(ms, resolve))
  }
}
