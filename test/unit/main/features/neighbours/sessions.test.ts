import { expect, test } from 'vitest'
import { sessionsHandlers } from '../../../../../src/main/features/neighbours/sessions-handlers.ts'
import { NO_SESSION, type SessionView } from '../../../../../src/main/network/peer-session-view.ts'
import { neighbourSessions as contract } from '../../../../../src/shared/contract/neighbour-sessions.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const caller = { sessionId: 'test' }
const [björk, chiba, stranger] = [testNodeId(1), testNodeId(2), testNodeId(3)]
const HOUR_MS = 3_600_000

const open: SessionView = {
  ...NO_SESSION,
  ...{ state: 'open', sessionId: '0123abcd-0000-4000-8000-000000000001', rekeys: 2 },
  ...{ openedAtMs: 1_000, lastFrameMs: 2_000, left: { idleMs: 5, ageMs: 6 } },
  channels: [{ channel: 'control', sent: 4, received: 5 }],
  handshake: { role: 'responder', steps: [{ step: 'handshake-received', atMs: 900 }] },
  events: [{ kind: 'opened', atMs: 1_000, reason: null, count: 1 }],
}

const handlers = sessionsHandlers({
  known: () => [{ nodeId: björk }, { nodeId: chiba }],
  nameOf: (nodeId) => (nodeId === björk ? 'Björk' : 'Chiba'),
  sessionOf: (nodeId) => (nodeId === björk ? open : NO_SESSION),
  housekeeping: () => ({ everyMs: 30_000, lastAtMs: 3_000, halfOpen: 0, remembered: 1 }),
  toApplicationMs: (ms) => ms + HOUR_MS,
})

test('shows the sessions of all known Nodes, by the clock of the application', async () => {
  const { housekeeping, sessions } = contract.sessions.output.parse(await handlers.sessions({}, caller))
  expect(sessions.map(({ name, state }) => [name, state])).toEqual([
    ['Björk', 'open'],
    ['Chiba', 'none'],
  ])
  expect(sessions[0]).toMatchObject({
    ...{ shortId: '0123abcd', openedAtMs: HOUR_MS + 1_000, lastFrameAtMs: HOUR_MS + 2_000 },
    ...{ idleLeftMs: 5, ageLeftMs: 6, rekeys: 2 },
    handshake: { begunHere: false, steps: [{ step: 'handshake-received', atMs: HOUR_MS + 900 }] },
    events: [{ kind: 'opened', atMs: HOUR_MS + 1_000 }],
  })
  expect(housekeeping.lastAtMs).toBe(HOUR_MS + 3_000)
})

test('shows that of one Node, and of nobody unknown', async () => {
  const { sessions } = await handlers.sessions({ nodeId: chiba }, caller)
  expect(sessions.map(({ name }) => name)).toEqual(['Chiba'])
  expect(await failureOf(async () => handlers.sessions({ nodeId: stranger }, caller))).toMatchObject({
    code: 'neighbour-unknown',
  })
})
