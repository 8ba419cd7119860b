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
import type { Cancel } from '../platform/timers.ts'
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
  const { database, emit, realClock, realTimers, settings } = foundation
  const mirrorStore = new MirrorStore(database)
  const unlocked = new UnlockedMirrors(
    { clock: realClock, idled: (mirrorId) => emit('mirrors.changed', mirrorId) },
    { idleMs: () => settings.get().autoLockMinutes * MINUTE_MS },
  )
  const restored = restoredState(foundation, needs)
  const mirrors = createMirrors(foundation, { ...needs, ...restored, mirrorStore, unlocked })
  let stopLocking: Cancel = () => {}
  return {
    mirrors,
    mirrorStore,
    revocations: new RevocationStore(database),
    backup: createBackup(foundation, { ...needs, ...restored }),
    ...restored,
    async start() {
      stopLocking = realTimers.every(MINUTE_MS, () => mirrors.lockIdle())
    },
    async stop() {
      stopLocking()
      unlocked.lockAll()
    },
  }
}

type RestoredState = Pick<IdentityArea, 'isUnconfirmed' | 'confirm'>

/** What a Node knows of its own old log after it was brought back. */
function restoredState({ emit, federations, settings }: Foundation, needs: IdentityNeeds): RestoredState {
  return {
    isUnconfirmed() {
      if (!settings.get().restoredUnconfirmed) return false
      const own = needs.ownEpoch()
      return own === null ? !(federations.current()?.foundedHere ?? false) : own.reopen
    },
    async confirm() {
      if (!settings.get().restoredUnconfirmed) return
      await settings.set({ restoredUnconfirmed: false })
      emit('backup.changed')
      emit('node.changed')
    },
  }
}

interface MirrorsNeeds extends IdentityNeeds, RestoredState {
  readonly mirrorStore: MirrorStore
  readonly unlocked: UnlockedMirrors
}

function createMirrors(foundation: Foundation, needs: MirrorsNeeds): MirrorService {
  const { clock, emit, federation, keys, logger, random, realClock, surroundings } = foundation
  const { mirrorStore: store, unlocked } = needs
  const pepper = keys.derive('mirror pins', PEPPER_BYTES)
  const keyring = new MirrorKeyring(
    { ...surroundings, clock: realClock, random, store, unlocked },
    { pepper },
  )
  return new MirrorService({
    clock,
    machineClock: realClock,
    keyring,
    logger: logger.child('mirrors'),
    store,
    unlocked,
    node: {
      signer: keys.signer,
      federationId: federation,
      publish: (draft) => needs.publish(draft),
      changed: (id) => emit('mirrors.changed', id),
      requireWritable() {
        if (needs.isUnconfirmed()) throw new MirrorError('epoch-unconfirmed')
        if (needs.ownEpoch()?.superseded) throw new MirrorError('identity-superseded')
      },
    },
  })
}

function createBackup(foundation: Foundation, needs: IdentityNeeds & RestoredState): BackupService {
  const { clock, database, emit, keys, ports, random, surroundings } = foundation
  return new BackupService({
    clock,
    files: ports.privateFiles,
    random,
    store: new BackupStore(database),
    stretchKey: surroundings.stretchKey,
    node: {
      keys,
      hasActs: () => needs.hasActs(),
      snapshot: () => snapshot(foundation),
      changed: () => emit('backup.changed'),
      async confirmEpoch() {
        await needs.confirm()
        await needs.introduce()
      },
    },
  })
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
