import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { isByRevokedMirror, mirrorKinds } from '../features/identity/mirror-kinds.ts'
import { DEFAULT_LISTEN } from '../network/libp2p-transport.ts'
import type { NeighbourInfo } from '../network/neighbour.ts'
import { gathered } from '../platform/gathered.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Cancel } from '../platform/timers.ts'
import { Acquaintances } from './acquaintances.ts'
import { createAlertsArea } from './alerts-area.ts'
import { Circle, type NetworkSettings } from './circle.ts'
import { COPY_EVERY_MS } from './data-files.ts'
import { dialTargetOf } from './dial-target.ts'
import { OF_A_FEDERATION } from './events.ts'
import { type CircleAccess, createFoundation, type Foundation, type FoundationInput } from './foundation.ts'
import { limitStay } from './guests.ts'
import { createIdentityArea, type IdentityArea } from './identity-area.ts'
import { Joining } from './joining.ts'
import { LastEnd } from './last-end.ts'
import { createMembershipArea, type MembershipArea } from './membership-area.ts'
import { type OpenNodeHandlers, openNodeHandlers } from './open-node-handlers.ts'
import { createPrivateArea, type PrivateArea } from './private-area.ts'
import { privateReach } from './private-reach.ts'
import { createResourcesArea } from './resources-area.ts'
import { createSeedsArea } from './seeds-area.ts'
import { applyIntervals, settleIn } from './settling-in.ts'
import { WhatWasSaid } from './what-was-said.ts'

/** How often our addresses are compared with those we show. Chosen here: a laptop that changes networks is found again within minutes. */
const ADDRESSES_EVERY_MS = 60_000
/** Members that come or change within this time become targets together. Chosen here: each time all members are read, and thousands may be heard of in one go. */
const RETARGET_GATHER_MS = 250

