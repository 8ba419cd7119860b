import { type Protocol, protocol } from 'electron'
import { answerPageRequest } from './app-pages.ts'
import { PAGE_HOST, PAGE_SCHEME } from './page-url.ts'

/** Give our scheme an origin and a secure context. Works only before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serve the built page in `folder` to one session. */
export function serveApp(sessionProtocol: Protocol, folder: string): void {
  sessionProtocol.handle(PAGE_SCHEME, async (request) =>
    new URL(request.url).host === PAGE_HOST
      ? await answerPageRequest(folder, request)
      : new Response(null, { status: 404 }),
  )
}
