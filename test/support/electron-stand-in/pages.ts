import { Browser } from './browser.ts'
import type { DevtoolsSession } from './devtools.ts'
import type { HeldRequest } from './renderer-session.ts'
import type { WebContents } from './web-contents.ts'

interface Size {
  readonly width: number
  readonly height: number
}

interface Target {
  readonly targetId: string
  readonly type: string
  readonly url: string
  readonly openerId?: string
}

/** Every page there is, and the browser that draws them. */
class Pages {
  readonly #contents = new Map<string, WebContents>()
  #browser: Browser | null = null

  /** Where a test can look at the pages too. */
  get endpoint(): string {
    return this.#required().endpoint
  }

  async start(profileDir: string): Promise<void> {
    this.#browser = await Browser.start(profileDir)
    const devtools = this.#browser.devtools.session()
    devtools.on('Fetch.requestPaused', (held) => void this.#decide(held))
    devtools.on('Target.targetDestroyed', ({ targetId }) => this.#contents.get(targetId)?.markDestroyed())
    devtools.on('Target.targetCreated', ({ targetInfo }) => this.#admit(targetInfo))
    await devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await devtools.send('Target.setDiscoverTargets', { discover: true })
  }

  async open(contents: WebContents, { width, height }: Size): Promise<DevtoolsSession> {
    const { devtools } = this.#required()
    const browser = devtools.session()
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', width, height })
    this.#contents.set(targetId, contents)
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
    return devtools.session(sessionId)
  }

  close(contents: WebContents): void {
    for (const [targetId, known] of this.#contents) {
      if (known === contents)
        void this.#required().devtools.session().send('Target.closeTarget', { targetId })
    }
  }

  /** Have every page's process fail, as by a fault of its own. */
  crash(): void {
    for (const contents of this.#contents.values()) contents.crash()
  }

  stop(): void {
    this.#browser?.stop()
  }

  #required(): Browser {
    if (this.#browser === null) throw new Error('Electron stand-in: the app is not ready yet')
    return this.#browser
  }

  /** A page that a page opened lives only where the owner of that page lets it. */
  #admit({ targetId, type, url, openerId = '' }: Target): void {
    const opener = this.#contents.get(openerId)
    if (type !== 'page' || opener === undefined || opener.mayOpen(url)) return
    void this.#required().devtools.session().send('Target.closeTarget', { targetId })
  }

  async #decide(held: HeldRequest): Promise<void> {
    const devtools = this.#required().devtools.session()
    const { requestId, frameId } = held
    const owner = [...this.#contents.values()].find((contents) => contents.owns(frameId))
    if (owner === undefined) {
      await devtools.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    } else if (held.resourceType === 'Document' && !owner.mayNavigate(held)) {
      await devtools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    } else {
      await owner.session.answer(held, devtools)
    }
  }
}

export const pages = new Pages()
