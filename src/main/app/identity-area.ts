import { readFile, rm } from 'node:fs/promises'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { BackupService } from '../features/identity/backup-service.ts'
import { BackupStore } from '../features/identity/backup-store.ts'
import { MirrorKeyring } from '../features/identity/mirror-keyring.ts'
import { MirrorService } from '../features/identity/mirror-service.ts'
import { MirrorStore } from '../features/identity/mirror-store.ts'
import { RevocationStore } from '../features/identity/revocation-store.ts'
import { UnlockedMirrors } from '../features/identity/unlocked-mirrors.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { OwnEpoch } from '../replica/epoch-store.ts'
import type { CircleAccess, Foundation } from './foundation.ts'

const MINUTE_MS = 60_000
const PEPPER_BYTES = 32

export interface IdentityNeeds extends CircleAccess {
  ownEpoch(): OwnEpoch | null
  hasActs(): boolean
  /** Say who we are, now that the log may be written. */
  introduce(): Promise<void>
}

export interface IdentityArea extends Startable {
  readonly mirrors: MirrorService
  readonly mirrorStore: MirrorStore
  readonly revocations: RevocationStore
  readonly backup: BackupService
  /** Whether this Node was brought back and has yet to learn where its old log ended. */
  isUnconfirmed(): boolean
  /** A neighbour, or a Mirror, has told. */
  confirm(): Promise<void>
}

/** The people of this Node, and what keeps it safe. */
export function createIdentityArea(foundation: Foundation, needs: IdentityNeeds): IdentityArea {
  const {
    clock,
    database,
    emit,
    federation,
    federations,
    keys,
    logger,
    random,
    realClock,
    realTimers,
    settings,
  } = foundation
  const mirrorStore = new MirrorStore(database)
  const idleMs = (): number => settings.get().autoLockMinutes * MINUTE_MS
  const unlocked = new UnlockedMirrors(
    { clock: realClock, idled: (mirrorId) => emit('mirrors.changed', mirrorId) },
    { idleMs },
  )
  const pepper = keys.derive('mirror pins', PEPPER_BYTES)
  const keyring = new MirrorKeyring({ clock: realClock, random, store: mirrorStore, unlocked }, { pepper })
  const isUnconfirmed = (): boolean => {
    if (!settings.get().restoredUnconfirmed) return false
    const own = needs.ownEpoch()
    return own === null ? !(federations.current()?.foundedHere ?? false) : own.reopen
  }
  const confirm = async (): Promise<void> => {
    if (!settings.get().restoredUnconfirmed) return
    await settings.set({ restoredUnconfirmed: false })
    emit('backup.changed')
    emit('node.changed')
  }
  const mirrors = new MirrorService({
    clock,
    machineClock: realClock,
    keyring,
    logger: logger.child('mirrors'),
    store: mirrorStore,
    unlocked,
    node: {
      signer: keys.signer,
      federationId: federation,
      publish: (draft) => needs.publish(draft),
      changed: (id) => emit('mirrors.changed', id),
      requireWritable() {
        if (isUnconfirmed()) throw new MirrorError('epoch-unconfirmed')
        if (needs.ownEpoch()?.superseded) throw new MirrorError('identity-superseded')
      },
    },
  })
  const backup = new BackupService({
    clock,
    files: foundation.ports.privateFiles,
    random,
    store: new BackupStore(database),
    node: {
      keys,
      hasActs: () => needs.hasActs(),
      snapshot: () => snapshot(foundation),
      changed: () => emit('backup.changed'),
      async confirmEpoch() {
        await confirm()
        await needs.introduce()
      },
    },
  })
  let stopLocking = (): void => {}
  return {
    mirrors,
    mirrorStore,
    revocations: new RevocationStore(database),
    backup,
    isUnconfirmed,
    confirm,
    async start() {
      stopLocking = realTimers.every(MINUTE_MS, () => mirrors.lockIdle())
    },
    async stop() {
      stopLocking()
      unlocked.lockAll()
    },
  }
}

/** A consistent copy of the database, as bytes. */
async function snapshot({ database, files }: Foundation): Promise<Uint8Array> {
  const path = `${files.databasePath}.snapshot`
  await rm(path, { force: true })
  try {
    database.copyTo(path)
    return new Uint8Array(await readFile(path))
  } finally {
    await rm(path, { force: true })
  }
}
