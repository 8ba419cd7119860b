import { describe, expect, test } from 'vitest'
import { stretchInThread } from '../../src/main/crypto/key-stretching.ts'
import { openBox, sealBox } from '../../src/main/crypto/vault-box.ts'
import { openBackup, sealBackup } from '../../src/main/features/identity/backup-file.ts'
import { proofKey } from '../../src/main/network/federation-proof.ts'
import { readFrame } from '../../src/main/network/frame-codec.ts'
import { setUpLink } from '../../src/main/network/link-setup.ts'
import { protocolIds } from '../../src/main/network/protocol-ids.ts'
import type { RawEnvelope } from '../../src/main/replica/envelope-codec.ts'
import { encodeSync } from '../../src/main/replica/sync-frames.ts'
import { tryDecode } from '../../src/main/wire/decode.ts'
import { MAX_FRAME_BYTES, MAX_PAYLOAD_BYTES } from '../../src/main/wire/limits.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { VERDICT_REASONS } from '../../src/shared/kernel/verdict.ts'
import type { Sealed } from '../support/entry-author.ts'
import { failureOf } from '../support/failure.ts'
import { isOfLanes, type Said } from '../support/frame-exchange.ts'
import { fullIntake } from '../support/full-intake.ts'
import { fuzz, inputsOf, type Target } from '../support/fuzz.ts'
import { VIA } from '../support/intake.ts'
import { testNodeId } from '../support/node-ids.ts'
import { SeededRandom } from '../support/random.ts'
import { among } from '../support/replica-among.ts'
import { ScriptedLink } from '../support/scripted-link.ts'
import {
  corpusAuthor,
  entries,
  envelopes,
  frames,
  openings,
  payloads,
  syncFrames,
} from '../support/wire-corpus.ts'

const TIMEOUT_MS = 120_000
const known = new Set<string>(entries.map(({ id }) => id))
const KINDS = [
  'epoch-opened',
  'node-profile',
  'mirror-credential',
  'mirror-revocation',
  'resource-report',
  'alert',
  'alert-review',
  'alert-correction',
] as const

const rawOf = (bytes: Uint8Array): RawEnvelope | null => {
  const envelope = tryDecode(wire.Envelope, bytes, MAX_FRAME_BYTES)
  return (
    envelope && {
      body: Uint8Array.from(envelope.body),
      payload: Uint8Array.from(envelope.payload),
      nodeSignature: Uint8Array.from(envelope.nodeSignature),
      mirrorSignature: Uint8Array.from(envelope.mirrorSignature),
    }
  )
}

const isVerdict = (verdict: { action: string; reason?: string }): boolean =>
  ['accept', 'hold'].includes(verdict.action) || VERDICT_REASONS.some((reason) => reason === verdict.reason)

const anna = corpusAuthor.mirror('Anna')
const REGISTER = { stream: 'latest', slot: 'water' } as const
const LOGGED = { previous: entries[0]?.id ?? null } as const

/** A payload as a hostile member would send it: signed, chained, in turn of every kind. */
function signedGarbage(payload: Uint8Array, sequence: number): Sealed {
  const kind = KINDS[(sequence >> 1) % KINDS.length] ?? 'alert'
  const isRegister = kind === 'node-profile' || kind === 'resource-report'
  return corpusAuthor.seal({
    kind,
    payload: payload.slice(0, MAX_PAYLOAD_BYTES),
    sequence,
    ...(isRegister ? REGISTER : LOGGED),
    ...(kind.startsWith('alert') ? { mirror: anna } : {}),
  })
}

