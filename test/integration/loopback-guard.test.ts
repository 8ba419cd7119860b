import { describe, expect, test } from 'vitest'
import { openLoopback } from '../support/loopback.ts'
import { rawRequest, rawUpgrade, sendRaw } from '../support/raw-http.ts'

const CALL = JSON.stringify({ method: 'setup.status', input: {} })

interface Knock {
  /** `PORT` stands for the server's port. */
  readonly host: readonly string[]
  readonly origin?: string
  readonly site?: string
  readonly token?: 'right' | 'wrong'
  readonly status: number
}

/** A script's call: by Host, Origin, Sec-Fetch-Site and token. */
const CALLS: readonly Knock[] = [
  { host: ['127.0.0.1:PORT'], token: 'right', status: 200 },
  { host: ['localhost:PORT'], token: 'right', status: 200 },
  { host: ['[::1]:PORT'], token: 'right', status: 200 },
  { host: ['127.0.0.1:PORT'], token: 'wrong', status: 401 },
  { host: ['127.0.0.1:PORT'], status: 401 },
  { host: ['127.0.0.1'], token: 'right', status: 403 },
  { host: ['127.0.0.1:1'], token: 'right', status: 403 },
  { host: ['127.0.0.1.attacker.example:PORT'], token: 'right', status: 403 },
  { host: ['attacker.example:PORT'], token: 'right', status: 403 },
  { host: ['attacker.example'], token: 'right', status: 403 },
  { host: ['LOCALHOST.:PORT'], token: 'right', status: 403 },
  { host: ['127.0.0.2:PORT'], token: 'right', status: 403 },
  { host: ['0.0.0.0:PORT'], token: 'right', status: 403 },
  { host: ['2130706433:PORT'], token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT', 'attacker.example'], token: 'right', status: 403 },
  { host: ['attacker.example', '127.0.0.1:PORT'], token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'http://127.0.0.1:PORT', token: 'right', status: 200 },
  { host: ['127.0.0.1:PORT'], origin: 'http://localhost:PORT', token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'https://127.0.0.1:PORT', token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'http://127.0.0.1:1', token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'http://attacker.example', token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'null', token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], site: 'same-origin', token: 'right', status: 200 },
  { host: ['127.0.0.1:PORT'], site: 'none', token: 'right', status: 200 },
  { host: ['127.0.0.1:PORT'], site: 'same-site', token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], site: 'cross-site', token: 'right', status: 403 },
  { host: ['127.0.0.1:PORT'], site: '', token: 'right', status: 403 },
]

/** A socket's upgrade: only with our own origin. */
const UPGRADES: readonly Knock[] = [
  { host: ['127.0.0.1:PORT'], origin: 'http://127.0.0.1:PORT', status: 101 },
  { host: ['localhost:PORT'], origin: 'http://localhost:PORT', status: 101 },
  { host: ['[::1]:PORT'], origin: 'http://[::1]:PORT', status: 101 },
  { host: ['127.0.0.1:PORT'], status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'http://localhost:PORT', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'http://attacker.example', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'http://127.0.0.1.attacker.example:PORT', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'null', status: 403 },
  { host: ['attacker.example:PORT'], origin: 'http://attacker.example:PORT', status: 403 },
  { host: ['127.0.0.1:PORT'], origin: 'http://127.0.0.1:PORT', site: 'cross-site', status: 403 },
]

function headersOf(knock: Knock, port: number, token: string): string[] {
  const lines = knock.host.map((host) => `Host: ${host}`)
  if (knock.origin !== undefined) lines.push(`Origin: ${knock.origin}`)
  if (knock.site !== undefined) lines.push(`Sec-Fetch-Site: ${knock.site}`)
  if (knock.token !== undefined) {
    lines.push(`Authorization: Bearer ${knock.token === 'right' ? token : 'A'.repeat(43)}`)
  }
  return lines.map((line) => line.replaceAll('PORT', String(port)))
}

