import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import type { VirtualNode } from '../../src/main/rehearsal/virtual-node.ts'
import { World } from '../../src/main/rehearsal/world.ts'
import { realTime } from '../../src/main/rehearsal/world-time.ts'
import type { Caller } from '../../src/shared/bridge/caller.ts'
import type { Contract, MethodSpec } from '../../src/shared/bridge/contract.ts'
import { contract } from '../../src/shared/contract/index.ts'
import type { ErrorCode } from '../../src/shared/kernel/errors.ts'
import type { FileId, NodeId } from '../../src/shared/kernel/ids.ts'
import { inputsOf } from '../support/json-arbitraries.ts'

/** Tries of each method. Chosen here: the whole contract stays within seconds. */
const TRIES = 60
/** Each of their tries stretches a key, on purpose slowly. */
const SLOW_TRIES = 4
const SLOW = new Set(['mirrors.add', 'mirrors.changePin', 'backup.writeFile', 'federation.leave'])
/** Asked last, in this order: after them there is less to reach. */
const ENDINGS = ['mirrors.changePin', 'mirrors.unlock', 'federation.leave', 'mirrors.revoke', 'mirrors.lock']
/** For a word from Node to Node. Chosen here: a hundred times what it takes. */
const SOON = { timeout: 20_000, interval: 50 }
/** What the bridge itself may say to any call. */
const BRIDGE_CODES: readonly ErrorCode[] = ['invalid-input', 'mirror-locked', 'mirror-revoked', 'node-locked']

type Method = readonly [name: string, spec: MethodSpec]
/** All but `practice`, which no Node answers itself. */
const METHODS = Object.entries(contract as Contract)
  .flatMap(([feature, members]) =>
    Object.entries(members).flatMap(([member, spec]): Method[] =>
      spec.kind === 'event' || feature === 'practice' ? [] : [[`${feature}.${member}`, spec]],
    ),
  )
  .toSorted(([a], [b]) => ENDINGS.indexOf(a) - ENDINGS.indexOf(b))
/** A page whose Mirror is unlocked and whose every press is good: it comes as deep as anybody. */
const PAGE: Caller = {
  sessionId: 'page',
  confirmations: { issue: () => ({ confirmationId: 'press', untilMs: 0 }), redeem: () => {} },
}

let world: World
let node: VirtualNode
/** What there is to ask for. */
let known: readonly string[]

beforeAll(async () => {
  world = new World(
    { time: realTime, random: systemRandom, logger: silentLogger },
    { seat: { version: '0.0.0' } },
  )
  const profile = { mirrorName: 'Anna', language: 'sv', place: null } as const
  node = await world.add({ ...profile, name: 'Älvdalen' })
  await node.unlockFor(PAGE, 'Anna')
  known = await furnish(node, await world.add({ ...profile, name: '千葉北', inviter: node }))
})

afterAll(() => world.stop())

/** Give a Node something of everything, its own and a neighbour's. @returns the names and ids of it */
async function furnish({ bridge, nodeId }: VirtualNode, neighbour: VirtualNode): Promise<readonly string[]> {
  const lines = { unit: 'L', capacity: 1_000, surplusAbove: 700, deficitBelow: 200 }
  await bridge.resources.record({ resource: 'water', level: 900, ...lines })
  const said = { kind: 'bias-drift', severity: 'low', summary: 's', detail: 'd', system: 'x' } as const
  const alerts = await Promise.all([
    bridge.alerts.raise(said),
    neighbour.bridge.alerts.raise({ ...said, summary: 't' }),
  ])
  const lesson = { title: 'Repet', body: '# Repet\n\nByt det.' }
  const seeds = await Promise.all([
    bridge.seeds.offer(lesson),
    neighbour.bridge.seeds.offer({ ...lesson, title: 'Linan' }),
  ])
  const wanted = { resource: 'water', quantity: 5, unit: 'L', note: '' }
  const transfer = await neighbour.bridge.transfers.offer({ ...wanted, to: nodeId })
  await vi.waitFor(async () => {
    expect((await bridge.transfers.list({})).transfers).toHaveLength(1)
    expect((await bridge.seeds.list({})).seeds).toHaveLength(2)
    expect((await bridge.alerts.list({})).alerts).toHaveLength(2)
  }, SOON)
  const { mirrors } = await bridge.mirrors.list({})
  const files = await Promise.all([offerFile(bridge, neighbour.nodeId), offerFile(neighbour.bridge, nodeId)])
  await vi.waitFor(
    async () =>
      expect((await bridge.files.list({})).files.map(({ phase }) => phase)).toEqual(['offered', 'offered']),
    SOON,
  )
  const ids = [...alerts, ...seeds, transfer, ...files].map(({ id }) => id)
  return [...ids, nodeId, neighbour.nodeId, ...mirrors.map(({ mirrorId }) => mirrorId), 'water', 'L', 'repet']
}

async function offerFile({ files }: VirtualNode['bridge'], nodeId: NodeId): Promise<{ readonly id: FileId }> {
  const { id } = await files.prepare({ nodeId, name: 'repet.txt', sizeBytes: 6 })
  await files.addPiece({ id, atByte: 0, bytes: 'UmVwZXQu' })
  return { id }
}

/** A call as it comes off a channel, and the code it was answered with; null for done. */
async function codeOf(method: string, input: unknown): Promise<ErrorCode | null> {
  const frame = await node.seat.router.answer({ id: 7, method, input }, PAGE)
  expect(frame).toMatchObject({ id: 7 })
  if (frame.t === 'ok') return null
  if (frame.t !== 'err') throw new Error(`answered by ${frame.t}`)
  return frame.error.code
}

describe('whatever it is given', () => {
  test.for(METHODS)('%s is answered, by a code that it lists', async ([method, spec]) => {
    const listed: readonly (ErrorCode | null)[] = [null, ...spec.errors, ...BRIDGE_CODES]
    await fc.assert(
      fc.asyncProperty(inputsOf(spec.input, known), async (input) => {
        expect(listed).toContain(await codeOf(method, input))
      }),
      { numRuns: SLOW.has(method) ? SLOW_TRIES : TRIES },
    )
  })

  test('a name that is none is answered by unknown-method', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '__proto__',
        'constructor.name',
        'node',
        'node.',
        '.status',
        'node.status.x',
        'node.changed',
      ),
      fc.tuple(fc.string(), fc.string()).map((parts) => parts.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(names, fc.jsonValue(), async (name, input) => {
        expect(await codeOf(name, input)).toBe('unknown-method')
      }),
    )
  })
})
