import frozen from '../../proto/session-transcript.json' with { type: 'json' }
import { issueCredential, mirrorIdOf } from '../../src/main/crypto/credential.ts'
import { sha256 } from '../../src/main/crypto/digests.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../src/main/crypto/domains.ts'
import { nodeIdFromPublicKey } from '../../src/main/crypto/peer-id.ts'
import { safetyWords } from '../../src/main/crypto/safety-words.ts'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { encodeAlertBundle } from '../../src/main/features/alerts/alert-bundle.ts'
import { encodeAlert, encodeCorrection, encodeReview } from '../../src/main/features/alerts/alert-codec.ts'
import {
  encodeAck,
  encodeAlive,
  encodeReport as encodeStatus,
  encodeWakeUp,
} from '../../src/main/features/calls/call-codec.ts'
import { encodeMirrorAdded, encodeMirrorRevoked } from '../../src/main/features/identity/mirror-codec.ts'
import { createGenesis } from '../../src/main/features/membership/federation-codec.ts'
import { encodeInvite } from '../../src/main/features/membership/invite-codec.ts'
import { encodeProfile } from '../../src/main/features/membership/profile-codec.ts'
import { encodeReport } from '../../src/main/features/resources/report-codec.ts'
import { encodeBundle } from '../../src/main/features/seeds/seed-bundle.ts'
import { signSeed } from '../../src/main/features/seeds/seed-codec.ts'
import { encodeSaid } from '../../src/main/features/talk/talk-codec.ts'
import { encodeStatement, encodeTrust } from '../../src/main/features/trust/trust-codec.ts'
import type { TrustStatement } from '../../src/main/features/trust/trust-types.ts'
import { proofKey, proofMac } from '../../src/main/network/federation-proof.ts'
import { encodeFrame } from '../../src/main/network/frame-codec.ts'
import { frameMessage } from '../../src/main/network/framing.ts'
import { lanServiceTag, protocolIds, serviceIds, topicName } from '../../src/main/network/protocol-ids.ts'
import { encodeWhereabouts } from '../../src/main/network/whereabouts.ts'
import { fromHex, toHex } from '../../src/main/platform/bytes.ts'
import type { EntryKind, Epoch, MirrorSigner } from '../../src/main/replica/entry.ts'
import { encodeEpoch, type RawEnvelope, sealEnvelope } from '../../src/main/replica/envelope-codec.ts'
import { encodeEpochOpened } from '../../src/main/replica/epoch-rules.ts'
import { leaveMark } from '../../src/main/replica/mirror-mark.ts'
import { toRelayed } from '../../src/main/replica/replica-frames.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { EntryId, InviteId, MessageId } from '../../src/shared/kernel/ids.ts'
import { annotate } from './annotated-bytes.ts'
import { TEST_START_MS } from './clock.ts'
import { comparisonExamples } from './comparison-examples.ts'
import { fileExamples } from './file-examples.ts'
import { transferExamples } from './transfer-examples.ts'

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const half = (byte: number): Uint8Array => new Uint8Array(16).fill(byte)

const NODE_NAME = 'Älvdalen'
const ADDRESS = '/ip4/192.0.2.7/tcp/4001'
const node = createSigner(seed(1))
const anna = createSigner(seed(2))
const other = createSigner(seed(3))
const nodeId = nodeIdFromPublicKey(node.publicKey)
const otherId = nodeIdFromPublicKey(other.publicKey)
const genesis = createGenesis({
  founderKey: node.publicKey,
  foundedAtMs: TEST_START_MS,
  random: half(5),
  test: false,
})
const { federationId } = genesis
const federation = fromHex(federationId)
const epoch: Epoch = { openedAtMs: TEST_START_MS, random: toHex(half(4)) }

const credential = issueCredential(
  { federationId, mirrorKey: anna.publicKey, name: 'Anna', sinceMs: TEST_START_MS, untilMs: null },
  node,
)
const mirror: MirrorSigner = {
  mirrorId: mirrorIdOf(anna.publicKey),
  name: 'Anna',
  credential,
  sign: (bytes) => anna.sign(bytes),
}

const WAKE_UP = toHex(half(11)) as MessageId

interface Written {
  readonly kind: EntryKind
  readonly sequence: number
  readonly payload: Uint8Array
  readonly previous?: EntryId
  readonly slot?: string
  readonly mirror?: MirrorSigner
}

/** An entry of the first Node, `sequence` seconds after its epoch opened. */
function seal({ kind, sequence, payload, previous, slot, mirror: acting }: Written): RawEnvelope {
  const stream = slot === undefined ? 'log' : 'latest'
  const time = { wallMs: TEST_START_MS + sequence * 1_000, counter: 0 }
  const place = { stream, epoch, sequence, previous: previous ?? null, time, slot: slot ?? '' } as const
  return sealEnvelope({ federationId, kind, payload, ...place }, node, acting ?? null)
}
const idOf = (raw: RawEnvelope): EntryId => toHex(sha256(raw.body)) as EntryId

