import { expect, test } from 'vitest'
import { CONFIRMATION_TTL_MS } from '../../src/main/app/confirmation-desk.ts'
import { HELLO_TIMEOUT_MS, PING_PERIOD_MS } from '../../src/main/hosts/node/bridge-socket.ts'
import { CALLS_PER_SECOND } from '../../src/main/hosts/node/call-limiter.ts'
import { SESSION_LINGER_MS } from '../../src/main/hosts/node/caller-sessions.ts'
import { MAX_FRAME_BYTES } from '../../src/shared/bridge/channel.ts'
import { FAKE_MIRROR } from '../support/fake-seat.ts'
import { type Loopback, openLoopback, TestSocket } from '../support/loopback.ts'

const CALL = { t: 'call', id: 1, method: 'setup.status', input: {} } as const
const ACT = { method: 'policy.set', input: { transfersNeed: 2 } } as const
const UNLOCK = { mirrorId: FAKE_MIRROR.mirrorId, pin: FAKE_MIRROR.pin }

test('welcomes the holder of the token, answers calls and forwards events', async () => {
  const { server, seat } = await openLoopback()
  const socket = new TestSocket(server.port)
  const session = await socket.enter(server.token)
  expect(session).toMatch(/^[\w-]{22}$/u)
  expect(await socket.call('setup.status', {}, 7)).toMatchObject({
    t: 'ok',
    id: 7,
    output: { phase: 'open' },
  })
  seat.emit('alerts.changed', { id: 'x' }, 5)
  expect(await socket.next()).toEqual({ t: 'event', name: 'alerts.changed', payload: { id: 'x' }, atMs: 5 })
})

test.for([
  ['a wrong token', { t: 'hello', token: 'A'.repeat(43), session: null }, 4401],
  ['an empty token', { t: 'hello', token: '', session: null }, 4401],
  ['no token', { t: 'hello', session: null }, 1008],
  ['a call before hello', CALL, 1008],
  ['a hello of absurd length', { t: 'hello', token: 'A'.repeat(2000), session: null }, 1008],
] as const)('closes on %s', async ([, first, code]) => {
  const { server } = await openLoopback()
  const socket = new TestSocket(server.port)
  await socket.opened()
  socket.send(first)
  expect(await socket.closed).toBe(code)
})

test('tells nobody anything before hello, and gives up waiting for it', async () => {
  const { server, seat, clock } = await openLoopback()
  const silent = new TestSocket(server.port)
  await silent.opened()
  const welcome = new TestSocket(server.port)
  await welcome.enter(server.token)
  seat.emit('node.changed', {}, 1)
  expect(await welcome.next()).toMatchObject({ t: 'event' })
  const heard = silent.next().then(() => 'an event')
  clock.advance(HELLO_TIMEOUT_MS)
  expect(await Promise.race([heard, silent.closed])).toBe(1008)
})

test.for([
  ['no JSON', '{"t":"call"', 1007],
  ['bytes', new Uint8Array([1, 2, 3]), 1003],
  ['a number', '1', 1008],
  ['null', 'null', 1008],
  ['an answer', '{"t":"ok","id":1,"output":{}}', 1008],
  ['an event', '{"t":"event","name":"node.changed","payload":{},"atMs":1}', 1008],
  ['a call without id', '{"t":"call","method":"setup.status"}', 1008],
  ['a method that is no text', '{"t":"call","id":1,"method":{}}', 1008],
  ['a method of absurd length', `{"t":"call","id":1,"method":"${'m'.repeat(101)}"}`, 1008],
  ['a press that is no text', '{"t":"call","id":1,"method":"setup.status","confirmation":1}', 1008],
  ['a second hello', '{"t":"hello","token":"x","session":null}', 1008],
  ['more than a frame', `"${'x'.repeat(MAX_FRAME_BYTES)}"`, 1009],
] as const)('closes on %s, and goes on serving others', async ([, frame, code]) => {
  const { server } = await openLoopback()
  const bystander = new TestSocket(server.port)
  await bystander.enter(server.token)
  const socket = new TestSocket(server.port)
  await socket.enter(server.token)
  socket.sendRaw(frame)
  expect(await socket.closed).toBe(code)
  expect(await bystander.call('setup.status')).toMatchObject({ t: 'ok' })
})

