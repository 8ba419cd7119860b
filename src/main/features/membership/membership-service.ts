import type { FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Place } from '../../../shared/kernel/place.ts'
import { ACCEPT, reject } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { KindRules, StoredEntry } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'
import type { KnownMirror, Member, MemberStore } from './member-store.ts'
import { decodeProfile, encodeProfile, type NodeProfile } from './profile-codec.ts'

export interface MembershipDeps {
  readonly clock: Clock
  readonly database: Database
  readonly members: MemberStore
  readonly self: NodeId
  publish(draft: { readonly kind: 'node-profile'; readonly payload: Uint8Array }): Promise<unknown>
  /** Told after a Node became a member or showed something else of itself. */
  changed(nodeId: NodeId): void
}

/**
 * Who belongs to the federation. A founder does, whoever came by an invitation
 * of ours does, and whoever a member relays a profile of: only members are
 * served, so a link alone opens nothing.
 */
export class MembershipService {
  readonly #deps: MembershipDeps
  #shown: string | null = null

  constructor(deps: MembershipDeps) {
    this.#deps = deps
  }

  get self(): NodeId {
    return this.#deps.self
  }

  isMember(nodeId: NodeId): boolean {
    return this.#deps.members.isMember(nodeId)
  }

  /** The other Nodes of the federation, by name. */
  others(): readonly Member[] {
    return this.#deps.members.all().filter((member) => member.nodeId !== this.#deps.self)
  }

  /** What a Node calls itself, or the end of its id where it has not said. */
  nameOf(nodeId: NodeId): string {
    return this.#deps.members.find(nodeId)?.profile?.name ?? nodeId.slice(-8)
  }

  placeOf(nodeId: NodeId): Place | null {
    return this.#deps.members.find(nodeId)?.profile?.place ?? null
  }

  mirrorsOf(nodeId: NodeId): readonly KnownMirror[] {
    return this.#deps.members.mirrorsOf(nodeId)
  }

  /** Take note of a Mirror another Node vouches for. Runs in the transaction that stores its credential. */
  noteMirror(nodeId: NodeId, mirror: { readonly mirrorId: MirrorId; readonly name: string }): void {
    this.#deps.members.addMirror(nodeId, mirror)
  }

  /** Admit Nodes, and pin those that are to be kept close. */
  async admit(nodeIds: readonly NodeId[], options: { readonly pinned: boolean }): Promise<void> {
    const { clock, database, members } = this.#deps
    await database.write(() => {
      for (const nodeId of nodeIds) {
        members.add(nodeId, clock.nowMs())
        if (options.pinned) members.setPinned(nodeId, true)
      }
    })
    for (const nodeId of nodeIds) this.#deps.changed(nodeId)
  }

  /** @returns whether the Node is known here */
  async pin(nodeId: NodeId, pinned: boolean): Promise<boolean> {
    if (!this.isMember(nodeId)) return false
    await this.#deps.database.write(() => this.#deps.members.setPinned(nodeId, pinned))
    this.#deps.changed(nodeId)
    return true
  }

  /** Remember when and where a member was last heard, so that it can be found again. */
  async noteHeard(nodeId: NodeId, heard: { readonly atMs: number; readonly address: string }): Promise<void> {
    await this.#deps.database.write(() => this.#deps.members.setHeard(nodeId, heard))
  }

  /** Remember that a dial of ours reached a member. */
  async noteReached(nodeId: NodeId, atMs: number): Promise<void> {
    await this.#deps.database.write(() => this.#deps.members.setReached(nodeId, atMs))
  }

  /** The members to begin with after a restart, the first of them first. */
  anchors(): readonly NodeId[] {
    return this.#deps.members.anchors()
  }

  /** Remember whom to begin with after a restart. */
  async setAnchors(nodeIds: readonly NodeId[]): Promise<void> {
    if (nodeIds.join() === this.anchors().join()) return
    await this.#deps.database.write(() => this.#deps.members.setAnchors(nodeIds))
  }

  /** Show others this profile, unless it is what they were shown last. */
  async show(profile: NodeProfile, federationId: FederationId): Promise<void> {
    const shown = JSON.stringify([federationId, profile])
    if (shown === this.#shown) return
    await this.#deps.publish({ kind: 'node-profile', payload: encodeProfile(profile) })
    this.#shown = shown
  }

  /** The rules of profiles. Whoever a member relays a profile of is a member too. */
  readonly profileRules: KindRules = {
    kind: 'node-profile',
    stream: 'latest',
    act: false,
    freshForMs: null,
    judge: (entry) => (decodeProfile(entry.payload) === null ? reject('content-invalid') : ACCEPT),
    project: (entry) => this.#project(entry),
    relay: () => 'membership',
    stored: (entry) => this.#deps.changed(entry.author),
  }

  #project(entry: StoredEntry): void {
    const profile = decodeProfile(entry.payload)
    if (profile === null) return
    this.#deps.members.add(entry.author, entry.receivedAtMs)
    if (entry.via !== null) this.#deps.members.setIntroducer(entry.author, entry.via)
    this.#deps.members.setProfile(entry.author, profile)
  }
}
