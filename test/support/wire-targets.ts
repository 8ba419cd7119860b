import frozen from '../../proto/session-transcript.json' with { type: 'json' }
import { verifyCredential } from '../../src/main/crypto/credential.ts'
import { SESSION_IDLE_MS } from '../../src/main/crypto/session/session-limits.ts'
import { beginSession, step } from '../../src/main/crypto/session/session-machine.ts'
import { encodeIdentity, readIdentity, readMessage } from '../../src/main/crypto/session/session-messages.ts'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { decodeAlertBundle, encodeAlertBundle } from '../../src/main/features/alerts/alert-bundle.ts'
import { decodeAlert, decodeCorrection, decodeReview } from '../../src/main/features/alerts/alert-codec.ts'
import {
  decodeAck,
  decodeAlive,
  decodeReport as decodeStatus,
  decodeWakeUp,
  encodeAlive,
} from '../../src/main/features/calls/call-codec.ts'
import {
  decodeAsk,
  decodeChunk,
  decodeStanding as decodeFileStanding,
  decodeFileWord,
} from '../../src/main/features/files/file-codec.ts'
import { decodeMirrorAdded, decodeMirrorRevoked } from '../../src/main/features/identity/mirror-codec.ts'
import { decodeGenesis } from '../../src/main/features/membership/federation-codec.ts'
import { decodeInvite } from '../../src/main/features/membership/invite-codec.ts'
import { decodeProfile } from '../../src/main/features/membership/profile-codec.ts'
import { decodeReport, REPORT_BYTES } from '../../src/main/features/resources/report-codec.ts'
import { decodeBundle, encodeBundle } from '../../src/main/features/seeds/seed-bundle.ts'
import { readSeed, verifySeed } from '../../src/main/features/seeds/seed-codec.ts'
import { decodeSaid } from '../../src/main/features/talk/talk-codec.ts'
import { decodeWord } from '../../src/main/features/transfers/ballot-codec.ts'
import { judgeConsent } from '../../src/main/features/transfers/consent-statement.ts'
import { decodeStanding, encodeStanding } from '../../src/main/features/transfers/standing-codec.ts'
import {
  decodeMessage,
  decodeSettled,
  decodeTerms,
} from '../../src/main/features/transfers/transfer-codec.ts'
import { decodeTrust } from '../../src/main/features/trust/trust-codec.ts'
import { isProof, proofKey } from '../../src/main/network/federation-proof.ts'
import { readFrame } from '../../src/main/network/frame-codec.ts'
import { FrameParser, frameMessage } from '../../src/main/network/framing.ts'
import {
  encodeAnswer,
  encodePlace,
  encodeQuestion,
  readAnswer,
  readPlace,
  readQuestion,
} from '../../src/main/network/reach-messages.ts'
import { judgeWhereabouts } from '../../src/main/network/whereabouts.ts'
import { decodeRanges } from '../../src/main/replica/comparison/range-frames.ts'
import { decodeCursors } from '../../src/main/replica/cursors.ts'
import { parseEnvelope, type RawEnvelope } from '../../src/main/replica/envelope-codec.ts'
import { decodeEpochOpened } from '../../src/main/replica/epoch-rules.ts'
import { openPrivate } from '../../src/main/replica/private-envelope.ts'
import { fromEntries, fromReceipts, toRelayed } from '../../src/main/replica/replica-frames.ts'
import { decodeSync } from '../../src/main/replica/sync-frames.ts'
import { tryDecode } from '../../src/main/wire/decode.ts'
import { MAX_FRAME_BYTES, MAX_OPENING_BYTES } from '../../src/main/wire/limits.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { MessageId, TransferId } from '../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from './clock.ts'
import type { Target } from './fuzz.ts'
import { testNodeId, testSeed } from './node-ids.ts'
import { SeededRandom } from './random.ts'
import {
  corpusAuthor,
  entries,
  envelopes,
  frames,
  invite,
  LETTER_SESSION,
  openings,
  payloads,
  privateFrames,
  SETTLED_HASH,
  syncFrames,
  whereabouts,
} from './wire-corpus.ts'

const { federationId, nodeId } = corpusAuthor

const SYNC_TYPES = [...new Set(syncFrames.map(({ type }) => type))]
const isSome = (value: unknown): boolean => value !== null
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

const bundle = encodeBundle(federationId, payloads.seed)
const [BUNDLE_LINE] = bundle.split('\n')
const alertBundle = encodeAlertBundle(
  federationId,
  entries.map(({ raw }) => toRelayed({ raw, hops: 1 })),
)
const [ALERT_BUNDLE_LINE] = alertBundle.split('\n')