/** A Node whose vault is open: every area composed, in the order in which they stand on each other. */
export class OpenNode implements Startable {
  readonly foundation: Foundation
  readonly identity: IdentityArea
  readonly membership: MembershipArea
  readonly circle: Circle
  readonly joining: Joining
  readonly #resources: ReturnType<typeof createResourcesArea>
  readonly #alerts: ReturnType<typeof createAlertsArea>
  readonly #seeds: ReturnType<typeof createSeedsArea>
  readonly #private: PrivateArea
  readonly #lastEnd: LastEnd
  readonly #acquaintances: Acquaintances
  readonly #said = new WhatWasSaid({
    circle: () => this.circle,
    membership: () => this.membership.membership,
    seeds: () => this.#seeds,
    emit: (name, id) => this.foundation.emit(name, id),
  })
  readonly #timers: Cancel[] = []
  readonly #retargetSoon: () => void
  #changing: Promise<unknown> = Promise.resolve()

  constructor(input: FoundationInput) {
    this.foundation = createFoundation(input)
    this.#lastEnd = new LastEnd({ ...this.foundation, boot: this.foundation.surroundings.boot })
    const gathering = { timers: this.foundation.realTimers, whileMs: RETARGET_GATHER_MS }
    this.#retargetSoon = gathered(gathering, () => this.#retarget())
    const access: CircleAccess = {
      publish: (draft) => this.circle.publish(draft),
      addresses: () => this.circle.addresses(),
    }
    this.membership = createMembershipArea(this.foundation, {
      ...access,
      memberChanged: (nodeId) => this.#memberChanged(nodeId),
    })
    this.identity = createIdentityArea(this.foundation, {
      ...access,
      ownEpoch: () => this.circle.replica.ownEpoch(),
      hasActs: () => this.circle.replica.hasOwnActs(),
      introduce: () => this.introduce(),
    })
    const common = {
      ...access,
      ...this.#said.ways,
      nameOf: (nodeId: NodeId): string => this.#nameOf(nodeId),
      isIsolated: (nodeId: NodeId): boolean => this.#private.trust.isIsolated(nodeId),
    }
    this.#resources = createResourcesArea(this.foundation, {
      ...common,
      placeOf: (nodeId) => this.membership.membership.placeOf(nodeId),
    })
    this.#alerts = createAlertsArea(this.foundation, {
      ...common,
      identity: this.identity,
    })
    this.#seeds = createSeedsArea(this.foundation, {
      ...common,
      identity: this.identity,
      figures: (resource) => this.#resources.figures(resource),
      attachmentBytes: (root) => this.#private.attachmentBytes(root),
    })
    this.#private = this.#createPrivate(common.nameOf)
    this.#registerKinds()
    this.circle = this.#createCircle()
    this.#acquaintances = new Acquaintances({
      ...this.foundation,
      ...this.membership,
      linked: () => this.circle.linked(),
    })
    this.joining = this.#createJoining()
  }

  async start(): Promise<void> {
    const { realTimers } = this.foundation
    await this.#lastEnd.begin()
    await this.identity.start()
    await this.joining.recover()
    await applyIntervals(this.foundation)
    await this.#private.start()
    await this.circle.start()
    this.#retarget()
    await this.introduce()
    await this.#resources.reporter.start()
    await this.#alerts.queue.start()
    this.#timers.push(
      realTimers.every(ADDRESSES_EVERY_MS, () => void this.introduce()),
      realTimers.every(ADDRESSES_EVERY_MS, () => void this.#acquaintances.noteAnchors()),
      realTimers.every(COPY_EVERY_MS / 24, () => this.#copyWhenDue()),
    )
  }

  async stop(): Promise<void> {
    for (const cancel of this.#timers.splice(0)) cancel()
    await this.#alerts.queue.stop()
    await this.#resources.reporter.stop()
    await this.#private.stop()
    await this.#acquaintances.noteLinked()
    await this.circle.stop()
    await this.identity.stop()
    await this.#lastEnd.end()
    this.foundation.timers.stop()
    this.foundation.realTimers.stop()
  }

  /** Show others who we are and which Mirrors speak for us. What cannot be said now is said at the next occasion. */
  async introduce(): Promise<void> {
    const { logger, settings } = this.foundation
    const { name, place } = settings.get()
    const addresses = this.circle.addresses()
    try {
      await this.membership.membership.show({ name, place, addresses }, this.foundation.federation())
    } catch (thrown) {
      logger.warn('the profile could not be shown', { cause: String(thrown) })
    }
    await this.identity.mirrors.announce()
  }

  /** The handlers of every feature that needs an open Node. */
  handlers(version: string): OpenNodeHandlers {
    return {
      ...openNodeHandlers(this, {
        version,
        neighbours: this.#private.handlers.neighbours,
        countIsolated: () => this.#private.trust.countIsolated(),
        leave: () => this.#changeInTurn(() => this.joining.leave()),
        settingsChanged: (changes) => this.#settingsChanged(changes),
      }),
      alerts: this.#alerts.handlers,
      transfers: this.#private.handlers.transfers,
      files: this.#private.handlers.files,
      attachments: this.#private.handlers.attachments,
      trust: this.#private.trust.handlers,
      ...this.#seeds.handlers,
      ...this.#resources.handlers,
    }
  }

  /** As `Joining.join`; what is shown of resources goes over to the new federation. */
  join(
    invite: string,
    timeoutMs: number,
  ): Promise<{ readonly nodeId: NodeId; readonly federationId: FederationId }> {
    return this.#changeInTurn(() => this.joining.join(invite, timeoutMs))
  }

  /** One change of federation at a time: two at once would begin two circles. */
  #changeInTurn<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(() => this.#changeFederation(change))
    this.#changing = Promise.allSettled([changed]) // its failure is for whoever asked for that change
    return changed
  }

  async #changeFederation<T>(change: () => Promise<T>): Promise<T> {
    await this.#resources.reporter.stop()
    await this.#private.stop()
    try {
      return await change()
    } finally {
      await this.#resources.reporter.start()
      await this.#alerts.queue.start()
      await this.#private.start()
      this.#everythingChanged()
    }
  }

  #registerKinds(): void {
    const { membership } = this.membership
    const { mirrorStore, revocations } = this.identity
    this.foundation.kinds.register(
      membership.profileRules,
      ...mirrorKinds(revocations, {
        noteMirror: (nodeId, mirror) => membership.noteMirror(nodeId, mirror),
        noteOwnRevoked: (mirrorId, atMs) => mirrorStore.setRevoked(mirrorId, atMs),
      }),
    )
  }

  #createCircle(): Circle {
    const { revocations } = this.identity
    const { membership } = this.membership
    const { listen, security } = this.foundation.options
    return new Circle(
      {
        ...this.foundation,
        isRevoked: (entry) => isByRevokedMirror(revocations, entry),
        isMember: (nodeId) => membership.isMember(nodeId),
        mayPass: (nodeId, kind) => this.#private.trust.mayPass(nodeId, kind),
        mayOpenEpoch: () => !this.identity.isUnconfirmed(),
        mayHaveLost: () => this.#lastEnd.isInDoubt && membership.others().length > 0,
        becameSure: () => this.#lastEnd.becameSure(),
      },
      {
        listen: listen === undefined || listen.length === 0 ? DEFAULT_LISTEN : listen,
        ...(security === undefined ? {} : { security }),
        listeners: {
          frame: (received) => this.joining.receive(received),
          up: (neighbour) => this.#up(neighbour),
          down: (nodeId) => this.#linksChanged(nodeId),
          changed: (nodeId) => this.foundation.emit('neighbours.changed', nodeId),
          receipt: (received) => this.#said.held(received),
          caughtUp: (nodeId) => this.#caughtUp(nodeId),
          statusChanged: () => this.foundation.emit('node.changed'),
        },
      },
    )
  }

  #createJoining(): Joining {
    return new Joining({
      ...this.foundation,
      ...this.membership,
      circle: this.circle,
      signer: this.foundation.keys.signer,
      settleIn: () => settleIn(this.foundation),
      introduce: () => this.introduce(),
    })
  }

  #createPrivate(nameOf: (nodeId: NodeId) => string): PrivateArea {
    return createPrivateArea(this.foundation, {
      nameOf,
      identity: this.identity,
      resources: this.#resources,
      names: this.#seeds.attachments,
      ...privateReach({ circle: () => this.circle, membership: this.membership.membership }),
      breakOff: (nodeId) => this.circle.replica.breakOff(nodeId),
    })
  }

  #nameOf(nodeId: NodeId): string {
    const { self, settings } = this.foundation
    return nodeId === self ? settings.get().name : this.membership.membership.nameOf(nodeId)
  }

  #up({ nodeId, direction }: NeighbourInfo): void {
    this.#linksChanged(nodeId)
    if (direction === 'outbound') void this.#acquaintances.noteReached(nodeId)
    this.#private.linked(nodeId)
    limitStay(nodeId, {
      realTimers: this.foundation.realTimers,
      linked: () => this.circle.linked(),
      isMember: (id) => this.membership.membership.isMember(id),
      drop: (id) => this.circle.neighbourhood.drop(id),
    })
  }

  #linksChanged(nodeId: NodeId): void {
    this.#said.linksChanged()
    this.foundation.emit('neighbours.changed', nodeId)
    this.foundation.emit('node.changed')
    void this.#acquaintances.noteLinked()
  }

  #memberChanged(nodeId: NodeId): void {
    this.foundation.emit('neighbours.changed', nodeId)
    this.foundation.emit('node.changed')
    if (nodeId === this.foundation.self) return
    this.#retargetSoon()
    if (this.circle.linked().some((linked) => linked.nodeId === nodeId)) this.circle.replica.greet(nodeId)
  }

  /** Keep links with everybody we know of. */
  #retarget(): void {
    if (!this.circle.isRunning) return
    this.circle.neighbourhood.setTargets(this.membership.membership.others().map(dialTargetOf))
  }

  async #caughtUp(nodeId: NodeId): Promise<void> {
    this.joining.noteCaughtUp(nodeId)
    this.#private.caughtUp(nodeId)
    if (!this.identity.isUnconfirmed()) return
    try {
      await this.identity.confirm()
      await this.introduce()
    } catch (thrown) {
      this.foundation.logger.warn('the log could not be opened', { cause: String(thrown) })
    }
  }

  #settingsChanged(changes: NetworkSettings): void {
    this.foundation.emit('settings.changed')
    void this.circle.applySettings(changes)
    void this.#alerts.queue.start() // an acknowledgement may now return at another time
  }

  #copyWhenDue(): void {
    const { database, files, logger } = this.foundation
    try {
      files.copyWhenDue(database)
    } catch (thrown) {
      logger.warn('the automatic copy failed', { cause: String(thrown) })
    }
  }

  #everythingChanged(): void {
    for (const name of OF_A_FEDERATION) this.foundation.emit(name)
  }
}
