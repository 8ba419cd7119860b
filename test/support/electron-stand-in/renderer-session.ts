import { EventEmitter } from 'node:events'
import type { Session } from 'electron'
import { fromChromium } from './addresses.ts'
import type { DevtoolsSession } from './devtools.ts'
import { strict } from './strict.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>

/** A request that Chromium holds until it is told what to do with it. */
export interface HeldRequest {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postData?: string
  }
}

type PermissionCheck = Parameters<Session['setPermissionCheckHandler']>[0]
type Permission = Parameters<NonNullable<PermissionCheck>>[1]

/** What one partition's pages may load and ask for: whatever the handlers say that its owner set. */
export class RendererSession extends EventEmitter {
  readonly #schemes = new Map<string, SchemeHandler>()
  #check: PermissionCheck = null
  #beforeRequest: Parameters<Session['webRequest']['onBeforeRequest']>[0] | null = null

  readonly protocol = strict('protocol', {
    handle: (scheme: string, handler: SchemeHandler) => void this.#schemes.set(scheme, handler),
  })
  readonly webRequest = strict('webRequest', {
    onBeforeRequest: (listener: Parameters<Session['webRequest']['onBeforeRequest']>[0]) => {
      this.#beforeRequest = listener
    },
  })

  /** Chromium is told in advance what the check grants, so that nothing is left to ask for. */
  setPermissionRequestHandler(): void {}

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.#check = handler
  }

  /** There are no devices here. */
  setDevicePermissionHandler(): void {}

  /** There is no screen here. */
  setDisplayMediaRequestHandler(): void {}

  /** Its requests never leave the process, so there is no proxy to pass by. */
  async setProxy(): Promise<void> {}

  /** Whether a page at this origin has a permission, by the handler that was set; Electron grants all where none was. */
  grants(permission: Permission, origin: string): boolean {
    if (this.#check === null) return true
    const details = { isMainFrame: true, requestingUrl: origin, mediaType: 'video' as const }
    return this.#check(null, permission, origin, details)
  }

  /** Decide over a request a page made. */
  async answer(held: HeldRequest, devtools: DevtoolsSession): Promise<void> {
    const { requestId } = held
    const url = fromChromium(held.request.url)
    if (await this.#isCancelled(url, held)) {
      await devtools.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
      return
    }
    const handler = this.#schemes.get(new URL(url).protocol.slice(0, -1))
    if (handler === undefined) await devtools.send('Fetch.continueRequest', { requestId })
    else await fulfil(requestId, await handler(toRequest(url, held)), devtools)
  }

  #isCancelled(url: string, { resourceType, request }: HeldRequest): Promise<boolean> {
    const listener = this.#beforeRequest
    if (listener === null) return Promise.resolve(false)
    return new Promise((resolve) => {
      const details = { url, method: request.method, resourceType } as never
      ;(listener as (details: never, answer: (given: { cancel?: boolean }) => void) => void)(
        details,
        ({ cancel = false }) => resolve(cancel),
      )
    })
  }
}

function toRequest(url: string, { request }: HeldRequest): Request {
  const { method, headers, postData } = request
  return new Request(url, { method, headers, ...(postData === undefined ? {} : { body: postData }) })
}

async function fulfil(requestId: string, response: Response, devtools: DevtoolsSession): Promise<void> {
  await devtools.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}
