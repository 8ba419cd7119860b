import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerPageRequest } from '../../../../../src/main/hosts/electron/app-pages.ts'
import { temporaryFolder } from '../../../../support/folder.ts'

async function page(): Promise<string> {
  const top = await temporaryFolder()
  const folder = join(top, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(top, 'secret.json'), 'secret')
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets/a.js'), 'export {}')
  await writeFile(join(folder, 'notes.xyz'), 'unknown kind')
  await symlink(join(top, 'secret.json'), join(folder, 'link.json'))
  return folder
}

const get = async (path: string, init: RequestInit = {}): Promise<Response> =>
  answerPageRequest(await page(), new Request(`app://mirrorwell${path}`, init))

describe('the pages of the desktop', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/assets/a.js', 'text/javascript; charset=utf-8', 'export {}'],
  ])('serves %s', async (path, mediaType, content) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(mediaType)
    expect(await answer.text()).toBe(content)
  })

  test('says what the page may do with every answer', async () => {
    for (const answer of [await get('/'), await get('/absent.js')]) {
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('permissions-policy')).toMatch(/^camera=\(self\), microphone=\(\)/u)
    }
  })

  test.each([
    '/absent.js',
    '/notes.xyz',
    '/assets',
    '/link.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..%5c..%5csecret.json',
    '/index.html%00.js',
    '/%zz.js',
    `/${'a'.repeat(5000)}.js`,
  ])('has nothing at %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  test.each(['POST', 'PUT', 'DELETE', 'HEAD'])('answers no %s', async (method) => {
    expect((await get('/', { method })).status).toBe(405)
  })
})