describe('who may knock', () => {
  test.for(CALLS)('a call with %o', async (knock) => {
    const { server } = await openLoopback()
    const headers = [...headersOf(knock, server.port, server.token), 'Content-Type: application/json']
    const answer = await sendRaw(server.port, rawRequest('POST /call', headers, CALL))
    expect(answer.status).toBe(knock.status)
    expect(answer.body.includes('"output"')).toBe(knock.status === 200)
    expect(answer.head.toLowerCase()).not.toContain('access-control')
    expect(answer.head.toLowerCase()).not.toContain('set-cookie')
  })

  test.for(UPGRADES)('a socket with %o', async (knock) => {
    const { server } = await openLoopback()
    const upgrade = rawUpgrade('/bridge', headersOf(knock, server.port, server.token))
    expect((await sendRaw(server.port, upgrade)).status).toBe(knock.status)
  })

  test('opens a socket at no other path', async () => {
    const { server } = await openLoopback()
    const headers = [`Host: 127.0.0.1:${server.port}`, `Origin: http://127.0.0.1:${server.port}`]
    expect((await sendRaw(server.port, rawUpgrade('/call', headers))).status).toBe(403)
  })

  test('refuses a request without a host, and one that names a whole address', async () => {
    const { server } = await openLoopback()
    const own = `Host: 127.0.0.1:${server.port}`
    expect((await sendRaw(server.port, 'GET / HTTP/1.0\r\n\r\n')).status).toBe(403)
    expect((await sendRaw(server.port, rawRequest('GET http://attacker.example/', [own]))).status).toBe(403)
  })
})

describe('the token', () => {
  const call = (port: number, token: string): string =>
    rawRequest(
      'POST /call',
      [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`, 'Content-Type: application/json'],
      CALL,
    )

  test('rests after three wrong tries, lets its holder in meanwhile, and hears again after a minute', async () => {
    const { server, clock } = await openLoopback()
    const statusOf = async (token: string): Promise<number> =>
      (await sendRaw(server.port, call(server.port, token))).status
    for (const last of ['A', 'B', 'C']) expect(await statusOf(last.repeat(43))).toBe(401)
    expect(await statusOf('D'.repeat(43))).toBe(429)
    expect(await statusOf(server.token)).toBe(200)
    clock.advance(60_001)
    expect(await statusOf('E'.repeat(43))).toBe(401)
  })

  test('is another one for the figures, which opens nothing else', async () => {
    const { server } = await openLoopback()
    const metrics = (token: string): string =>
      rawRequest('GET /metrics', [`Host: 127.0.0.1:${server.port}`, `Authorization: Bearer ${token}`])
    const figures = await sendRaw(server.port, metrics(server.metricsToken))
    expect(figures.body).toBe('mirrorwell_neighbours 0\n')
    expect((await sendRaw(server.port, metrics(server.token))).status).toBe(401)
    expect((await sendRaw(server.port, call(server.port, server.metricsToken))).status).toBe(401)
  })
})

describe('a call', () => {
  const headers = (port: number, token: string, type = 'application/json'): string[] => [
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${token}`,
    `Content-Type: ${type}`,
  ]

  test.for([
    ['a body that is no JSON', 'application/json', '{"method":', 400],
    ['a body without a method', 'application/json', '{"input":{}}', 400],
    ['a list', 'application/json', '[]', 400],
    ['a form', 'application/x-www-form-urlencoded', 'method=setup.status', 415],
    ['plain text', 'text/plain', CALL, 415],
    ['more than a frame', 'application/json', `"${'x'.repeat(2 * 1024 * 1024)}"`, 413],
  ] as const)('refuses %s', async ([, type, body, status]) => {
    const { server } = await openLoopback()
    const request = rawRequest('POST /call', headers(server.port, server.token, type), body)
    const answer = await sendRaw(server.port, request)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body).error.code).toBe('invalid-input')
  })

  test('refuses a chunked body that grows beyond a frame', async () => {
    const { server } = await openLoopback()
    const head = ['POST /call HTTP/1.1', ...headers(server.port, server.token), 'Transfer-Encoding: chunked']
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    const answer = await sendRaw(server.port, `${head.join('\r\n')}\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`)
    expect(answer.status).toBe(413)
  })

  test('answers a refusal of the Node with its code', async () => {
    const { server } = await openLoopback()
    const body = JSON.stringify({ method: '__proto__.toString', input: {} })
    const answer = await sendRaw(
      server.port,
      rawRequest('POST /call', headers(server.port, server.token), body),
    )
    expect(JSON.parse(answer.body).error.code).toBe('unknown-method')
  })

  test.for(['PUT /call', 'DELETE /', 'POST /', 'OPTIONS /call', 'TRACE /call'])(
    'knows no %s',
    async (target) => {
      const { server } = await openLoopback()
      const answer = await sendRaw(server.port, rawRequest(target, headers(server.port, server.token), 'x'))
      expect(answer.status).toBe(405)
    },
  )
})