const apart: Omit<TrustStatement, 'act'> = {
  ...{ node: otherId, atMs: TEST_START_MS, reason: '', isolation: toHex(half(11)), untilMs: 0 },
}
const isolateBytes = encodeStatement({
  ...{ ...apart, act: 'isolate', reason: 'Figures of last year.', untilMs: TEST_START_MS + 86_400_000 },
})
const appealBytes = encodeStatement({ ...apart, act: 'appeal', reason: 'The meter was changed.' })
const expireBytes = encodeStatement({ ...apart, act: 'expire', atMs: TEST_START_MS + 86_400_000 })
const signedTrust = (statement: Uint8Array): Uint8Array =>
  encodeTrust({
    bytes: statement,
    mark: leaveMark(mirror, { domain: SIGNATURE_DOMAINS.trustAct, federation: federationId, statement }),
  })

const alertPayload = encodeAlert({
  kind: 'hallucination',
  severity: 'high',
  summary: 'The forecast invents a well',
  detail: 'It names a spring that nobody here knows.',
  system: 'Forecast 3',
  evidence: [{ name: 'map.png', sha256: toHex(seed(6)), sizeBytes: 48_213 }],
})
const report = {
  resource: 'water',
  state: 'deficit',
  unit: 'L',
  capacity: 1_000,
  lowSteps: 0,
  highSteps: 120,
  rangeAgeMinutes: 0,
} as const
const opening = seal({ kind: 'epoch-opened', sequence: 0, payload: encodeEpochOpened(null) })
const alert = seal({ kind: 'alert', sequence: 1, payload: alertPayload, previous: idOf(opening), mirror })
const reported = seal({ kind: 'resource-report', sequence: 0, payload: encodeReport(report), slot: 'water' })

const proofCase = { dialler: nodeId, answerer: otherId } as const
const macOf = (prover: 'dialler' | 'answerer'): Uint8Array =>
  proofMac(proofKey(federationId), { ...proofCase, prover })
const inviteText = encodeInvite(
  {
    genesis,
    inviteId: toHex(half(7)) as InviteId,
    inviterName: NODE_NAME,
    addresses: [`${ADDRESS}/p2p/${nodeId}`],
    expiresAtMs: TEST_START_MS + 7 * 86_400_000,
    beacon: sha256(genesis.bytes),
  },
  node,
)
const inviteBytes = Buffer.from(inviteText.replace('mirrorwell://join/', ''), 'base64url')
const whereabouts = encodeWhereabouts(
  { federationId, nodeId, addresses: [`${ADDRESS}/p2p/${nodeId}`], nowMs: TEST_START_MS },
  node,
)
const place = { author: node.publicKey, epoch: encodeEpoch(epoch) }
const laneOpen = wire.LaneOpen.encode({ version: 1, lane: 'alert' }).finish()

const seedPayload = signSeed(
  {
    federationId,
    content: {
      title: 'Water at dusk',
      body: '# Water at dusk\n\nNever at *noon*.',
      checks: [
        { field: 'water.ratio', comparison: '<', value: 0.4 },
        { field: 'water.state', comparison: '!=', value: 'surplus' },
      ],
      attachments: [],
    },
    offeredAtMs: TEST_START_MS,
    replaces: null,
  },
  node,
  mirror,
)
const { document: seedDocument } = wire.SignedSeed.decode(seedPayload)
const bundleText = encodeBundle(federationId, [seedPayload])
const bundleBytes = Buffer.from(bundleText.split('\n')[1] ?? '', 'base64url')

const comparison = comparisonExamples(nodeId, otherId, [
  { timeMs: TEST_START_MS, id: idOf(opening) },
  { timeMs: TEST_START_MS, id: idOf(reported) },
  { timeMs: TEST_START_MS + 1_000, id: idOf(alert) },
])
const alertBundleText = encodeAlertBundle(federationId, [toRelayed({ raw: alert, hops: 0 })])
const alertBundleBytes = Buffer.from(alertBundleText.split('\n')[1] ?? '', 'base64url')

const transfer = transferExamples({ federationId, node, nodeId, mirror, other, otherId })