const TRANSFER = '0a'.repeat(16)
const DECISION = { t: 'call', id: 5, method: 'transfers.decide', input: { id: TRANSFER, consent: true } }

/** A page of a Mirror who may decide. */
async function openDecider({ server }: Loopback): Promise<TestSocket> {
  const socket = new TestSocket(server.port)
  await socket.enter(server.token)
  await socket.call('mirrors.unlock', UNLOCK)
  return socket
}

async function pressOn(page: TestSocket, subject = TRANSFER, method = 'transfers.decide'): Promise<string> {
  const pressed = await page.call('host.confirm', { method, subject })
  return pressed.t === 'ok' ? (pressed.output as { confirmationId: string }).confirmationId : ''
}

test('does an act of weight at a press, once', async () => {
  const loopback = await openLoopback()
  const page = await openDecider(loopback)
  const frame = { ...DECISION, confirmation: await pressOn(page) }
  page.send(frame)
  expect(await page.next()).toMatchObject({ t: 'ok' })
  page.send(frame)
  expect(await page.next()).toMatchObject({ error: { code: 'not-confirmed' } })
  expect(loopback.seat.decided).toEqual([`${TRANSFER} true`])
})

interface Attempt {
  readonly loopback: Loopback
  readonly page: TestSocket
}

test.for<[string, (attempt: Attempt) => Promise<string | undefined>]>([
  ['none at all', async () => undefined],
  ['a made-up press', async () => 'A'.repeat(22)],
  ['a press for another transfer', ({ page }) => pressOn(page, '0b'.repeat(16))],
  ['a press for another act', ({ page }) => pressOn(page, TRANSFER, 'seeds.plant')],
  ['another page’s press', async ({ loopback }) => pressOn(await openDecider(loopback))],
  [
    'a press of a minute ago',
    async ({ loopback, page }) => {
      const press = await pressOn(page)
      loopback.clock.advance(CONFIRMATION_TTL_MS)
      return press
    },
  ],
])('does no act of weight with %s', async ([, pressed]) => {
  const loopback = await openLoopback()
  const page = await openDecider(loopback)
  const confirmation = await pressed({ loopback, page })
  page.send({ ...DECISION, ...(confirmation === undefined ? {} : { confirmation }) })
  expect(await page.next()).toMatchObject({ id: 5, error: { code: 'not-confirmed' } })
  expect(loopback.seat.decided).toEqual([])
})

test('a press outlives the question for a PIN', async () => {
  const { server, seat } = await openLoopback()
  const page = new TestSocket(server.port)
  await page.enter(server.token)
  const frame = { ...DECISION, confirmation: await pressOn(page) }
  page.send(frame)
  expect(await page.next()).toMatchObject({ error: { code: 'mirror-locked' } })
  await page.call('mirrors.unlock', UNLOCK)
  page.send(frame)
  expect(await page.next()).toMatchObject({ t: 'ok' })
  expect(seat.decided).toHaveLength(1)
})

test('refuses more calls than a second allows, and takes them again after it', async () => {
  const { server, clock } = await openLoopback()
  const socket = new TestSocket(server.port)
  await socket.enter(server.token)
  for (let id = 1; id <= CALLS_PER_SECOND + 1; id += 1) socket.send({ ...CALL, id })
  const answers = []
  for (let id = 1; id <= CALLS_PER_SECOND + 1; id += 1) answers.push(await socket.next())
  expect(answers.filter((frame) => frame.t === 'ok')).toHaveLength(CALLS_PER_SECOND)
  expect(answers.find((frame) => frame.t === 'err')).toMatchObject({
    id: CALLS_PER_SECOND + 1,
    error: { code: 'too-many-calls' },
  })
  clock.advance(1_000)
  expect(await socket.call('setup.status')).toMatchObject({ t: 'ok' })
})