describe('taking in garbage', () => {
  test('the valid entries are taken', async () => {
    const { verdict } = fullIntake()
    for (const sealed of entries) expect(await verdict(sealed)).toBe('accept')
  })

  test(
    'changed envelopes end in a verdict, and nothing that its author did not sign is taken',
    async () => {
      const { database, take } = fullIntake()
      const target: Target = {
        name: 'envelopes',
        samples: envelopes,
        inputs: inputsOf(30_000),
        async run(bytes) {
          const raw = rawOf(bytes)
          if (raw === null) return false
          const { id, verdict } = await take({ raw })
          if (!isVerdict(verdict)) throw new Error(`no verdict: ${JSON.stringify(verdict)}`)
          if (verdict.action === 'accept' && !known.has(id ?? '')) throw new Error(`forged: ${id}`)
          return verdict.action === 'accept'
        },
      }
      const result = await fuzz(target)
      expect(result.findings).toEqual([])
      expect(result.taken).toBeGreaterThan(0)
      const stored = database.prepare('SELECT id FROM entries').all<{ id: string }>()
      expect(stored.every(({ id }) => known.has(id))).toBe(true)
    },
    TIMEOUT_MS,
  )

  test(
    'garbage that a hostile member has signed ends in a verdict too',
    async () => {
      const { take } = fullIntake()
      let sequence = 1
      const target: Target = {
        name: 'signed payloads',
        samples: Object.values(payloads).flat(),
        inputs: inputsOf(10_000),
        async run(payload) {
          sequence += 2
          const sealed = signedGarbage(payload, sequence)
          const { verdict } = await take(sealed)
          if (!isVerdict(verdict) || (verdict.action === 'ignore' && verdict.reason === 'busy'))
            throw new Error(`no verdict: ${JSON.stringify(verdict)}`)
          return verdict.action === 'accept'
        },
      }
      const result = await fuzz(target)
      expect(result.findings).toEqual([])
      expect(result.taken).toBeGreaterThan(0)
    },
    TIMEOUT_MS,
  )

  test(
    'changed frames leave the replica standing, and it still takes the next good one',
    async () => {
      const node = await among([VIA])
      const target: Target = {
        name: 'frames',
        samples: frames,
        inputs: inputsOf(30_000),
        async run(bytes) {
          const read = readFrame(bytes)
          if ('refused' in read) return false
          await node.links.hear({ from: VIA, lane: 'main', frame: read.frame })
          node.sent()
          node.links.refusals.splice(0)
          return true
        },
      }
      const result = await fuzz(target)
      expect(result.findings).toEqual([])
      expect(result.taken).toBeGreaterThan(target.inputs / 30)
      for (const { type, bytes: sample } of syncFrames) {
        const sealed: Target = {
          name: `frames of a session, type ${type}`,
          samples: [sample],
          inputs: inputsOf(4_000),
          async run(bytes) {
            node.links.sessions.messages.emit({
              from: VIA,
              type,
              bytes,
              channel: 'control',
              sessionId: 'test',
            })
            node.links.refusals.splice(0)
            return node.sent().length > 0
          },
        }
        expect((await fuzz(sealed)).findings).toEqual([])
      }
      const good = corpusAuthor.register({ kind: 'node-profile', payload: payloads.profile[1] })
      await node.send(VIA, good)
      expect(node.entries.has(good.id)).toBe(true)
    },
    TIMEOUT_MS,
  )
})

