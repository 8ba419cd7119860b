import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bridge } from '../../src/shared/contract/index.ts'
import {
  askThrough,
  DESKTOP_RUNTIME,
  forkStandIn,
  type Seen,
  StandInDesktop,
} from '../support/e2e-desktop.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Visit } from '../support/e2e-visit.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, Village } from '../support/village.ts'

const PIN = '24680'
/** Another Node's word, and half a second in which changes are gathered. Chosen here: ten times what it takes. */
const SOON = { timeout: 15_000 }
const village = new Village({ inMemory: true })
let folder: string
let desktop: StandInDesktop
let visit: Visit
let node: ServedNode
/** A Mirror at another Node, who has something to say. */
let neighbour: Bridge
let invite: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mirrorwell-desktop-'))
  node = await village.serve(await village.home('Chiba'), '--new-federation', 'test')
  neighbour = await node.as(ANNA.name, ANNA.pin)
  invite = (await node.bridge.invites.create({})).invite
  desktop = await StandInDesktop.start({ data: join(folder, 'data'), language: 'en' })
  visit = await Visit.over(desktop.page, 'en')
  await makeNode()
})

afterAll(async () => {
  await desktop?.stop()
  await village.close()
  await rm(folder, { recursive: true, force: true })
})

walkAsJourney(() => [visit])

/** By the page's own pipe, because the way through the first run is walked elsewhere. */
async function makeNode(): Promise<void> {
  await visit.standsBefore(visit.say('firstRun.language.title'))
  const about = { name: 'Älvdalen', language: 'sv', place: null, mirrorName: 'Anna', pin: PIN }
  await askThrough(visit.page, 'setup.create', about)
  await visit.hears('sv')
}

const looking = (deed = '', value = ''): Promise<Seen> => desktop.look(deed, value)
const toolTip = async (): Promise<string> => (await looking()).tray?.toolTip ?? ''
const notifications = async (): Promise<Seen['notifications']> => (await looking()).notifications

const raise = (summary: string): Promise<unknown> =>
  neighbour.alerts.raise({
    kind: 'hallucination',
    severity: 'high',
    summary,
    detail: '',
    system: 'Prognos 3',
  })

