import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRunningFile } from '../../src/main/hosts/node/running-file.ts'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import { bridgeThrough } from './e2e-bridge-through.ts'
import { openChromium } from './e2e-chromium.ts'
import { askThrough, DESKTOP_RUNTIME, startDesktop } from './e2e-desktop.ts'
import { pageUrl } from './e2e-page-url.ts'
import { Visit } from './e2e-visit.ts'
import { WebProcess } from './e2e-web-process.ts'
import { HOST_NAMES } from './hosts-sentence.mjs'
import { NodeFace } from './node-face.ts'
import type { ServedNode } from './served-node.ts'
import { ANNA, linked, type Village } from './village.ts'

/** The page of a Node that has just joined another's federation, on one of the two hosts. */
export interface Hosted {
  readonly visit: Visit
  /** Of the process that runs the Node, where it is the desktop's own. */
  readonly pid: number | null
  /** Resolves once the Node has a link with the other. */
  linked(): Promise<void>
  stop(): Promise<void>
}

/** A page as a person opens it: what is in the folder decides whether it is a first run. */
export interface Opened {
  readonly visit: Visit
  /** The Node asked beside its page, by nobody who could sign. */
  readonly node: Bridge
  /** @returns the exit code of the process, which has then ended */
  stop(): Promise<number | null>
}

export interface Host {
  readonly kind: 'loopback' | 'desktop'
  /** What it ran on, for the report. */
  readonly name: string
  /** @param data the folder of the Node @param language the machine's */
  open(data: string, language: Language): Promise<Opened>
  join(other: ServedNode, village: Village): Promise<Hosted>
}

export const loopback: Host = {
  kind: 'loopback',
  name: HOST_NAMES.page,
  async open(data, language) {
    const [process, browser] = await Promise.all([WebProcess.start(data, language), openChromium()])
    const visit = await Visit.open(browser, process.url, language)
    const running = readRunningFile(data)
    if (running === null) throw new Error('a page is served by a Node that says where')
    const face = await NodeFace.open(running)
    return {
      visit,
      node: face.bridge,
      async stop() {
        face.close()
        const [exitCode] = await Promise.all([process.stop(), browser.close()])
        return exitCode
      },
    }
  },
  async join(other, village) {
    const { invite } = await other.bridge.invites.create({})
    const home = await village.home('Älvdalen')
    const node = await village.serve(home, '--join', invite, '--lang', 'sv')
    const browser = await openChromium()
    const visit = await Visit.open(browser, pageUrl(home), 'sv')
    return { visit, pid: null, linked: () => linked(node, 1), stop: () => browser.close() }
  },
}

export const desktop: Host = {
  kind: 'desktop',
  name: DESKTOP_RUNTIME === 'Electron' ? HOST_NAMES.electron : HOST_NAMES.standIn,
  async open(data, language) {
    const started = await startDesktop({ data, language })
    const visit = await Visit.over(started.page, language)
    return { visit, node: bridgeThrough(started.page), stop: () => started.stop() }
  },
  async join(other) {
    const { invite } = await other.bridge.invites.create({})
    const folder = await mkdtemp(join(tmpdir(), 'mirrorwell-desktop-'))
    const started = await startDesktop({ data: join(folder, 'data'), language: 'sv' })
    const visit = await Visit.over(started.page, 'sv')
    await visit.page.getByRole('heading', { level: 1 }).waitFor()
    const about = { name: 'Älvdalen', language: 'sv', place: null, mirrorName: ANNA.name, pin: ANNA.pin }
    await askThrough(visit.page, 'setup.create', about)
    await askThrough(visit.page, 'invites.accept', { invite })
    return {
      visit,
      pid: started.pid,
      linked: () => linked(other, 1),
      async stop() {
        await started.stop()
        await rm(folder, { recursive: true, force: true })
      },
    }
  },
}

export const HOSTS: readonly Host[] = [loopback, desktop]