/** Messages by the name of their block in proto/README.md: what each is an example of, and its bytes. */
const MESSAGES: Readonly<Record<string, readonly [message: string, bytes: Uint8Array]>> = {
  genesis: ['Genesis', genesis.bytes],
  invite: ['Invite', inviteBytes],
  whereabouts: ['Whereabouts', whereabouts],
  'meeting-place': [
    'MeetingPlace',
    wire.MeetingPlace.encode({ version: 1, host: '192.0.2.7', port: 40_001 }).finish(),
  ],
  'reach-question': ['ReachQuestion', wire.ReachQuestion.encode({ version: 1, ports: [4001] }).finish()],
  'reach-answer': [
    'ReachAnswer',
    wire.ReachAnswer.encode({ version: 1, port: 4001, host: '192.0.2.7' }).finish(),
  ],
  proof: ['FederationProof', wire.FederationProof.encode({ version: 1, mac: macOf('dialler') }).finish()],
  'lane-open': ['LaneOpen', laneOpen],
  'lane-answer': [
    'LaneAnswer',
    wire.LaneAnswer.encode({ status: wire.LaneStatus.LANE_STATUS_OPEN, version: 1 }).finish(),
  ],
  heartbeat: ['LaneFrame', encodeFrame({ heartbeat: { nonce: 305_419_896, clockMs: TEST_START_MS } })],
  'heartbeat-answer': [
    'LaneFrame',
    encodeFrame({ heartbeatAnswer: { nonce: 305_419_896, clockMs: TEST_START_MS + 12 } }),
  ],
  credit: ['LaneFrame', encodeFrame({ credit: { bytes: 16_384 } })],
  entries: ['LaneFrame', encodeFrame({ entries: { entries: [toRelayed({ raw: opening, hops: 0 })] } })],
  'entries-last': ['LaneFrame', encodeFrame({ entries: { entries: [], catchingUp: true, last: true } })],
  receipts: ['LaneFrame', encodeFrame({ receipts: { ids: [fromHex(idOf(opening)), fromHex(idOf(alert))] } })],
  cursors: [
    'Cursors',
    wire.Cursors.encode({
      logs: [{ ...place, nextSequence: 2 }],
      latest: [{ ...place, kind: wire.Kind.KIND_RESOURCE_REPORT, slot: 'water', sequence: 0 }],
    }).finish(),
  ],
  ...comparison.messages,
  'join-request': ['LaneFrame', encodeFrame({ joinRequest: { inviteId: half(7), name: '千葉' } })],
  'join-answer': ['LaneFrame', encodeFrame({ joinAnswer: { status: wire.JoinStatus.JOIN_STATUS_WELCOME } })],
  envelope: ['Envelope', wire.Envelope.encode(alert).finish()],
  'report-body': ['Body', reported.body],
  'epoch-opened': [
    'EpochOpened',
    encodeEpochOpened({ author: nodeId, epoch, nextSequence: 2, headId: idOf(alert) }),
  ],
  'node-profile': [
    'NodeProfile',
    encodeProfile({
      name: NODE_NAME,
      place: { latitude: 61.25, longitude: 14, radiusKm: 10 },
      addresses: [`${ADDRESS}/p2p/${nodeId}`],
    }),
  ],
  'mirror-added': ['MirrorAdded', encodeMirrorAdded(credential)],
  'mirror-revoked': ['MirrorRevoked', encodeMirrorRevoked(anna.publicKey)],
  report: ['ResourceReport', encodeReport(report)],
  review: [
    'AlertReview',
    encodeReview({ alert: idOf(alert), verdict: 'not-here', note: 'Ours is drawn by hand.' }),
  ],
  seed: ['SignedSeed', seedPayload],
  bundle: ['SeedBundle', bundleBytes],
  'alert-bundle': ['AlertBundle', alertBundleBytes],
  correction: [
    'AlertCorrection',
    encodeCorrection({ alert: idOf(alert), kind: 'withdrawn', note: 'Our mistake.' }),
  ],
  talk: [
    'TalkMessage',
    encodeSaid({
      id: toHex(half(10)) as MessageId,
      writtenAtMs: TEST_START_MS,
      text: 'Good morning. Is the mill running?',
    }),
  ],
  'wake-up': ['WakeUp', encodeWakeUp({ id: WAKE_UP, askedAtMs: TEST_START_MS })],
  'wake-up-ack': ['WakeUpAck', encodeAck(WAKE_UP, 'awake')],
  woken: [
    'StatusReport',
    encodeStatus({
      ...{ id: toHex(half(12)) as MessageId, writtenAtMs: TEST_START_MS, wakeUp: WAKE_UP },
      status: { version: '0.1.0', upSinceMs: TEST_START_MS - 60_000, caughtUp: true },
    }),
  ],
  'status-report': [
    'StatusReport',
    encodeStatus({
      id: toHex(half(13)) as MessageId,
      writtenAtMs: TEST_START_MS,
      text: 'The mill runs again.',
    }),
  ],
  alive: ['Alive', encodeAlive(toHex(half(14)) as MessageId)],
  ...fileExamples.messages,
  'trust-statement': ['TrustStatement', isolateBytes],
  isolation: ['TrustLetter', signedTrust(isolateBytes)],
  'appeal-statement': ['TrustStatement', appealBytes],
  expiry: ['TrustLetter', encodeTrust({ bytes: expireBytes, mark: null })],
  ...transfer.messages,
}

