import { castBallot, consentContext, tagBallot } from '../../src/main/crypto/consent-ballot.ts'
import { sha256 } from '../../src/main/crypto/digests.ts'
import type { Signer } from '../../src/main/crypto/signing.ts'
import {
  endStatement,
  proposalStatement,
  receiptStatement,
} from '../../src/main/features/transfers/act-statement.ts'
import { agreementBy } from '../../src/main/features/transfers/agreement-signature.ts'
import { encodeWord } from '../../src/main/features/transfers/ballot-codec.ts'
import { consentBytes, encodeConsent } from '../../src/main/features/transfers/consent-statement.ts'
import { markBy } from '../../src/main/features/transfers/mirror-marks.ts'
import { encodeStanding } from '../../src/main/features/transfers/standing-codec.ts'
import {
  encodeMessage,
  encodeSettled,
  encodeTerms,
} from '../../src/main/features/transfers/transfer-codec.ts'
import type { TransferContent } from '../../src/main/features/transfers/transfer-types.ts'
import { fromHex, toHex } from '../../src/main/platform/bytes.ts'
import type { MirrorSigner } from '../../src/main/replica/entry.ts'
import { sealPrivate } from '../../src/main/replica/private-envelope.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { FederationId, NodeId, TransferId } from '../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from './clock.ts'
import { SeededRandom } from './random.ts'

const TRANSFER = '08'.repeat(16) as TransferId
const SESSION = '09090909-0909-4909-8909-090909090909'
const SLOT = 7
const DAY_MS = 86_400_000

export interface TransferCast {
  readonly federationId: FederationId
  readonly node: Signer
  readonly nodeId: NodeId
  readonly mirror: MirrorSigner
  readonly other: Signer
  readonly otherId: NodeId
}

/** A transfer from its offer to its receipt, as the examples of proto/README.md show it. */
export function transferExamples(cast: TransferCast): {
  readonly messages: Readonly<Record<string, readonly [message: string, bytes: Uint8Array]>>
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
} {
  const { federationId, mirror } = cast
  const proposed = encodeTerms({
    ...{ transferId: TRANSFER, giver: cast.nodeId, receiver: cast.otherId, revision: 0 },
    ...{
      resource: 'water',
      quantity: 500,
      unit: 'L',
      window: null,
      route: 'By the mill',
      expectedLossRatio: 0.02,
    },
    ...{ settleInMs: DAY_MS, slotMs: 15_000 },
  })
  const settled = encodeSettled({
    ...{ terms: proposed.bytes, agreedAtMs: TEST_START_MS, settleAtMs: TEST_START_MS + DAY_MS },
  })
  const settledHash = sha256(settled.bytes)
  const offer = proposalStatement({ proposed, note: 'Before noon.' })
  const receipt = receiptStatement(fromHex(TRANSFER), { quantity: 490, condition: 'partial' })
  const end = endStatement(fromHex(TRANSFER))
  const markOf = (statement: Uint8Array) => markBy(mirror, federationId, statement)
  const { credential } = mirror
  const signature = mirror.sign(consentBytes(federationId, settledHash))
  const written = (number: number, content: TransferContent): readonly [string, Uint8Array] => {
    const writtenAtMs = TEST_START_MS + number * 1_000
    return ['TransferMessage', encodeMessage({ transferId: TRANSFER, number, writtenAtMs, content })]
  }
  const talk = written(1, { kind: 'talk', text: 'Can you come with a cart?' })
  const ballots = exampleBallots(cast, settledHash)
  return {
    messages: {
      'private-body': ['Body', privateBody(cast, talk[1])],
      'private-receipt': ['PrivateReceipt', privateReceipt(talk[1])],
      'transfer-standing': ['TransferStanding', standing(talk[1])],
      'transfer-offer': written(0, {
        kind: 'proposal',
        proposed,
        note: 'Before noon.',
        mirror: markOf(offer),
      }),
      'transfer-talk': talk,
      'transfer-agreement': written(2, agreementBy(cast.node, federationId, settled)),
      'transfer-consent': written(3, {
        kind: 'consent',
        consent: encodeConsent(settledHash, [{ credential, signature }]),
      }),
      'transfer-report': written(4, { kind: 'report', delivered: 200, note: 'Two of five carts.' }),
      'transfer-receipt': written(5, {
        ...{ kind: 'receipt', quantity: 490, condition: 'partial', mirror: markOf(receipt) },
      }),
      'transfer-end': written(6, { kind: 'end', mirror: markOf(end) }),
      'transfer-closed': written(7, { kind: 'closed' }),
      ...ballots.messages,
    },
    values: {
      'transfer-signed': {
        'what Anna signs with the offer, first bytes': toHex(offer.subarray(0, 40)),
        'what Anna signs with the receipt': toHex(receipt),
        'what Anna signs to end openly': toHex(end),
        'settled hash (SHA-256 of the SettledTerms)': toHex(settledHash),
      },
      ...ballots.values,
    },
  }
}

function privateBody({ federationId, node }: TransferCast, payload: Uint8Array): Uint8Array {
  const letter = { kind: 'transfer', payload, atMs: TEST_START_MS } as const
  const sealed = sealPrivate(letter, { federationId, sessionId: SESSION }, node)
  return new Uint8Array(wire.Envelope.decode(sealed).body)
}

const privateReceipt = (payload: Uint8Array): Uint8Array =>
  wire.PrivateReceipt.encode({ payloadHash: sha256(payload) }).finish()

const standing = (payload: Uint8Array): Uint8Array =>
  encodeStanding({ transferId: TRANSFER, held: 3, refused: toHex(sha256(payload)) })

/** Both ends' ballots of one slot, both of them yes: the first Node is the lower. */
function exampleBallots({ federationId, node, other }: TransferCast, settledHash: Uint8Array) {
  const nodes = [node.publicKey, other.publicKey] as const
  const context = consentContext({ federationId, nodes, settledHash, slot: SLOT })
  const [lower, higher] = ['lower', 'higher'].map((end) => castBallot(context, true, new SeededRandom(end)))
  if (lower === undefined || higher === undefined) throw new Error('two ends')
  const tags = tagBallot(lower, 'lower', higher.point)
  const scalar = (value: bigint): string => value.toString(16).padStart(64, '0')
  const frames = {
    ballot: encodeWord(TRANSFER, { kind: 'ballot', slot: SLOT, point: lower.point }).bytes,
    'ballot-tag': encodeWord(TRANSFER, { kind: 'tag', slot: SLOT, tag: tags.own }).bytes,
  }
  return {
    messages: {
      ballot: ['ConsentBallot', frames.ballot],
      'ballot-tag': ['ConsentTag', frames['ballot-tag']],
    } as const,
    values: {
      'ballot-values': {
        context: toHex(context),
        'scalar of the lower Node, big-endian': scalar(lower.scalar),
        'ballot of the lower Node': toHex(lower.point),
        'scalar of the higher Node, big-endian': scalar(higher.scalar),
        'ballot of the higher Node': toHex(higher.point),
        'tag of the lower Node': toHex(tags.own),
        'tag of the higher Node': toHex(tags.expected),
      },
    },
  }
}
