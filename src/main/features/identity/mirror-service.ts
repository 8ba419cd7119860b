import type { MirrorView } from '../../../shared/contract/mirrors.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, MirrorId } from '../../../shared/kernel/ids.ts'
import { issueCredential, mirrorIdOf } from '../../crypto/credential.ts'
import type { Signer } from '../../crypto/signing.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Draft, MirrorSigner } from '../../replica/entry.ts'
import { encodeMirrorAdded, encodeMirrorRevoked } from './mirror-codec.ts'
import { type MirrorKeyring, requireActive } from './mirror-keyring.ts'
import type { Announcement, MirrorStore, OwnMirror } from './mirror-store.ts'
import { triesLeft } from './pin-tries.ts'
import type { UnlockedMirrors } from './unlocked-mirrors.ts'

/** What the Mirrors' service asks of the Node it belongs to. */
export interface MirrorNode {
  /** Signs as the Node. */
  readonly signer: Signer
  /** The federation now; another one after a change. */
  federationId(): FederationId
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may write nothing */
  requireWritable(): void
  /** Put an entry into this Node's log. */
  publish(draft: Draft): Promise<unknown>
  /** Told after a Mirror has changed. */
  changed(id: MirrorId): void
}

export interface MirrorServiceDeps {
  /** The application's clock: dates credentials. */
  readonly clock: Clock
  /** The machine's own: as in `MirrorKeyring`. */
  readonly machineClock: Clock
  readonly keyring: MirrorKeyring
  readonly logger: Logger
  readonly node: MirrorNode
  readonly store: MirrorStore
  readonly unlocked: UnlockedMirrors
}

/**
 * The people of this Node.
 *
 * A Mirror is durable here before it is announced to others; what a crash or a
 * closed log left unannounced is announced by the next `announce`.
 */
export class MirrorService {
  readonly #deps: MirrorServiceDeps
  #announcing: Promise<void> = Promise.resolve()

  constructor(deps: MirrorServiceDeps) {
    this.#deps = deps
  }

  /** All Mirrors, newest first, as one caller sees them. */
  list(sessionId: string): readonly MirrorView[] {
    const { machineClock, store, unlocked } = this.#deps
    const nowMs = machineClock.nowMs()
    return store.all().map((mirror) => ({
      mirrorId: mirror.mirrorId,
      name: mirror.name,
      sinceMs: mirror.sinceMs,
      untilMs: mirror.revokedAtMs,
      unlocked: unlocked.has(sessionId, mirror.mirrorId),
      revoked: mirror.revokedAtMs !== null,
      triesLeft: triesLeft(mirror.pinTries, nowMs),
      blockedUntilMs: blockedUntil(mirror, nowMs),
    }))
  }

  /**
   * A new Mirror with a key of their own, announced to the federation.
   *
   * @throws MirrorError 'mirror-exists' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async add(name: string, pin: string): Promise<MirrorId> {
    this.#deps.node.requireWritable()
    const mirrorId = await this.addFirst(name, pin)
    await this.announce()
    return mirrorId
  }

  /** A new Mirror of a Node that is only being set up, where nothing can be announced yet. @throws MirrorError 'mirror-exists' */
  async addFirst(name: string, pin: string): Promise<MirrorId> {
    const { clock, keyring, node, store } = this.#deps
    this.#requireFreeName(name)
    const key = await keyring.makeKey(pin)
    const mirrorId = mirrorIdOf(key.mirrorKey)
    await store.write(() => {
      this.#requireFreeName(name)
      store.insert({ ...key, mirrorId, name, sinceMs: clock.nowMs() })
    })
    node.changed(mirrorId)
    return mirrorId
  }

  /**
   * Take a Mirror's voice from here on. Their key is destroyed, wherever it was unlocked; past acts keep standing.
   *
   * @throws MirrorError 'mirror-unknown' | 'mirror-revoked' | 'mirror-last'
   */
  async revoke(mirrorId: MirrorId): Promise<void> {
    const { clock, node, store, unlocked } = this.#deps
    await store.write(() => {
      requireActive(store.get(mirrorId))
      if (store.active().length === 1) throw new MirrorError('mirror-last')
      store.setRevoked(mirrorId, clock.nowMs())
    })
    unlocked.lockEverywhere(mirrorId)
    node.changed(mirrorId)
    await this.announce()
  }

  /** Unlock for this caller only. @throws as `MirrorKeyring.unlock` */
  async unlock(sessionId: string, mirrorId: MirrorId, pin: string): Promise<void> {
    try {
      await this.#deps.keyring.unlock(sessionId, mirrorId, pin)
    } finally {
      this.#deps.node.changed(mirrorId)
    }
  }

