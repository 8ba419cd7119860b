import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { MirrorId } from '../../../shared/kernel/ids.ts'
import type { StretchKey } from '../../crypto/key-stretching.ts'
import { createSigner, SEED_BYTES } from '../../crypto/signing.ts'
import { type BoxKey, type BoxParams, openBox, PIN_PARAMS, sealBox } from '../../crypto/vault-box.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import type { MirrorStore, OwnMirror } from './mirror-store.ts'
import { countTry, NO_TRIES, type PinTries, triesLeft } from './pin-tries.ts'
import type { UnlockedMirrors } from './unlocked-mirrors.ts'

export interface MirrorKeyringDeps {
  /** The machine's own time: blocks are not to be waited out on a clock that a script may advance. */
  readonly clock: Clock
  readonly random: Random
  readonly store: MirrorStore
  readonly stretchKey: StretchKey
  readonly unlocked: UnlockedMirrors
}

export interface MirrorKeyringOptions {
  /** Derived from the Node's root: without it a PIN cannot be guessed from a copy of the database. */
  readonly pepper: Uint8Array
  readonly pinParams?: BoxParams
}

export interface WrappedKey {
  readonly mirrorKey: Uint8Array
  readonly wrappedSeed: Uint8Array
}

/** Makes, wraps and unwraps the Mirrors' keys, and counts wrong PINs. Knows nothing of credentials. */
export class MirrorKeyring {
  readonly #deps: MirrorKeyringDeps
  readonly #pepper: Uint8Array
  readonly #pinParams: BoxParams

  constructor(deps: MirrorKeyringDeps, options: MirrorKeyringOptions) {
    this.#deps = deps
    this.#pepper = options.pepper
    this.#pinParams = options.pinParams ?? PIN_PARAMS
  }

  /** A new random key, wrapped by a PIN. Nothing is kept here. */
  async makeKey(pin: string): Promise<WrappedKey> {
    const seed = this.#deps.random.bytes(SEED_BYTES)
    const { publicKey } = createSigner(seed)
    return { mirrorKey: publicKey, wrappedSeed: await this.#wrap(seed, pin) }
  }

  /**
   * Unlock for one caller.
   *
   * @throws MirrorError 'mirror-unknown' | 'mirror-revoked' | 'pin-wrong' with `triesLeft` | 'pin-blocked' with `retryAtMs`
   */
  async unlock(sessionId: string, mirrorId: MirrorId, pin: string): Promise<void> {
    const seed = await this.#tryPin(mirrorId, pin)
    this.#deps.unlocked.add(sessionId, mirrorId, seed)
  }

  /** Wrap the key anew. Whoever has it unlocked goes on. @throws as `unlock` */
  async changePin(mirrorId: MirrorId, pin: string, newPin: string): Promise<void> {
    const { store } = this.#deps
    const seed = await this.#tryPin(mirrorId, pin)
    const wrappedSeed = await this.#wrap(seed, newPin)
    await store.write(() => {
      requireActive(store.get(mirrorId))
      store.setWrappedSeed(mirrorId, wrappedSeed)
    })
  }

  /** @throws MirrorError 'mirror-locked' when the Mirror is not, or no longer, unlocked for this caller */
  sign(sessionId: string, mirrorId: MirrorId, bytes: Uint8Array): Uint8Array {
    const seed = this.#deps.unlocked.use(sessionId, mirrorId)
    if (seed === null) throw new MirrorError('mirror-locked')
    return createSigner(seed).sign(bytes)
  }

  /** The seed, when the PIN is right. The try is on disk before the PIN is looked at. */
  async #tryPin(mirrorId: MirrorId, pin: string): Promise<Uint8Array> {
    const { clock, store } = this.#deps
    const { mirror, counted } = await store.write(() => {
      const active = requireActive(store.get(mirrorId))
      const tries = countTry(active.pinTries, clock.nowMs())
      store.setPinTries(mirrorId, tries)
      return { mirror: active, counted: tries }
    })
    const seed = await this.#unwrap(mirror.wrappedSeed, pin, counted)
    try {
      await store.write(() => {
        requireActive(store.get(mirrorId))
        store.setPinTries(mirrorId, NO_TRIES)
      })
    } catch (thrown) {
      seed.fill(0)
      throw thrown
    }
    return seed
  }

  async #unwrap(wrappedSeed: Uint8Array, pin: string, counted: PinTries): Promise<Uint8Array> {
    try {
      return await openBox(wrappedSeed, this.#boxKey(pin), this.#deps.stretchKey)
    } catch (thrown) {
      if (MirrorError.from(thrown).code !== 'passphrase-wrong') throw thrown
      const { blockedUntilMs } = counted
      const left = triesLeft(counted, this.#deps.clock.nowMs())
      throw new MirrorError('pin-wrong', {
        triesLeft: left,
        ...(blockedUntilMs === null ? {} : { retryAtMs: blockedUntilMs }),
      })
    }
  }

  /** Overwrites `seed`. */
  async #wrap(seed: Uint8Array, pin: string): Promise<Uint8Array> {
    const input = { ...this.#boxKey(pin), plain: seed, params: this.#pinParams }
    try {
      return await sealBox(input, this.#deps)
    } finally {
      seed.fill(0)
    }
  }

  #boxKey(pin: string): BoxKey {
    return { purpose: 'mirror key', secret: pin, pepper: this.#pepper }
  }
}

/** @throws MirrorError 'mirror-unknown' | 'mirror-revoked' */
export function requireActive(mirror: OwnMirror | undefined): OwnMirror {
  if (mirror === undefined) throw new MirrorError('mirror-unknown')
  if (mirror.revokedAtMs !== null) throw new MirrorError('mirror-revoked')
  return mirror
}
