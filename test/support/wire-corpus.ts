import { issueCredential } from '../../src/main/crypto/credential.ts'
import { sha256 } from '../../src/main/crypto/digests.ts'
import { SIGNATURE_DOMAINS } from '../../src/main/crypto/domains.ts'
import { encodeAlert, encodeCorrection, encodeReview } from '../../src/main/features/alerts/alert-codec.ts'
import {
  encodeAck,
  encodeReport as encodeStatus,
  encodeWakeUp,
} from '../../src/main/features/calls/call-codec.ts'
import {
  encodeAsk,
  encodeChunk,
  encodeFileWord,
  encodeStanding,
} from '../../src/main/features/files/file-codec.ts'
import { encodeMirrorAdded, encodeMirrorRevoked } from '../../src/main/features/identity/mirror-codec.ts'
import { createGenesis } from '../../src/main/features/membership/federation-codec.ts'
import { encodeInvite } from '../../src/main/features/membership/invite-codec.ts'
import { encodeProfile } from '../../src/main/features/membership/profile-codec.ts'
import { encodeReport } from '../../src/main/features/resources/report-codec.ts'
import { signSeed } from '../../src/main/features/seeds/seed-codec.ts'
import type { SeedContent } from '../../src/main/features/seeds/seed-types.ts'
import { encodeSaid } from '../../src/main/features/talk/talk-codec.ts'
import { proposalStatement } from '../../src/main/features/transfers/act-statement.ts'
import { agreementBy } from '../../src/main/features/transfers/agreement-signature.ts'
import { encodeWord } from '../../src/main/features/transfers/ballot-codec.ts'
import { consentBytes, encodeConsent } from '../../src/main/features/transfers/consent-statement.ts'
import { markBy } from '../../src/main/features/transfers/mirror-marks.ts'
import {
  encodeMessage,
  encodeSettled,
  encodeTerms,
} from '../../src/main/features/transfers/transfer-codec.ts'
import type { TransferContent } from '../../src/main/features/transfers/transfer-types.ts'
import { encodeStatement, encodeTrust } from '../../src/main/features/trust/trust-codec.ts'
import type { TrustStatement } from '../../src/main/features/trust/trust-types.ts'
import { encodeFrame } from '../../src/main/network/frame-codec.ts'
import { encodeWhereabouts } from '../../src/main/network/whereabouts.ts'
import { fromHex, toHex } from '../../src/main/platform/bytes.ts'
import { encodeEpoch } from '../../src/main/replica/envelope-codec.ts'
import { encodeEpochOpened } from '../../src/main/replica/epoch-rules.ts'
import { leaveMark } from '../../src/main/replica/mirror-mark.ts'
import { sealPrivate } from '../../src/main/replica/private-envelope.ts'
import { toRelayed } from '../../src/main/replica/replica-frames.ts'
import { encodeSync, type SyncFrame } from '../../src/main/replica/sync-frames.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { SeedCheck } from '../../src/shared/contract/seeds.ts'
import type { FileId, InviteId, MessageId, SeedId, TransferId } from '../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from './clock.ts'
import { EntryAuthor, type Sealed } from './entry-author.ts'

/** The Node that wrote all of this. */
export const corpusAuthor = new EntryAuthor(7)
const { signer } = corpusAuthor
const anna = corpusAuthor.mirror('Anna')
const federation = fromHex(corpusAuthor.federationId)

const ALERT = {
  kind: 'hallucination',
  severity: 'high',
  summary: 'Invents wells that are not there',
  detail: '予報が作り話をする。\nDet stämmer inte.',
  system: 'Forecast 3',
  evidence: [{ name: 'bild.png', sha256: 'ab'.repeat(32), sizeBytes: 12_345 }],
} as const

const CHECKS: readonly SeedCheck[] = [
  { field: 'water.ratio', comparison: '<', value: 0.4 },
  { field: 'water.state', comparison: '!=', value: 'surplus' },
]

/** A lesson of Anna's; she says that it replaces another. */
function seedOf(content: SeedContent): Uint8Array {
  const replaces = content.checks.length === 0 ? null : ('12'.repeat(32) as SeedId)
  const draft = { federationId: corpusAuthor.federationId, content, offeredAtMs: TEST_START_MS, replaces }
  return signSeed(draft, signer, anna)
}