/** Values by name, one a line. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cast: {
    'Node, seed': toHex(seed(1)),
    'Node, public key': toHex(node.publicKey),
    'Node, NodeId': nodeId,
    'Anna, seed': toHex(seed(2)),
    'Anna, public key': toHex(anna.publicKey),
    'Anna, MirrorId': mirror.mirrorId,
    'Other Node, seed': toHex(seed(3)),
    'Other Node, public key': toHex(other.publicKey),
    'Other Node, NodeId': otherId,
    'Safety words of the two Nodes': safetyWords(node.publicKey, other.publicKey).en.join(' '),
    'The same in Japanese': safetyWords(node.publicKey, other.publicKey).ja.join(' '),
    Time: `${TEST_START_MS} (${new Date(TEST_START_MS).toISOString()})`,
  },
  'federation-id': { 'SHA-256 of the genesis': toHex(sha256(genesis.bytes)), 'federation id': federationId },
  'protocol-ids': {
    ...protocolIds(federationId),
    topic: topicName(federationId),
    ...serviceIds(federationId),
    'LAN service': lanServiceTag(federationId),
  },
  'proof-mac': {
    key: toHex(proofKey(federationId)),
    'text of the dialler': toHex(proofText(0x44)),
    'MAC of the dialler': toHex(macOf('dialler')),
    'text of the answerer': toHex(proofText(0x41)),
    'MAC of the answerer': toHex(macOf('answerer')),
  },
  'invite-text': { text: inviteText },
  'seed-ids': {
    'id (SHA-256 of the document)': toHex(sha256(seedDocument)),
    'hash (SHA-256 of the content)': toHex(sha256(wire.SeedDocument.decode(seedDocument).content)),
  },
  'alert-bundle-text': { text: alertBundleText.trimEnd().replace('\n', '\n  ') },
  'bundle-text': { text: bundleText.trimEnd().replace('\n', '\n  ') },
  framed: { 'message behind its length': toHex(frameMessage(laneOpen)) },
  signed: {
    'id (SHA-256 of the body)': idOf(alert),
    'first bytes the Node signs': toHex(
      signedBytes(SIGNATURE_DOMAINS.envelopeByNode, federation, alert.body).subarray(0, 72),
    ),
    'Node signature': toHex(alert.nodeSignature),
    'first bytes the Mirror signs': toHex(
      signedBytes(SIGNATURE_DOMAINS.envelopeByMirror, federation, alert.body).subarray(0, 72),
    ),
    'Mirror signature': toHex(alert.mirrorSignature),
  },
  'session-values': {
    h1: frozen.derived.h1,
    h2: frozen.derived.h2,
    h3: frozen.derived.h3,
    'content of the confirmation': frozen.derived.confirmation,
    'key and iv of the initiator on control': frozen.derived.keys['initiator control'],
    'authenticated with its frame 0 (type 16, five bytes)': frameData(),
  },
  ...fileExamples.values,
  ...transfer.values,
  ...comparison.values,
}

/** What a frame authenticates beside its content, written out by hand. */
function frameData(): string {
  const sessionId = frozen.inputs.sessionId.replaceAll('-', '')
  return ['01', sessionId, '49', '01', '00'.repeat(8), '0010', '00000005'].join('')
}

/** What the proof's MAC is made over, written out by hand, as another implementation would. */
function proofText(role: number): Uint8Array {
  const named = [nodeId, otherId].flatMap((id) => [Buffer.of(id.length), Buffer.from(id)])
  return Buffer.concat([Buffer.of(role), ...named])
}

/** Every example as it stands in proto/README.md, by the name of its block, and the messages that they show. */
export function protoExamples(): {
  readonly blocks: ReadonlyMap<string, string>
  readonly messages: Set<string>
} {
  const messages = new Set<string>()
  const blocks = new Map<string, string>()
  for (const [name, values] of Object.entries(VALUES)) {
    const lines = Object.entries(values).map(([label, value]) => `${label}:\n  ${value}`)
    blocks.set(name, lines.join('\n'))
  }
  for (const [name, [message, bytes]] of Object.entries(MESSAGES)) {
    blocks.set(name, annotate(message, bytes, messages))
  }
  return { blocks, messages }
}

/** The example messages, for whoever reads the bytes back. */
export const exampleMessages = Object.entries(MESSAGES).map(([name, [message, bytes]]) => ({
  name,
  message,
  bytes,
}))
