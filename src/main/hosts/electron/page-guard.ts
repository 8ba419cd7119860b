import type { App, Session, WebContents } from 'electron'
import { isPageUrl } from './page-url.ts'
import type { PersonAtWork } from './person-at-work.ts'

/** What the page may ask of the system. Source: docs/security.md, "The page"; everything else is denied. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications'])

export interface PageGuardOptions {
  readonly pageUrl: string
  readonly person: Pick<PersonAtWork, 'isActing'>
}

/** Deny every permission but those we use, every device, every foreign request and every download but our own page's exports. */
export function guardSession(pages: Session, { pageUrl, person }: PageGuardOptions): void {
  const isOwn = (url: string): boolean => isPageUrl(url, pageUrl)
  guardPermissions(pages, isOwn, () => person.isActing())
  pages.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:') || !isOwn(item.getURL().slice('blob:'.length)))
      event.preventDefault()
  })
  pages.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isOwnResource(details.url, isOwn) }),
  )
}

type IsOwn = (url: string) => boolean

/** The camera is for reading an invitation: our own page's, no microphone, and only right after somebody pressed something. */
function guardPermissions(pages: Session, isOwn: IsOwn, isActing: () => boolean): void {
  pages.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const isVideo = 'mediaTypes' in details && details.mediaTypes?.join() === 'video'
    const isCamera = permission === 'media' && isVideo && details.isMainFrame && isActing()
    answer((isCamera || ALLOWED_PERMISSIONS.has(permission)) && isOwn(details.requestingUrl))
  })
  pages.setPermissionCheckHandler((_contents, permission, origin, { mediaType, isMainFrame }) => {
    const isCamera = permission === 'media' && mediaType === 'video' && isMainFrame && isActing()
    return (isCamera || ALLOWED_PERMISSIONS.has(permission)) && isOwn(origin)
  })
  pages.setDevicePermissionHandler(() => false)
  pages.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}

function isOwnResource(url: string, isOwn: IsOwn): boolean {
  return isOwn(url) || /^(?:blob|data|devtools):/u.test(url) || isOwn(url.replace(/^ws/u, 'http'))
}

/** Keep every view of the process on our page: no other address, no new window, no embedded view, no certificate taken on trust. */
export function guardViews(app: App, pageUrl: string): void {
  app.on('web-contents-created', (_event, contents) => guardView(contents, pageUrl))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
}

function guardView(contents: WebContents, pageUrl: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageUrl(event.url, pageUrl)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}