const genesis = createGenesis({
  founderKey: signer.publicKey,
  foundedAtMs: TEST_START_MS,
  random: new Uint8Array(16).fill(3),
  test: true,
})
const opening = corpusAuthor.open()
const alert = corpusAuthor.append({
  kind: 'alert',
  payload: encodeAlert({ ...ALERT, evidence: [...ALERT.evidence] }),
  mirror: anna,
})
const place = { author: signer.publicKey, epoch: encodeEpoch(corpusAuthor.epoch) }

const TRANSFER = '5e'.repeat(16) as TransferId
const proposed = encodeTerms({
  ...{ transferId: TRANSFER, giver: corpusAuthor.nodeId, receiver: new EntryAuthor(8).nodeId, revision: 1 },
  ...{ resource: '水', quantity: 12.5, unit: 'L', window: { fromMs: 1, untilMs: 2 }, route: 'Över åsen' },
  ...{ expectedLossRatio: 0.1, settleInMs: 86_400_000, slotMs: 15_000 },
})
const settled = encodeSettled({
  ...{ terms: proposed.bytes, agreedAtMs: TEST_START_MS, settleAtMs: TEST_START_MS + 86_400_000 },
})
const NOTE = '夏の間だけ'
const mark = markBy(anna, corpusAuthor.federationId, proposalStatement({ proposed, note: NOTE }))
/** What the settled terms are named by in a consent. */
export const SETTLED_HASH = sha256(settled.bytes)
const consent = encodeConsent(SETTLED_HASH, [
  {
    credential: anna.credential,
    signature: anna.sign(consentBytes(corpusAuthor.federationId, SETTLED_HASH)),
  },
])
const TRANSFER_CONTENTS: readonly TransferContent[] = [
  { kind: 'proposal', proposed, note: NOTE, mirror: mark },
  { kind: 'talk', text: 'När kommer ni?' },
  agreementBy(signer, corpusAuthor.federationId, settled),
  { kind: 'consent', consent },
  { kind: 'report', delivered: 5, note: '' },
  { kind: 'receipt', quantity: 12, condition: 'partial', mirror: mark },
  { kind: 'end', mirror: mark },
  { kind: 'closed' },
]

const FILE = 'f1'.repeat(16) as FileId
/** Whom the letters about trust are for. */
export const corpusReader = new EntryAuthor(8)
const APART = {
  ...{ node: corpusReader.nodeId, atMs: TEST_START_MS, reason: '', isolation: '15'.repeat(16), untilMs: 0 },
} as const
const TRUST_ACTS: readonly TrustStatement[] = [
  {
    ...APART,
    act: 'isolate',
    reason: 'Mätaren sänder fjolårets siffror.',
    untilMs: TEST_START_MS + 3_600_000,
  },
  { ...APART, act: 'release', atMs: TEST_START_MS + 1 },
  { ...APART, act: 'appeal', reason: '計器を替えました。' },
  { ...APART, act: 'expire', atMs: TEST_START_MS + 3_600_000 },
]

/** A letter about trust, signed by the Mirror of this corpus where a Mirror signs. */
function trustLetter(statement: TrustStatement): Uint8Array {
  const bytes = encodeStatement(statement)
  const marked = {
    domain: SIGNATURE_DOMAINS.trustAct,
    federation: corpusAuthor.federationId,
    statement: bytes,
  }
  return encodeTrust({ bytes, mark: statement.act === 'expire' ? null : leaveMark(anna, marked) })
}

/** The session that the letters below are good in. */
export const LETTER_SESSION = '00000000-0000-4000-8000-000000000005'

const CALL = '6c'.repeat(16) as MessageId