  /** Lock for this caller. Locked already is fine. @throws MirrorError 'mirror-unknown' */
  lock(sessionId: string, mirrorId: MirrorId): void {
    if (this.#deps.store.get(mirrorId) === undefined) throw new MirrorError('mirror-unknown')
    this.#deps.unlocked.lock(sessionId, mirrorId)
    this.#deps.node.changed(mirrorId)
  }

  /** @throws as `MirrorKeyring.unlock` */
  async changePin(mirrorId: MirrorId, pin: string, newPin: string): Promise<void> {
    try {
      await this.#deps.keyring.changePin(mirrorId, pin, newPin)
    } finally {
      this.#deps.node.changed(mirrorId)
    }
  }

  /** Whether no Mirror is unlocked for this caller. */
  isLocked(sessionId: string): boolean {
    return this.#deps.unlocked.newest(sessionId) === null
  }

  /** The Mirror unlocked last for this caller; null where none is. */
  actingId(sessionId: string): MirrorId | null {
    return this.#deps.unlocked.newest(sessionId)
  }

  /**
   * The Mirror who acts for this caller: the one unlocked last.
   *
   * @throws MirrorError 'mirror-locked'
   */
  acting(sessionId: string): MirrorSigner {
    const { keyring, store, unlocked } = this.#deps
    const mirrorId = unlocked.newest(sessionId)
    if (mirrorId === null) throw new MirrorError('mirror-locked')
    const mirror = requireActive(store.get(mirrorId))
    return {
      mirrorId,
      name: mirror.name,
      credential: this.#credential(mirror, this.#deps.node.federationId()),
      sign: (bytes) => keyring.sign(sessionId, mirrorId, bytes),
    }
  }

  /** A window or script has gone: its keys go with it. */
  endSession(sessionId: string): void {
    this.#deps.unlocked.endSession(sessionId)
  }

  /** Lock who has been idle too long. Keys are refused by then anyway; this overwrites them. */
  lockIdle(): void {
    this.#deps.unlocked.lockIdle()
  }

  /**
   * Bring this Node's log up to date with its Mirrors: every active one with a
   * credential for the federation it is in now, every revocation there. Safe to
   * repeat; to be called at start, after a change of federation and after the
   * log has been opened. What cannot be written now waits for the next call.
   */
  announce(): Promise<void> {
    this.#announcing = this.#announcing.then(() => this.#announceAll())
    return this.#announcing
  }

  async #announceAll(): Promise<void> {
    const { logger, node, store } = this.#deps
    try {
      const federationId = node.federationId()
      for (const mirror of store.all().toReversed()) await this.#announceOne(mirror, federationId)
    } catch (thrown) {
      logger.warn('mirrors-unannounced', { code: MirrorError.from(thrown).code })
    }
  }

  async #announceOne(mirror: OwnMirror, federationId: FederationId): Promise<void> {
    const { node, store } = this.#deps
    const draft = this.#dueAnnouncement(mirror, federationId)
    if (draft === null) return
    await node.publish(draft)
    await store.write(() => store.setAnnounced(mirror.mirrorId, federationId, draft.kind))
  }

  /** What this federation has yet to hear of a Mirror. One who was revoked in an earlier federation is none of its business. */
  #dueAnnouncement(mirror: OwnMirror, federationId: FederationId): (Draft & { kind: Announcement }) | null {
    const { store } = this.#deps
    const kind: Announcement = mirror.revokedAtMs === null ? 'mirror-credential' : 'mirror-revocation'
    const announcedIn = store.announcedIn(mirror.mirrorId, kind)
    if (announcedIn.includes(federationId)) return null
    if (kind === 'mirror-credential') {
      return { kind, payload: encodeMirrorAdded(this.#credential(mirror, federationId)) }
    }
    const isKnownHere = store.announcedIn(mirror.mirrorId, 'mirror-credential').includes(federationId)
    if (announcedIn.length > 0 && !isKnownHere) return null
    return { kind, payload: encodeMirrorRevoked(mirror.mirrorKey) }
  }

  /**
   * Made anew each time: the same fields give the same bytes, and a change of
   * federation needs no upkeep. A Mirror made under a clock that ran ahead, as in
   * a test federation, acts from now on and not only once that time has come.
   */
  #credential(mirror: OwnMirror, federationId: FederationId): Uint8Array {
    const { mirrorKey, name } = mirror
    const sinceMs = Math.min(mirror.sinceMs, this.#deps.clock.nowMs())
    return issueCredential({ federationId, mirrorKey, name, sinceMs, untilMs: null }, this.#deps.node.signer)
  }

  /** Names tell Mirrors apart for people and scripts. @throws MirrorError 'mirror-exists' */
  #requireFreeName(name: string): void {
    const taken = this.#deps.store.active().some((mirror) => sameName(mirror.name, name))
    if (taken) throw new MirrorError('mirror-exists')
  }
}

const sameName = (a: string, b: string): boolean =>
  a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()

function blockedUntil({ pinTries }: OwnMirror, nowMs: number): number | null {
  const { blockedUntilMs } = pinTries
  return blockedUntilMs !== null && nowMs < blockedUntilMs ? blockedUntilMs : null
}
