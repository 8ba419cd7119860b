import { readFile } from 'node:fs/promises'
import { findFile, pathnameOf, SAFETY_HEADERS } from '../node/page-files.ts'

const refuse = (status: number): Response => new Response(null, { status, headers: SAFETY_HEADERS })

/** Answers GET with a file of the page in `folder`, under the page's content policy. Never rejects. */
export async function answerPageRequest(folder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  const pathname = pathnameOf(new URL(request.url).pathname)
  const file = pathname === null ? null : findFile(folder, pathname)
  if (file === null) return refuse(404)
  try {
    const bytes = new Uint8Array(await readFile(file.path))
    return new Response(bytes, { headers: { ...SAFETY_HEADERS, 'Content-Type': file.mediaType } })
  } catch {
    return refuse(404) // it went away between the look and the reading
  }
}