describe('frames made to be dear', () => {
  const cheap: readonly (readonly [string, Said])[] = [
    [
      'thousands of empty entries',
      { entries: { entries: Array.from({ length: 16_000 }, () => ({ envelope: {} })) } },
    ],
    [
      'thousands of entries without an envelope',
      { entries: { entries: Array.from({ length: 30_000 }, () => ({})) } },
    ],
    ['thousands of empty cursors', { cursors: { logs: Array.from({ length: 30_000 }, () => ({})) } }],
    [
      'thousands of empty receipts',
      { receipts: { ids: Array.from({ length: 30_000 }, () => new Uint8Array()) } },
    ],
    [
      'thousands of ranges',
      { ranges: { round: 1, ranges: Array.from({ length: 8_000 }, (_, n) => ({ to: { timeMs: n + 1 } })) } },
    ],
    ['a full frame of sums that fit nothing', { sketch: { round: 1, sums: new Uint8Array(60_000).fill(9) } }],
    ['a full frame of wishes', { wanted: { ids: new Uint8Array(64_000).fill(9) } }],
    [
      'a full frame of cursors of unknown authors',
      {
        cursors: {
          logs: Array.from({ length: 440 }, (_, n) => ({
            author: new Uint8Array(32).fill(n),
            epoch: { openedAtMs: n, random: new Uint8Array(16).fill(n) },
            nextSequence: n,
          })),
          latest: Array.from({ length: 440 }, (_, n) => ({
            author: new Uint8Array(32).fill(n),
            kind: 10,
            slot: String(n),
            epoch: { openedAtMs: n, random: new Uint8Array(16).fill(n) },
          })),
        },
      },
    ],
  ]

  test.each(cheap)('%s are dealt with at once', async (_name, frame) => {
    const node = await among([VIA])
    const { type, bytes } = isOfLanes(frame)
      ? { type: 0, bytes: wire.LaneFrame.encode(frame).finish() }
      : encodeSync(frame)
    expect(bytes.length).toBeLessThanOrEqual(MAX_FRAME_BYTES)
    const times: number[] = []
    for (let n = 0; n < 5; n++) {
      const startedMs = performance.now()
      await (isOfLanes(frame) ? node.hear(VIA, frame) : node.links.hearSealed({ from: VIA, type, bytes }))
      times.push(performance.now() - startedMs)
      node.sent()
    }
    expect(Math.min(...times)).toBeLessThan(50)
  })
})

describe('a link that speaks garbage', () => {
  const local = testNodeId(1)
  const remote = testNodeId(2)
  const options = {
    local,
    key: proofKey(corpusAuthor.federationId),
    protocols: protocolIds(corpusAuthor.federationId),
    proofSignal: new AbortController().signal,
    laneSignal: new AbortController().signal,
  }

  test.each(['inbound', 'outbound'] as const)(
    'is never opened: %s',
    async (direction) => {
      const target: Target = {
        name: `openings ${direction}`,
        samples: openings,
        inputs: inputsOf(4_000),
        async run(bytes) {
          const link = new ScriptedLink({
            direction,
            remote,
            protocol: options.protocols.proof,
            messages: [bytes, bytes],
          })
          return 'lanes' in (await setUpLink(link, options))
        },
      }
      expect(await fuzz(target)).toMatchObject({ findings: [], taken: 0 })
    },
    TIMEOUT_MS,
  )
})

describe('a box from anywhere', () => {
  const params = { memoryKiB: 8, passes: 1, lanes: 1 }
  const key = { purpose: 'vault', secret: 'correct horse' } as const

  /** Only what a person can be told of may come out. */
  const deps = { random: new SeededRandom(), stretchKey: stretchInThread }

  async function isOpened(work: Promise<unknown>): Promise<boolean> {
    const failure = await failureOf(work)
    if (failure === 'done') return true
    if (failure instanceof Error) throw failure
    return false
  }

  test(
    'opens whole or is refused with its code: vault',
    async () => {
      const box = await sealBox({ ...key, plain: new Uint8Array(32).fill(5), params }, deps)
      const target = {
        name: 'vaults',
        samples: [box],
        inputs: inputsOf(4_000),
        run: (bytes: Uint8Array) => isOpened(openBox(bytes, key, stretchInThread)),
      }
      expect(await isOpened(openBox(box, key, stretchInThread))).toBe(true)
      expect((await fuzz(target)).findings).toEqual([])
    },
    TIMEOUT_MS,
  )

  test(
    'opens whole or is refused with its code: copy of a Node',
    async () => {
      const content = { root: new Uint8Array(32).fill(1), database: new Uint8Array(200).fill(2) }
      const box = await sealBackup(content, { passphrase: key.secret, params }, deps)
      const target = {
        name: 'copies',
        samples: [box],
        inputs: inputsOf(4_000),
        run: (bytes: Uint8Array) => isOpened(openBackup(bytes, key.secret, stretchInThread)),
      }
      expect(await isOpened(openBackup(box, key.secret, stretchInThread))).toBe(true)
      expect((await fuzz(target)).findings).toEqual([])
      await expect(openBackup(new Uint8Array(), key.secret, stretchInThread)).rejects.toBeInstanceOf(
        MirrorError,
      )
    },
    TIMEOUT_MS,
  )
})
