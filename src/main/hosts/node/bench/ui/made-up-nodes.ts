import type { AlertKind, AlertSeverity } from '../../../../../shared/contract/alerts.ts'
import type { EntryId, FederationId } from '../../../../../shared/kernel/ids.ts'
import { issueCredential, mirrorIdOf } from '../../../../crypto/credential.ts'
import { sha256 } from '../../../../crypto/digests.ts'
import { createSigner, type Signer } from '../../../../crypto/signing.ts'
import { encodeAlert } from '../../../../features/alerts/alert-codec.ts'
import { encodeProfile } from '../../../../features/membership/profile-codec.ts'
import { encodeReport } from '../../../../features/resources/report-codec.ts'
import { toHex } from '../../../../platform/bytes.ts'
import type { EntryKind, Epoch, MirrorSigner } from '../../../../replica/entry.ts'
import { type RawEnvelope, sealEnvelope } from '../../../../replica/envelope-codec.ts'
import { encodeEpochOpened } from '../../../../replica/epoch-rules.ts'
import { OBSERVATIONS, SYSTEMS, VILLAGES } from './made-up-words.ts'

/** How far Nodes of one village name lie apart, in degrees. Chosen here: a few hundred kilometres, so that they overlap on a map of the world. */
const SCATTER_DEGREES = 3
/** Every how many alerts one that says what another said. Chosen here: enough groups with sources to be drawn. */
const REPEATED_EVERY = 5
const KINDS: readonly AlertKind[] = ['systemic-error', 'hallucination', 'bias-drift']
const SEVERITIES: readonly AlertSeverity[] = ['low', 'medium', 'high']
const STATES = ['surplus', 'enough', 'deficit'] as const
/** Steps of 1/200 of the capacity at which each state's range begins. */
const LOW_STEPS: Readonly<Record<(typeof STATES)[number], number>> = { surplus: 150, enough: 80, deficit: 10 }
const RANGE_STEPS = 40

/** An envelope and when it was signed. */
export interface Signed {
  readonly raw: RawEnvelope
  readonly atMs: number
}

/** A Node that exists only as far as what it signed. The same number is the same Node. */
export class MadeUpNode {
  readonly #number: number
  readonly #federationId: FederationId
  readonly #signer: Signer
  readonly #mirror: MirrorSigner
  readonly #epoch: Epoch
  #logLength = 0
  #registerLength = 0
  #head: EntryId | null = null

  constructor(number: number, { federationId, sinceMs }: { federationId: FederationId; sinceMs: number }) {
    const signer = createSigner(sha256(Buffer.from(`made up Node ${number}`)))
    const mirror = createSigner(sha256(Buffer.from(`Mirror of made up Node ${number}`)))
    const name = `Anna ${number}`
    const credential = { federationId, mirrorKey: mirror.publicKey, name, sinceMs, untilMs: null }
    this.#number = number
    this.#federationId = federationId
    this.#signer = signer
    this.#epoch = { openedAtMs: sinceMs, random: number.toString(16).padStart(32, '0') }
    this.#mirror = {
      mirrorId: mirrorIdOf(mirror.publicKey),
      name,
      credential: issueCredential(credential, signer),
      sign: (bytes) => mirror.sign(bytes),
    }
  }

  /** Its name and place, and the beginning of its log. */
  introduce(atMs: number): Signed[] {
    const [village, latitude, longitude] = pick(VILLAGES, this.#number)
    const place = {
      latitude: latitude + this.#scatter('north'),
      longitude: longitude + this.#scatter('east'),
      radiusKm: 5,
    }
    const profile = { name: `${village} ${this.#number}`, place, addresses: [] }
    return [
      this.#register('node-profile', { atMs, payload: encodeProfile(profile) }),
      this.#append('epoch-opened', { atMs, payload: encodeEpochOpened(null) }),
    ]
  }

  /** An alert; the same number is the same alert, but for one in five, which says what another says. */
  alert(number: number, atMs: number): Signed {
    const told = number % REPEATED_EVERY === 0 ? number % (REPEATED_EVERY * 40) : number
    const payload = encodeAlert({
      kind: pick(KINDS, told),
      severity: pick(SEVERITIES, told),
      summary: pick(OBSERVATIONS, told).replace('#', String(told)),
      detail: 'Seen twice this week, and the meter says otherwise. '.repeat(1 + (told % 4)).trim(),
      system: pick(SYSTEMS, told),
      evidence: [],
    })
    return this.#append('alert', { atMs, payload, mirror: this.#mirror })
  }

  /** What it shows of its water. */
  report(atMs: number): Signed {
    const state = pick(STATES, this.#number)
    const lowSteps = LOW_STEPS[state]
    const range = { lowSteps, highSteps: lowSteps + RANGE_STEPS, rangeAgeMinutes: this.#number % 600 }
    const payload = encodeReport({ resource: 'water', state, unit: 'L', capacity: 1000, ...range })
    return this.#register('resource-report', { atMs, payload, slot: 'water' })
  }

  /** Between -3 and 3 degrees, always the same for this Node. */
  #scatter(way: string): number {
    const [byte = 0, fine = 0] = sha256(Buffer.from(`${way} of ${this.#number}`))
    return ((byte * 256 + fine) / 32_768 - 1) * SCATTER_DEGREES
  }

  #append(kind: EntryKind, said: Said): Signed {
    const place = { stream: 'log', sequence: this.#logLength++, previous: this.#head, slot: '' } as const
    const raw = this.#seal({ kind, ...place }, said)
    this.#head = toHex(sha256(raw.body)) as EntryId
    return { raw, atMs: said.atMs }
  }

  #register(kind: EntryKind, said: Said & { readonly slot?: string }): Signed {
    const place = { stream: 'latest', sequence: this.#registerLength++, previous: null } as const
    return { raw: this.#seal({ kind, ...place, slot: said.slot ?? '' }, said), atMs: said.atMs }
  }

  #seal(
    place: Pick<Parameters<typeof sealEnvelope>[0], 'kind' | 'stream' | 'sequence' | 'previous' | 'slot'>,
    { atMs, payload, mirror }: Said,
  ): RawEnvelope {
    const time = { wallMs: atMs, counter: 0 }
    const fields = { ...place, federationId: this.#federationId, epoch: this.#epoch, time, payload }
    return sealEnvelope(fields, this.#signer, mirror ?? null)
  }
}

interface Said {
  readonly atMs: number
  readonly payload: Uint8Array
  readonly mirror?: MirrorSigner
}

function pick<T>(list: readonly T[], number: number): T {
  const one = list[number % list.length]
  if (one === undefined) throw new RangeError('nothing to pick from')
  return one
}