/** A bundle comes by a person's hand: what is none is an error with a code, and no other. */
function isBundle(decode: () => readonly unknown[]): boolean {
  try {
    return decode().length > 0
  } catch (thrown) {
    if (thrown instanceof MirrorError && thrown.code === 'bundle-invalid') return false
    throw thrown
  }
}

const proof = { dialler: testNodeId(1), answerer: testNodeId(2), prover: 'dialler' } as const
const key = proofKey(federationId)

const consentExpected = {
  ...{ federationId, nodeId, settledHash: SETTLED_HASH, settleAtMs: TEST_START_MS },
  isRevoked: () => false,
}

/** Everything that is read from a frame before anything is looked up. */
function readWhole(bytes: Uint8Array): boolean {
  const read = readFrame(bytes)
  if ('refused' in read) return false
  const { entries: relayed, receipts } = read.frame
  if (relayed) fromEntries(relayed)
  if (receipts) fromReceipts(receipts.ids ?? [])
  return true
}

/** The same for what is compared in sessions, as any of its types: nothing says that bytes are of the type they came as. */
function readSync(bytes: Uint8Array): boolean {
  const read = SYNC_TYPES.map((type) => decodeSync({ type, bytes }))
  for (const content of read) {
    if (content?.cursors) decodeCursors(content.cursors)
    if (content?.ranges) decodeRanges(content.ranges)
  }
  return read.some(isSome)
}

/** A whole stream of framed messages, cut where the bytes say. */
function readStream(bytes: Uint8Array): boolean {
  const parser = new FrameParser(MAX_FRAME_BYTES)
  const cut = 1 + ((bytes[0] ?? 0) % Math.max(1, bytes.length))
  const complete = [...parser.push(bytes.subarray(0, cut)), ...parser.push(bytes.subarray(cut))]
  return parser.fault === null && complete.length > 0
}

function readOpening(bytes: Uint8Array): boolean {
  const told = tryDecode(wire.FederationProof, bytes, MAX_OPENING_BYTES)
  const opened = tryDecode(wire.LaneOpen, bytes, MAX_OPENING_BYTES)
  const answered = tryDecode(wire.LaneAnswer, bytes, MAX_OPENING_BYTES)
  if (told !== null) isProof(key, proof, told.mac)
  return isSome(told) || isSome(opened) || isSome(answered)
}

/** The parts of an envelope, each changed for itself. */
const formOf =
  (part: keyof RawEnvelope) =>
  (bytes: Uint8Array): boolean =>
    entries
      .slice(0, 2)
      .some(({ raw }) => typeof parseEnvelope({ ...raw, [part]: bytes }, federationId) !== 'string')

const refit = (bytes: Uint8Array): Uint8Array => {
  const fitted = new Uint8Array(REPORT_BYTES)
  fitted.set(bytes.subarray(0, REPORT_BYTES))
  return fitted
}

const place = { host: '203.0.113.7', port: 4001 }

const standing = encodeStanding({
  ...{ transferId: '08'.repeat(16) as TransferId, held: 3, refused: '09'.repeat(32) },
})

/** The messages of the frozen session: three of its handshake, then frames. */
const sessionMessages = frozen.messages.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')))
const handshakes = sessionMessages.slice(0, 3)

const isMessage = (bytes: Uint8Array): boolean =>
  (['handshake', 'open'] as const).some((phase) => readMessage(bytes, phase).kind !== 'garbage')

const answering = {
  ...{ federationId, self: testNodeId(1), remote: testNodeId(2) },
  signer: createSigner(testSeed(1)),
}
const around = {
  ...{ now: { wallMs: 0, monotonicMs: 0 }, random: new SeededRandom('fuzz'), idleTimeoutMs: SESSION_IDLE_MS },
  isSpent: () => false,
}

/** Whether a side that waits for a handshake answers it. */
function isAnswered(bytes: Uint8Array): boolean {
  const { state } = beginSession('responder', answering, around)
  return step(state, { kind: 'received', bytes }, around).state.phase === 'awaits-confirm'
}

const identity = encodeIdentity(
  {
    identity: new Uint8Array(32).fill(1),
    signature: new Uint8Array(64).fill(2),
    mac: new Uint8Array(32).fill(3),
  },
  ['control', 'alert'],
)

