import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openLoopback } from '../support/loopback.ts'
import { rawRequest, sendRaw } from '../support/raw-http.ts'

const get = (port: number, target: string): Promise<Awaited<ReturnType<typeof sendRaw>>> =>
  sendRaw(port, rawRequest(target, [`Host: 127.0.0.1:${port}`]))

describe('the page', () => {
  test('is served with its content policy and nothing that others may use', async () => {
    const { server } = await openLoopback()
    const answer = await get(server.port, 'GET /')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('<title>Mirrorwell</title>')
    expect(answer.head).toContain('Content-Type: text/html; charset=utf-8')
    expect(answer.head).toContain("Content-Security-Policy: default-src 'none'; script-src 'self'")
    expect(answer.head).toContain("require-trusted-types-for 'script'")
    expect(answer.head).toContain('X-Content-Type-Options: nosniff')
    expect(answer.head).toContain('Referrer-Policy: no-referrer')
    expect(answer.head).toContain('Cross-Origin-Opener-Policy: same-origin')
    expect(answer.head).toContain('Cache-Control: no-cache')
    expect(answer.head).not.toContain('Access-Control')
  })

  test('keeps files named by their hash, and answers HEAD without a body', async () => {
    const { server } = await openLoopback()
    const answer = await get(server.port, 'HEAD /assets/main-1a2b3c.js')
    expect(answer.head).toContain('Content-Type: text/javascript; charset=utf-8')
    expect(answer.head).toContain('Content-Length: 9')
    expect(answer.head).toContain('Cache-Control: public, max-age=31536000, immutable')
    expect(answer.body).toBe('')
  })

  test.for([
    '/secret.json',
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/%2e%2e%2fsecret.json',
    '/assets/../../secret.json',
    '/assets/..%5c..%5csecret.json',
    '/..\\secret.json',
    '//secret.json',
    '/index.html%00.js',
    '/%c0%ae%c0%ae/secret.json',
    '/%',
    '/assets',
    '/assets/',
    '/notes.xyz',
    '/nothing.js',
    `/${'a/'.repeat(2000)}x.js`,
  ])('has nothing at %s', async (path) => {
    const { server } = await openLoopback()
    expect((await get(server.port, `GET ${path}`)).status).toBe(404)
  })

  test('follows no link out of its folder', async () => {
    const { server, pageDir } = await openLoopback()
    await symlink(join(pageDir, '..', 'secret.json'), join(pageDir, 'link.json'))
    expect((await get(server.port, 'GET /link.json')).status).toBe(404)
  })
})