/** Valid payloads by the name of their decoder. */
export const payloads = {
  alert: [
    encodeAlert({ ...ALERT, evidence: [...ALERT.evidence] }),
    encodeAlert({ ...ALERT, kind: 'bias-drift', severity: 'low', detail: '', evidence: [] }),
  ],
  review: [encodeReview({ alert: alert.id, verdict: 'not-here', note: 'Gäller inte oss.' })],
  correction: [encodeCorrection({ alert: alert.id, kind: 'withdrawn', note: '誤りでした' })],
  report: [
    encodeReport({
      resource: 'water',
      state: 'deficit',
      unit: 'L',
      capacity: 1_000,
      lowSteps: 0,
      highSteps: 60,
      rangeAgeMinutes: 0,
    }),
    encodeReport({ resource: '水', state: 'withdrawn' }),
  ],
  profile: [
    encodeProfile({
      name: 'Älvdalen',
      place: { latitude: 61.2, longitude: 14, radiusKm: 10 },
      addresses: ['/ip4/127.0.0.1/tcp/4001'],
    }),
    encodeProfile({ name: '千葉', place: null, addresses: [] }),
  ],
  epochOpened: [
    encodeEpochOpened(null),
    encodeEpochOpened({
      author: corpusAuthor.nodeId,
      epoch: corpusAuthor.epoch,
      nextSequence: 5,
      headId: alert.id,
    }),
  ],
  credential: [
    anna.credential,
    issueCredential(
      {
        federationId: corpusAuthor.federationId,
        mirrorKey: signer.publicKey,
        name: 'Bo',
        sinceMs: 5,
        untilMs: 9e15,
      },
      signer,
    ),
  ],
  mirrorAdded: [encodeMirrorAdded(anna.credential)],
  mirrorRevoked: [encodeMirrorRevoked(signer.publicKey)],
  genesis: [genesis.bytes],
  seed: [
    seedOf({
      title: 'Vatten i torrtid',
      body: 'Täck jorden.\n\n- *Aldrig* mitt på dagen\n- 夕方に水をやる',
      checks: CHECKS,
      attachments: [],
    }),
    seedOf({
      title: 'Pumpen',
      body: 'Se *ritningen*.',
      checks: [],
      attachments: [
        {
          ...{ name: 'ritning.pdf', mediaType: 'application/pdf', sizeBytes: 40_000 },
          root: toHex(SETTLED_HASH),
        },
        { name: '水位.csv', mediaType: '', sizeBytes: 16_777_216, root: '7a'.repeat(32) },
      ],
    }),
    seedOf({ title: '水', body: '[井戸](https://example.org)', checks: [], attachments: [] }),
  ],
  transfer: TRANSFER_CONTENTS.map((content, number) =>
    encodeMessage({ transferId: TRANSFER, number, writtenAtMs: TEST_START_MS, content }),
  ),
  talk: ['Hej.\n\nVi kommer i morgon, 千葉さん.', '水'].map((text) =>
    encodeSaid({ id: '7a'.repeat(16) as MessageId, writtenAtMs: TEST_START_MS, text }),
  ),
  wakeUp: [encodeWakeUp({ id: CALL, askedAtMs: TEST_START_MS })],
  wakeUpAck: [encodeAck(CALL, 'awake'), encodeAck(CALL, 'not-pinned')],
  statusReport: [
    encodeStatus({ id: CALL, writtenAtMs: TEST_START_MS, text: 'Kvarnen går igen.' }),
    encodeStatus({
      ...{ id: CALL, writtenAtMs: TEST_START_MS, wakeUp: CALL },
      status: { version: '0.1.0', upSinceMs: TEST_START_MS, caughtUp: true },
    }),
  ],
  file: [
    encodeFileWord(FILE, {
      kind: 'offer',
      manifest: { name: '井戸の図.pdf', mediaType: 'application/pdf', sizeBytes: 40_000, root: SETTLED_HASH },
    }),
    encodeFileWord(FILE, { kind: 'wish', wish: { root: SETTLED_HASH, sizeBytes: 40_000 } }),
    encodeFileWord(FILE, {
      kind: 'answer',
      answer: { outcome: 'refused', reason: 'person', note: 'Den har vi.' },
    }),
  ],
  trust: TRUST_ACTS.map(trustLetter),
  settledTerms: [settled.bytes],
  consent: [consent],
} as const

/** What goes through a session beside entries: a letter, and both ends' words of a slot. */
export const privateFrames = {
  letter: [
    sealPrivate(
      { kind: 'transfer', payload: payloads.transfer[1] ?? new Uint8Array(), atMs: TEST_START_MS },
      { federationId: corpusAuthor.federationId, sessionId: LETTER_SESSION },
      signer,
    ),
  ],
  ballot: encodeWord(TRANSFER, { kind: 'ballot', slot: 3, point: new Uint8Array(32).fill(6) }),
  tag: encodeWord(TRANSFER, { kind: 'tag', slot: 3, tag: new Uint8Array(32).fill(7) }),
  fileAsk: encodeAsk({ fileId: FILE, first: 1, count: 2, held: 1 }),
  fileChunk: encodeChunk({
    ...{ fileId: FILE, index: 2, content: new Uint8Array(300).fill(9), path: new Uint8Array(64).fill(4) },
  }),
  fileStanding: encodeStanding(FILE, true),
} as const

