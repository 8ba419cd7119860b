import type { App, Session, WebContents } from 'electron'
import { isPageUrl } from './page-url.ts'

/** What the page may ask of the system. Source: docs/security.md, "The page"; everything else is denied. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications'])

/** Deny every permission but the two we use, every device, and every download but our own page's exports. */
export function guardSession(session: Session, pageUrl: string): void {
  const isOwn = (url: string): boolean => isPageUrl(url, pageUrl)
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(ALLOWED_PERMISSIONS.has(permission) && isOwn(details.requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED_PERMISSIONS.has(permission) && isOwn(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:') || !isOwn(item.getURL().slice('blob:'.length)))
      event.preventDefault()
  })
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isOwnResource(details.url, isOwn) }),
  )
}

function isOwnResource(url: string, isOwn: (url: string) => boolean): boolean {
  return isOwn(url) || /^(?:blob|data|devtools):/u.test(url) || isOwn(url.replace(/^ws/u, 'http'))
}

/** Keep every view of the process on our page: no other address, no new window, no embedded view. */
export function guardViews(app: App, pageUrl: string): void {
  app.on('web-contents-created', (_event, contents) => guardView(contents, pageUrl))
}

function guardView(contents: WebContents, pageUrl: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageUrl(event.url, pageUrl)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}