/** End a Node, and listen in its place without ever answering. */
async function takeTheDoorOf(
  gone: ServedNode,
): Promise<{ knocks: readonly number[]; close(): Promise<void> }> {
  const port = Number(/\/tcp\/(\d+)/u.exec(gone.addresses[0] ?? '')?.[1])
  await gone.kill()
  const knocks: number[] = []
  const server = createServer((socket) => {
    knocks.push(Date.now())
    socket.destroy()
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return { knocks, close: async () => void (await once(server.close(), 'close')) }
}

describe(`around the page on ${DESKTOP_RUNTIME}`, () => {
  test('the sealed root is for its owner alone', async () => {
    const { mode } = await stat(join(folder, 'data/vault-os.bin'))
    expect(mode & 0o777).toBe(0o600)
    await expect(stat(join(folder, 'data/vault.bin'))).rejects.toThrow('ENOENT')
  })

  test('tray and menu speak the language of the Node', async () => {
    await expect.poll(toolTip, SOON).toBe('Mirrorwell\nInget väntar på dig')
    const { menu, tray } = await looking()
    expect(menu.map(({ label }) => label)).toEqual(['Mirrorwell', 'Redigera', 'Visa', 'Fönster'])
    expect(tray?.menu).toEqual(['Inget väntar på dig', '-', 'Öppna Mirrorwell', 'Avsluta Mirrorwell'])
  })

  test('a link is shown to the person, who looks at it and joins', async () => {
    await looking('openUrl', invite)
    await expect.poll(() => visit.field('accept.paste').inputValue(), SOON).toBe(invite)
    await visit.button('accept.look').click()
    await visit.button('accept.join').click()
    await visit.sees(visit.say('join.done', { name: 'Chiba' }))
  })

  test('a link that is no invitation changes nothing', async () => {
    const before = visit.page.url()
    await looking('openUrl', 'mirrorwell://leave/now')
    expect(visit.page.url()).toBe(before)
  })

  test('what waits is counted beside the clock, and not told to somebody who sees it', async () => {
    await raise('Prognosen hittar på en brunn')
    await expect.poll(toolTip, SOON).toBe('Mirrorwell\n1 varning väntar')
    expect((await looking()).tray?.title).toBe('1')
    expect(await notifications()).toEqual([])
  })

  test('who looks elsewhere is told of what is new: a count while locked', async () => {
    await looking('blur')
    await raise('Ingen ska läsa detta på låst skärm')
    await expect.poll(notifications, SOON).toEqual([{ title: 'Ny varning', body: '' }])
  })

  test('and what it is about once a Mirror is unlocked', async () => {
    const { mirrors } = (await askThrough(visit.page, 'mirrors.list')) as { mirrors: { mirrorId: string }[] }
    await askThrough(visit.page, 'mirrors.unlock', { mirrorId: mirrors[0]?.mirrorId, pin: PIN })
    await raise('Modellen räknar regn två gånger')
    await expect.poll(notifications, SOON).toHaveLength(2)
    expect((await notifications())[1]).toEqual({
      title: 'Ny varning',
      body: 'Modellen räknar regn två gånger',
    })
  })

  test('closing the window leaves the Node at work, and says so; a notification leads back', async () => {
    const closed = await looking('closeWindow')
    expect(closed.window?.isVisible).toBe(false)
    expect(closed.notifications.at(-1)?.title).toBe('Noden går vidare utan fönster')
    expect((await looking('clickNotification')).window?.isVisible).toBe(true)
    await looking('closeWindow')
    expect((await looking('clickTray', 'Öppna Mirrorwell')).window?.isVisible).toBe(true)
  })

  test('a second start ends by itself and hands its link to the first', async () => {
    await looking('closeWindow')
    await visit.goTo('nav.alerts')
    const second = forkStandIn({ data: join(folder, 'data'), language: 'en', args: [invite] })
    const exitCode = await new Promise((resolve) => second.once('exit', resolve))
    expect(exitCode).toBe(0)
    await expect.poll(async () => (await looking()).window?.isVisible, SOON).toBe(true)
    await expect.poll(() => visit.field('accept.paste').inputValue(), SOON).toBe(invite)
  })

  test('waking up, it looks for a lost neighbour at once', async () => {
    const { knocks, close } = await takeTheDoorOf(node)
    // Pauses double: after the third try the next is four seconds away at least.
    await expect.poll(() => knocks.length, SOON).toBeGreaterThanOrEqual(3)
    const before = knocks.length
    await looking('resume')
    await expect.poll(() => knocks.length, { timeout: 2_000 }).toBeGreaterThan(before)
    await close()
  })

  test('a page that fails is loaded anew; one that fails again at once is told of', async () => {
    const { loads = 0 } = (await looking()).window ?? {}
    await looking('crashPage')
    await expect.poll(async () => (await looking()).window?.loads, SOON).toBe(loads + 1)
    await looking('crashPage')
    await expect
      .poll(async () => (await looking()).errorBoxes.map(({ title }) => title), SOON)
      .toEqual(['Sidan slutade svara två gånger'])
    expect(await toolTip()).toContain('varningar väntar') // the Node goes on
  })
})

test('where the system keeps no keys, a passphrase is asked for and nothing is written in the clear', async () => {
  const data = join(folder, 'without-key-store')
  const other = await StandInDesktop.start({ data, language: 'sv', keyStore: 'basic_text' })
  try {
    await other.page.getByRole('heading', { level: 1 }).waitFor()
    const about = { name: 'Älvdalen', language: 'sv', place: null, mirrorName: 'Anna', pin: PIN }
    expect(await askThrough(other.page, 'setup.status')).toMatchObject({ vault: 'passphrase' })
    expect(await askThrough(other.page, 'setup.create', about)).toBe('passphrase-required')
    await expect(stat(join(data, 'vault-os.bin'))).rejects.toThrow('ENOENT')
  } finally {
    await other.stop()
  }
})

test('the desktop’s own known answers hold', async () => {
  const register = join(import.meta.dirname, '../support/electron-stand-in/register.ts')
  const program = join(import.meta.dirname, '../../out/main/electron.js')
  const child = spawn(process.execPath, ['--import', register, program, '--selftest'], { stdio: 'ignore' })
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
})
