import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeReport, encodeWakeUp } from '../../src/main/features/calls/call-codec.ts'
import { PeerSessions } from '../../src/main/network/peer-sessions.ts'
import type { MessageStream } from '../../src/main/network/transport.ts'
import { steadyClock, systemClock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import type { EntryKind } from '../../src/main/replica/entry.ts'
import { sealPrivate } from '../../src/main/replica/private-envelope.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { LimitView } from '../../src/shared/contract/limits.ts'
import type { MessageId } from '../../src/shared/kernel/ids.ts'
import type { LimitName } from '../../src/shared/kernel/rate-limits.ts'
import { testLimits } from '../support/limits.ts'
import { RawMember } from '../support/raw-member.ts'
import type { ServedNode } from '../support/served-node.ts'
import { until } from '../support/until.ts'
import { Village } from '../support/village.ts'

const village = new Village()
let node: ServedNode
let member: RawMember
/** What the member has sent on the stream of its session. */
let sent: Uint8Array[]
let stream: MessageStream | null
let sessions: PeerSessions
const steadyTimers = new ClockTimers(steadyClock)

beforeAll(async () => {
  node = await village.serve(await village.home('Arvika'), '--new-federation', 'test')
  member = await RawMember.join((await node.bridge.invites.create({})).invite, 'Lax')
  await node.until(
    'neighbours.changed',
    async () => (await node.bridge.neighbours.list({})).neighbours.length === 1,
  )
  sessions = sessionsOf(member)
  await sessions.start()
})

afterAll(async () => {
  await sessions.stop()
  steadyTimers.stop()
  await member.stop()
  await village.close()
})

/** Sessions of a member that keeps no limits, and remembers what it sends. */
function sessionsOf({ id, identity, network }: RawMember): PeerSessions {
  const { neighbourhood } = network
  const noted = (opened: MessageStream): MessageStream => {
    sent = []
    stream = opened
    return new Proxy(opened, {
      get(target, name) {
        if (name === 'send') {
          return (bytes: Uint8Array) => {
            sent.push(bytes)
            target.send(bytes)
          }
        }
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
  return new PeerSessions(
    {
      carrier: {
        openSession: async (nodeId, signal) => {
          const opened = await neighbourhood.openSession(nodeId, signal)
          return opened && noted(opened)
        },
        onSession: (listener) =>
          neighbourhood.onSession((opened) => listener({ ...opened, stream: noted(opened.stream) })),
        onDown: (listener) => neighbourhood.onDown(listener),
        onReplaced: (listener) => neighbourhood.onReplaced(listener),
        countRefusal: () => {},
      },
      ...{ signer: identity.signer, realClock: systemClock, steadyClock, steadyTimers },
      ...{ random: systemRandom, logger: silentLogger },
      limits: testLimits(steadyClock, { handshakes: 600, 'handshakes-in-all': 600 }),
    },
    { federationId: identity.federationId, self: id, idleTimeoutMs: () => 600_000 },
  )
}

const newId = (): MessageId => randomBytes(16).toString('hex') as MessageId

/** Say letters of a kind in the session, as many as there are payloads. */
async function flood(kind: EntryKind, payloads: readonly Uint8Array[]): Promise<void> {
  const { federationId, signer } = member.identity
  for (const payload of payloads) {
    await sessions.send(node.id, (sessionId) => ({
      ...{ channel: 'control', type: wire.PrivateFrame.PRIVATE_FRAME_ENVELOPE },
      bytes: sealPrivate({ kind, payload, atMs: systemClock.nowMs() }, { federationId, sessionId }, signer),
    }))
  }
}

async function limitAt(name: LimitName): Promise<LimitView | undefined> {
  return (await node.bridge.limits.list({})).limits.find((limit) => limit.name === name)
}
/** Resolves once so many of a limit were refused to the member. */
const refused = (name: LimitName, count: number): Promise<void> =>
  until(
    async () =>
      ((await limitAt(name))?.uses.find(({ nodeId }) => nodeId === member.id)?.refused ?? 0) >= count,
  )

const eventsAt = async () =>
  (await node.bridge.neighbours.sessions({ nodeId: member.id })).sessions[0]?.events ?? []
const callsAt = async () => (await node.bridge.neighbours.calls({ limit: 500 })).calls

describe('a member that keeps no limits', () => {
  test('gets sixty reports through, and every one beyond is counted against it', async () => {
    const reports = Array.from({ length: 80 }, (_, n) =>
      encodeReport({ id: newId(), writtenAtMs: systemClock.nowMs(), text: `report ${n}` }),
    )
    await flood('status-report', reports)
    await refused('reports', 19) // one more may be let in while they come
    expect((await callsAt()).filter(({ kind }) => kind === 'report').length).toBeLessThanOrEqual(61)
    const [lax] = (await node.bridge.neighbours.list({})).neighbours
    expect(lax?.limits).toMatchObject([{ reason: 'rate-exceeded' }])
  })

  test('wakes this Node six times, and is told from then on that it asks too often', async () => {
    const answers: number[] = []
    const stop = sessions.onMessage(({ bytes, type }) => {
      if (type !== wire.PrivateFrame.PRIVATE_FRAME_ENVELOPE) return
      const { body, payload } = wire.Envelope.decode(bytes)
      if (wire.Body.decode(body).kind === wire.Kind.KIND_WAKE_UP_ACK)
        answers.push(wire.WakeUpAck.decode(payload).answer)
    })
    await flood(
      'wake-up',
      Array.from({ length: 20 }, () => encodeWakeUp({ id: newId(), askedAtMs: systemClock.nowMs() })),
    )
    await until(() => answers.length === 20)
    stop()
    const { WAKE_UP_ANSWER_AWAKE: awake, WAKE_UP_ANSWER_TOO_OFTEN: tooOften } = wire.WakeUpAnswer
    expect(answers).toEqual([...Array(6).fill(awake), ...Array(14).fill(tooOften)])
    expect((await callsAt()).filter(({ kind }) => kind === 'wake-up')).toHaveLength(6)
  })

  test('asks the same wake-up again and again, and it is one', async () => {
    const [first] = (await callsAt()).filter(({ kind }) => kind === 'wake-up')
    const again = encodeWakeUp({ id: first?.id ?? newId(), askedAtMs: systemClock.nowMs() })
    const before = await limitAt('wake-ups')
    await flood('wake-up', [again, again, again])
    expect((await callsAt()).filter(({ kind }) => kind === 'wake-up')).toHaveLength(6)
    expect((await limitAt('wake-ups'))?.uses[0]?.refused).toBe(before?.uses[0]?.refused)
  })
})

describe('a session with a member that does not keep to it', () => {
  test('shows a replayed frame', async () => {
    await sessions.sessionWith(node.id)
    stream?.send(sent.at(-1) ?? new Uint8Array())
    await until(async () => (await eventsAt())[0]?.kind === 'replay-refused')
  })

  test('shows a handshake of an older version', async () => {
    const opened = await member.network.neighbourhood.openSession(node.id, AbortSignal.timeout(5_000))
    const handshake = { version: 0, ephemeral: randomBytes(32), nonce: randomBytes(32) }
    opened?.send(wire.SessionMessage.encode({ handshake }).finish())
    await until(async () => (await eventsAt())[0]?.kind === 'downgrade-refused')
  })

  test('shows that it begins too often, and whose limit that is', async () => {
    for (let n = 0; n < 14; n += 1) {
      const opened = await member.network.neighbourhood.openSession(node.id, AbortSignal.timeout(5_000))
      opened?.close()
    }
    await refused('handshakes', 1)
    await until(async () =>
      (await eventsAt()).some(({ kind, reason }) => kind === 'refused' && reason === 'rate-exceeded'),
    )
  })
})
