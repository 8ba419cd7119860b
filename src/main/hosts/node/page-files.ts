import { createReadStream, realpathSync, type Stats, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'

/** The kinds of file a page is made of; anything else is not served. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** What the page may load and do: its own files, nothing else. Source: docs/security.md, "Content policy". */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "worker-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types default', // the page's own, for the address of the map's worker alone
].join('; ')

/** What the page may ask of the machine, where a browser knows the feature: the camera, to read an invitation. Source: docs/security.md, "Content policy". */
const PERMISSIONS_POLICY = [
  'camera=(self)',
  'microphone=()',
  'geolocation=()',
  'display-capture=()',
  'hid=()',
  'midi=()',
  'payment=()',
  'serial=()',
  'usb=()',
].join(', ')

/** Sent with every answer, whatever it is. */
export const SAFETY_HEADERS = {
  'Content-Security-Policy': CONTENT_POLICY,
  'Permissions-Policy': PERMISSIONS_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/** Names in this folder carry a hash of their content, so they never change. */
const HASHED_PREFIX = '/assets/'

interface PageFile {
  readonly path: string
  readonly mediaType: string
  readonly stats: Stats
}

/** Answer a GET or HEAD with a file of the page, or 404. The caller has set SAFETY_HEADERS. */
export function servePageFile(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const pathname = pathnameOf(request.url ?? '/')
  const file = pathname === null ? null : findFile(folder, pathname)
  if (file === null) return void response.writeHead(404).end()
  response.writeHead(200, {
    'Content-Type': file.mediaType,
    'Content-Length': file.stats.size,
    'Cache-Control': pathname?.startsWith(HASHED_PREFIX) ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.method === 'HEAD') return void response.end()
  const stream = createReadStream(file.path)
  stream.on('error', () => response.destroy())
  response.on('close', () => stream.destroy())
  stream.pipe(response)
}

/** The decoded path of a request target; null where it could mean two things. */
export function pathnameOf(target: string): string | null {
  try {
    const pathname = decodeURIComponent(target.split(/[?#]/u)[0] ?? '')
    const isPlain = pathname.startsWith('/') && !/[\0\\]|\/\/|(^|\/)\.{1,2}(\/|$)/u.test(pathname)
    return isPlain ? pathname : null
  } catch {
    return null // a broken percent escape
  }
}

/** The file behind a path, links followed, where it lies inside the folder and is of a known kind. */
export function findFile(folder: string, pathname: string): PageFile | null {
  const name = pathname === '/' ? '/index.html' : pathname
  const mediaType = MEDIA_TYPES[extname(name).toLowerCase()]
  if (mediaType === undefined) return null
  try {
    const root = realpathSync(folder)
    const path = realpathSync(join(root, name))
    const stats = statSync(path)
    return path.startsWith(root + sep) && stats.isFile() ? { path, mediaType, stats } : null
  } catch {
    return null // no such file
  }
}