test('gives up a page that stopped reading, and goes on telling the others', async () => {
  const { server, seat } = await openLoopback()
  const stuck = new TestSocket(server.port)
  await stuck.enter(server.token)
  stuck.stopReading()
  const reading = new TestSocket(server.port)
  await reading.enter(server.token)
  const large = 'x'.repeat(1024 * 1024)
  for (let sent = 0; sent < 64; sent += 1) {
    seat.emit('node.changed', { large }, sent)
    expect(await reading.next()).toMatchObject({ t: 'event', atMs: sent })
  }
  stuck.goOnReading()
  expect(await stuck.closed).toBe(1006)
})

test('gives up a page that is gone without a word, and then its session', async () => {
  const { server, seat, clock } = await openLoopback()
  const gone = new TestSocket(server.port)
  const session = await gone.enter(server.token)
  gone.stopReading()
  clock.advance(PING_PERIOD_MS)
  clock.advance(PING_PERIOD_MS)
  gone.goOnReading()
  expect(await gone.closed).toBe(1006)
  clock.advance(SESSION_LINGER_MS)
  expect(seat.endedCallers).toEqual([session])
})

test('keeps an unlocked Mirror over a reload, for one session only', async () => {
  const { server } = await openLoopback()
  const before = new TestSocket(server.port)
  const session = await before.enter(server.token)
  expect(await before.call('mirrors.unlock', UNLOCK)).toMatchObject({ t: 'ok' })
  await before.close()

  const after = new TestSocket(server.port)
  expect(await after.enter(server.token, session)).toBe(session)
  expect(await after.call(ACT.method, ACT.input)).toMatchObject({ t: 'ok' })

  const other = new TestSocket(server.port)
  expect(await other.enter(server.token)).not.toBe(session)
  expect(await other.call(ACT.method, ACT.input)).toMatchObject({ error: { code: 'mirror-locked' } })
})

test('locks the Mirror when nobody came back, and then gives another session', async () => {
  const { server, seat, clock } = await openLoopback()
  const socket = new TestSocket(server.port)
  const session = await socket.enter(server.token)
  await socket.call('mirrors.unlock', UNLOCK)
  await socket.close()
  const next = new TestSocket(server.port)
  const others = await next.enter(server.token) // the server has seen the first close by now
  clock.advance(SESSION_LINGER_MS - 1)
  expect(seat.endedCallers).toEqual([])
  clock.advance(1)
  expect(seat.endedCallers).toEqual([session])
  const late = new TestSocket(server.port)
  const fresh = await late.enter(server.token, session)
  expect([session, others]).not.toContain(fresh)
})

test('ends every session and closes every socket when it stops, twice if asked', async () => {
  const { server, seat } = await openLoopback()
  const socket = new TestSocket(server.port)
  const session = await socket.enter(server.token)
  await Promise.all([server.stop(), server.stop()])
  expect(await socket.closed).toBe(1001)
  expect(seat.endedCallers).toEqual([session])
})

test('lets a script unlock a Mirror for its own session, and no call after it', async () => {
  const { server } = await openLoopback()
  const send = async (method: string, path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
    const init = method === 'DELETE' ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    return (await (await fetch(`http://127.0.0.1:${server.port}${path}`, init)).json()) as Record<
      string,
      unknown
    >
  }
  const { session } = await send('POST', '/session')
  await send('POST', '/call', { method: 'mirrors.unlock', input: UNLOCK, session })
  expect(await send('POST', '/call', { ...ACT, session })).toEqual({ output: ACT.input })
  expect(await send('POST', '/call', ACT)).toMatchObject({ error: { code: 'mirror-locked' } })
  // With the PIN given for it, a script's word is its press.
  const { method, input } = DECISION
  expect(await send('POST', '/call', { method, input, session })).toEqual({ output: {} })
  await send('DELETE', `/session/${session}`)
  expect(await send('POST', '/call', { ...ACT, session })).toMatchObject({ error: { code: 'unauthorised' } })
})
