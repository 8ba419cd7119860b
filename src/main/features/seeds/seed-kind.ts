import type { SeedId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { KindRules, StoredEntry } from '../../replica/entry.ts'
import { readSeed, verifySeed } from './seed-codec.ts'
import type { SeedOfferStore } from './seed-offer-store.ts'
import type { SeedStore } from './seed-store.ts'

export interface SeedKindDeps {
  readonly store: SeedStore
  readonly offers: SeedOfferStore
  /** A seed came, or changed. */
  readonly changed: (id: SeedId) => void
}

/**
 * What the replica must know of seeds. One that comes in is put into the tray,
 * and nothing else: planting is an act of a Mirror, in code that this does not
 * know. Judged by form alone, like everything on a log: what goes beyond its
 * author's limits is kept, shown apart, and passed on when a neighbour asks.
 */
export function seedKind({ store, offers, changed }: SeedKindDeps): KindRules {
  return {
    kind: 'seed',
    stream: 'log',
    act: true,
    freshForMs: null,
    judge,
    project(entry) {
      const reading = readSeed(entry.payload)
      if (!reading.valid) return
      store.receive(arriving(entry, reading.seed))
      offers.add(entry, reading.seed.id)
    },
    relay: ({ id }) => (offers.isHeldBack(id) ? 'later' : 'bulk'),
    stored(entry) {
      const reading = readSeed(entry.payload)
      if (reading.valid) changed(reading.seed.id)
    },
  }
}

/** The seed's own signatures hold wherever it is carried; on the network its origin and its Mirror are the entry's. */
function judge({ payload, federationId, author, mirror, time }: StoredEntry): Verdict {
  const check = verifySeed(payload, federationId)
  if (!check.valid) return reject(check.reason)
  const isTheirs = check.seed.origin === author && check.mirror.mirrorId === mirror?.mirrorId
  if (!isTheirs) return reject('credential-invalid')
  return check.seed.offeredAtMs <= time.wallMs ? ACCEPT : reject('content-invalid')
}

type Reading = Extract<ReturnType<typeof readSeed>, { valid: true }>

function arriving(entry: StoredEntry, seed: Reading['seed']) {
  const { federationId: federation, receivedAtMs, mirror, own } = entry
  const via = own ? ('own' as const) : ('network' as const)
  return { ...seed, federation, receivedAtMs, mirrorName: mirror?.name ?? '', via, own }
}