/** Valid entries of every kind, in the order in which they were written. */
export const entries: readonly Sealed[] = [
  opening,
  alert,
  corpusAuthor.append({ kind: 'alert-review', payload: payloads.review[0], mirror: anna }),
  corpusAuthor.append({ kind: 'alert-correction', payload: payloads.correction[0], mirror: anna }),
  corpusAuthor.append({ kind: 'mirror-credential', payload: payloads.mirrorAdded[0] }),
  corpusAuthor.append({ kind: 'mirror-revocation', payload: payloads.mirrorRevoked[0] }),
  corpusAuthor.register({ kind: 'node-profile', payload: payloads.profile[0] }),
  corpusAuthor.register({ kind: 'resource-report', slot: 'water', payload: payloads.report[0] }),
  corpusAuthor.append({ kind: 'seed', payload: payloads.seed[0], mirror: anna }),
]

export const envelopes = entries.map(({ raw }) => wire.Envelope.encode(raw).finish())

/** A valid frame of every content. */
export const frames: readonly Uint8Array[] = [
  encodeFrame({ heartbeat: { nonce: 5, clockMs: TEST_START_MS } }),
  encodeFrame({ heartbeatAnswer: { nonce: 5, clockMs: TEST_START_MS } }),
  encodeFrame({ credit: { bytes: 16_384 } }),
  encodeFrame({ entries: { entries: entries.slice(0, 3).map(({ raw }) => toRelayed({ raw, hops: 1 })) } }),
  encodeFrame({
    entries: {
      entries: entries.slice(3).map(({ raw }) => toRelayed({ raw, hops: 2 })),
      catchingUp: true,
      last: true,
    },
  }),
  encodeFrame({ receipts: { ids: entries.map(({ id }) => fromHex(id)) } }),
  encodeFrame({ joinRequest: { inviteId: new Uint8Array(16).fill(9), name: 'Kenji' } }),
  encodeFrame({ joinAnswer: { status: wire.JoinStatus.JOIN_STATUS_WELCOME } }),
]

/** Valid frames of comparing and catching up, as a session carries them. */
export const syncFrames: readonly SyncFrame[] = [
  encodeSync({
    cursors: {
      logs: [{ ...place, nextSequence: 4 }],
      latest: [{ ...place, kind: 10, slot: 'water', sequence: 2 }],
    },
  }),
  encodeSync({ check: { nonce: new Uint8Array(16).fill(1), fingerprint: new Uint8Array(16).fill(2) } }),
  encodeSync({ check: { fingerprint: new Uint8Array(16).fill(3), answer: true } }),
  encodeSync({
    ranges: {
      round: 1,
      from: { timeMs: TEST_START_MS },
      ranges: [
        {
          to: { timeMs: TEST_START_MS + 1, id: Uint8Array.of(7, 8) },
          fingerprint: new Uint8Array(16).fill(4),
        },
        { to: { timeMs: TEST_START_MS + 9 } },
        { ids: new Uint8Array(64).fill(5) },
      ],
    },
  }),
  encodeSync({ sketch: { round: 1, first: 0, sums: new Uint8Array(24).fill(6) } }),
  encodeSync({ sketch: { round: 1, first: 2, more: 16 } }),
  encodeSync({ wanted: { ids: new Uint8Array(32).fill(7), marks: new Uint8Array(16).fill(8) } }),
  encodeSync({ credit: { bytes: 2_048 } }),
]

/** Valid first messages on a stream. */
export const openings: readonly Uint8Array[] = [
  wire.LaneOpen.encode({ version: 1, lane: 'alert' }).finish(),
  wire.LaneAnswer.encode({ status: wire.LaneStatus.LANE_STATUS_OPEN, version: 1 }).finish(),
  wire.FederationProof.encode({ version: 1, mac: new Uint8Array(32).fill(7) }).finish(),
]

/** A valid record of the directory. */
export const whereabouts: Uint8Array = encodeWhereabouts(
  {
    federationId: corpusAuthor.federationId,
    nodeId: corpusAuthor.nodeId,
    addresses: ['/ip4/203.0.113.7/tcp/4001'],
    nowMs: TEST_START_MS,
  },
  signer,
)

/** A valid invitation. */
export const invite: string = encodeInvite(
  {
    genesis,
    inviteId: 'cd'.repeat(16) as InviteId,
    inviterName: 'Älvdalen',
    addresses: [`/ip4/127.0.0.1/tcp/4001/p2p/${corpusAuthor.nodeId}`],
    expiresAtMs: TEST_START_MS + 1_000_000,
    beacon: federation,
  },
  signer,
)