/** Every decoder of bytes from elsewhere, and its part of a million inputs. */
export const WIRE_TARGETS: readonly Target[] = [
  { name: 'frames', samples: frames, inputs: 90_000, run: readWhole },
  {
    name: 'what is compared in sessions',
    samples: syncFrames.map(({ bytes }) => bytes),
    inputs: 60_000,
    run: readSync,
  },
  { name: 'framed streams', samples: frames.map(frameMessage), inputs: 120_000, run: readStream },
  { name: 'openings of streams', samples: openings, inputs: 100_000, run: readOpening },
  {
    name: 'bodies',
    samples: entries.slice(0, 2).map(({ raw }) => raw.body),
    inputs: 80_000,
    run: formOf('body'),
  },
  {
    name: 'envelopes',
    samples: envelopes,
    inputs: 60_000,
    run: (bytes) => isSome(tryDecode(wire.Envelope, bytes, MAX_FRAME_BYTES)),
  },
  { name: 'alerts', samples: payloads.alert, inputs: 80_000, run: (bytes) => isSome(decodeAlert(bytes)) },
  { name: 'reviews', samples: payloads.review, inputs: 60_000, run: (bytes) => isSome(decodeReview(bytes)) },
  {
    name: 'corrections',
    samples: payloads.correction,
    inputs: 60_000,
    run: (bytes) => isSome(decodeCorrection(bytes)),
  },
  {
    name: 'reports',
    samples: payloads.report,
    inputs: 60_000,
    run: (bytes) => isSome(decodeReport(refit(bytes))),
  },
  {
    name: 'profiles',
    samples: payloads.profile,
    inputs: 60_000,
    run: (bytes) => isSome(decodeProfile(bytes)),
  },
  {
    name: 'openings of epochs',
    samples: payloads.epochOpened,
    inputs: 50_000,
    run: (bytes) => isSome(decodeEpochOpened(bytes)),
  },
  {
    name: 'new Mirrors',
    samples: payloads.mirrorAdded,
    inputs: 30_000,
    run: (bytes) => isSome(decodeMirrorAdded(bytes)),
  },
  {
    name: 'revocations',
    samples: payloads.mirrorRevoked,
    inputs: 30_000,
    run: (bytes) => isSome(decodeMirrorRevoked(bytes)),
  },
  {
    name: 'credentials',
    samples: payloads.credential,
    inputs: 30_000,
    run: (bytes) => verifyCredential(bytes, { federationId, nodeId, atMs: TEST_START_MS }).valid,
  },
  {
    name: 'founding acts',
    samples: payloads.genesis,
    inputs: 30_000,
    run: (bytes) => isSome(decodeGenesis(bytes)),
  },
  {
    name: 'words of a transfer',
    samples: payloads.transfer,
    inputs: 80_000,
    run: (bytes) => isSome(decodeMessage(bytes)),
  },
  {
    name: 'what neighbours say',
    samples: payloads.talk,
    inputs: 30_000,
    run: (bytes) => isSome(decodeSaid(bytes)),
  },
  {
    name: 'what is told of setting apart',
    samples: payloads.trust,
    inputs: 30_000,
    run: (bytes) => isSome(decodeTrust(bytes)),
  },
  {
    name: 'wake-ups',
    samples: payloads.wakeUp,
    inputs: 30_000,
    run: (bytes) => isSome(decodeWakeUp(bytes)),
  },
  {
    name: 'answers to wake-ups',
    samples: payloads.wakeUpAck,
    inputs: 30_000,
    run: (bytes) => isSome(decodeAck(bytes)),
  },
  {
    name: 'reports of how it goes',
    samples: payloads.statusReport,
    inputs: 30_000,
    run: (bytes) => isSome(decodeStatus(bytes)),
  },
  {
    name: 'questions who is there',
    samples: [encodeAlive('0a'.repeat(16) as MessageId)],
    inputs: 10_000,
    run: (bytes) => isSome(decodeAlive(bytes)),
  },
  {
    name: 'letters about files',
    samples: payloads.file,
    inputs: 40_000,
    run: (bytes) => isSome(decodeFileWord(bytes)),
  },
  ...(
    [
      ['asks', privateFrames.fileAsk, decodeAsk],
      ['chunks', privateFrames.fileChunk, decodeChunk],
      ['standings', privateFrames.fileStanding, decodeFileStanding],
    ] as const
  ).map(([what, sample, decode]) => ({
    name: `frames of a file: ${what}`,
    samples: [sample],
    inputs: 20_000,
    run: (bytes: Uint8Array) => isSome(decode(bytes)),
  })),
  {
    name: 'settled terms, and the terms in them',
    samples: payloads.settledTerms,
    inputs: 40_000,
    run(bytes) {
      const settled = decodeSettled(bytes)
      return settled !== null && isSome(decodeTerms(settled.terms))
    },
  },
  {
    name: 'consents',
    samples: payloads.consent,
    inputs: 10_000,
    run: (bytes) => typeof judgeConsent(bytes, consentExpected) !== 'string',
  },
  {
    name: 'letters',
    samples: privateFrames.letter,
    inputs: 10_000,
    run: (bytes) =>
      typeof openPrivate(bytes, { federationId, author: nodeId, sessionId: LETTER_SESSION }) !== 'string',
  },
  ...[privateFrames.ballot, privateFrames.tag].map(({ type, bytes: sample }) => ({
    name: `frames of a slot, type ${type}`,
    samples: [sample],
    inputs: 20_000,
    run: (bytes: Uint8Array) => isSome(decodeWord({ type, bytes })),
  })),
  {
    name: 'standings',
    samples: [standing],
    inputs: 20_000,
    run: (bytes) => isSome(decodeStanding(bytes)),
  },
  { name: 'seeds', samples: payloads.seed, inputs: 40_000, run: (bytes) => readSeed(bytes).valid },
  {
    name: 'signed seeds',
    samples: payloads.seed,
    inputs: 10_000,
    run: (bytes) => verifySeed(bytes, federationId).valid,
  },
  {
    name: 'contents of bundles',
    samples: [Uint8Array.from(Buffer.from(bundle.split('\n')[1] ?? '', 'base64url'))],
    inputs: 20_000,
    run: (bytes) =>
      isBundle(() =>
        decodeBundle(`${BUNDLE_LINE}\n${Buffer.from(bytes).toString('base64url')}`, federationId),
      ),
  },
  {
    name: 'bundles as text',
    samples: [bytesOf(bundle)],
    inputs: 5_000,
    run: (bytes) => isBundle(() => decodeBundle(textOf(bytes), federationId)),
  },
  {
    name: 'contents of bundles of alerts',
    samples: [Uint8Array.from(Buffer.from(alertBundle.split('\n')[1] ?? '', 'base64url'))],
    inputs: 20_000,
    run: (bytes) =>
      isBundle(() =>
        decodeAlertBundle(`${ALERT_BUNDLE_LINE}\n${Buffer.from(bytes).toString('base64url')}`, federationId),
      ),
  },
  {
    name: 'invitations as text',
    samples: [bytesOf(invite)],
    inputs: 10_000,
    run: (bytes) => isSome(decodeInvite(textOf(bytes))),
  },
  {
    name: 'invitations as bytes',
    samples: [Uint8Array.from(Buffer.from(invite.slice('mirrorwell://join/'.length), 'base64url'))],
    inputs: 10_000,
    run: (bytes) => isSome(decodeInvite(Buffer.from(bytes).toString('base64url'))),
  },
  {
    name: 'records of the directory',
    samples: [whereabouts],
    inputs: 20_000,
    run: (bytes) =>
      'nodeId' in
      judgeWhereabouts(bytes, {
        nodeId,
        federationId,
        nowMs: TEST_START_MS,
        newestMs: 0,
        isMember: () => true,
      }),
  },
  ...(
    [
      ['questions', encodeQuestion([4001, 4002]), readQuestion],
      ['answers', encodeAnswer(place), readAnswer],
      ['places of a meeting', encodePlace(place), readPlace],
    ] as const
  ).map(([what, sample, read]) => ({
    name: `where a Node is reached: ${what}`,
    samples: [sample],
    inputs: 10_000,
    run: (bytes: Uint8Array) => isSome(read(bytes)),
  })),
  { name: 'messages of a session', samples: sessionMessages, inputs: 30_000, run: isMessage },
  { name: 'openings of sessions', samples: handshakes.slice(0, 1), inputs: 10_000, run: isAnswered },
  {
    name: 'identities in a handshake',
    samples: [identity],
    inputs: 20_000,
    run: (bytes) => isSome(readIdentity(bytes)),
  },
  {
    name: 'receipts for letters',
    samples: [wire.PrivateReceipt.encode({ payloadHash: new Uint8Array(32).fill(9) }).finish()],
    inputs: 10_000,
    run: (bytes) => isSome(tryDecode(wire.PrivateReceipt, bytes, MAX_OPENING_BYTES)),
  },
]
