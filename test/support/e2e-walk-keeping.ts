import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { SeedId } from '../../src/shared/kernel/ids.ts'
import { harm, NO_HARM } from './e2e-attempts.ts'
import { ATTACKS } from './e2e-hostility.ts'
import { AGREED, THEIR_ALERT, WALKER, WATER, type Walk } from './e2e-walk.ts'

/** Whatever stands in it, a lesson is text. */
const LESSON = {
  title: 'Kalka lagom',
  body: ['# Kalka', ...ATTACKS, 'Två händer **kalk** per bädd, 1 &lt; 2.', '- norra bädden  \n- södra'].join(
    '\n\n',
  ),
}
const BETTER = { title: 'Kalk, ny mängd', body: LESSON.body.replace('Två', 'Tre') }

export function lesson(walk: Walk): void {
  let seed: SeedId
  let slug = ''
  const pages = async () => (await walk.node.handbook.pages({})).pages
  const body = async (): Promise<string> => (await walk.node.handbook.page({ slug })).body
  const open = async (title: string): Promise<void> => {
    await walk.keys.go('nav.seedbed')
    await walk.keys.take(walk.visit.main.getByRole('link', { name: title, exact: true }).first())
    await walk.visit.standsBefore(title)
  }

  test('of the neighbour is tried in a copy, where whatever it says is text', async () => {
    const { keys, visit } = walk
    ;({ id: seed } = await walk.theirs.seeds.offer(LESSON))
    await open(LESSON.title)
    await keys.take(visit.button('tryOut.do'))
    const copy = visit.page.getByRole('region', { name: visit.say('tryOut.copy') })
    for (const attack of ATTACKS) await copy.getByText(attack).waitFor()
    expect(await harm(visit.page)).toEqual(NO_HARM)
    expect(await pages()).toEqual([])
  })

  test('becomes a page of the handbook when it is planted, by somebody who says who she is', async () => {
    const { keys, visit } = walk
    await keys.take(visit.button('who.lock'))
    await keys.hold(visit.button('plant.hold'), () => visit.dialog.waitFor())
    expect(await pages()).toEqual([])
    await keys.enterPin(WALKER.pin)
    await keys.take(visit.link('seed.toPage'))
    await visit.sees(visit.say('handbook.toSeed'))
    await visit.standsBefore(LESSON.title)
    slug = (await pages())[0]?.slug ?? ''
    expect(await body()).toBe(LESSON.body)
    expect(await harm(visit.page)).toEqual(NO_HARM)
  })

  test('of a newer kind shows what it changes, replaces the page, and uprooted leaves it byte for byte as it was', async () => {
    const { keys, visit } = walk
    await walk.theirs.seeds.offer({ ...BETTER, replaces: seed })
    await open(BETTER.title)
    const difference = visit.page.getByRole('figure', { name: visit.say('difference.title') })
    await difference.locator('del').filter({ hasText: 'Två' }).waitFor()
    await difference.locator('ins').filter({ hasText: 'Tre' }).waitFor()
    await keys.hold(visit.button('plant.hold'), () => visit.link('seed.toPage').waitFor())
    expect(await body()).toBe(BETTER.body)
    await keys.take(visit.button('uproot.do'))
    await visit.dialog.getByText(visit.say('uproot.consequenceReplace')).waitFor()
    await keys.take(visit.dialog.getByRole('button', { name: visit.say('uproot.do') }))
    await visit.sees(visit.say('seed.state.uprooted'))
    expect(await body()).toBe(LESSON.body)
  })
}

export function words(walk: Walk): void {
  test('are written to a file, pass the drill, and the file is gone', async () => {
    const { keys, visit } = walk
    await keys.go('nav.settings')
    await keys.take(visit.button('backup.writeWords'))
    const path = (await visit.page.getByRole('status').locator('code').textContent()) ?? ''
    const written = (await readFile(path, 'utf8')).trim().split(/\s+/u)
    expect(written).toHaveLength(24)
    await keys.take(visit.button('backup.drillBegin'))
    await visit.dialog.getByRole('textbox').first().waitFor()
    for (const label of await visit.dialog.locator('label').allInnerTexts()) {
      const position = Number(/\d+/u.exec(label)?.[0])
      await keys.write(visit.field('backup.drillWord', { position }), written[position - 1] ?? '')
    }
    await keys.take(visit.button('backup.drillCheck'))
    await visit.sees(visit.say('backup.drillPassed'))
    await keys.take(visit.button('ui.done'))
    expect(existsSync(path)).toBe(false)
  })
}

export function restart(walk: Walk): void {
  /** What a Node is expected to remember. */
  const remembered = async (): Promise<unknown> => {
    const { node } = walk
    const { resources } = await node.resources.own({})
    const { transfers } = await node.transfers.list({})
    const { wordsWrittenAtMs, drilledAtMs } = await node.backup.status({})
    return {
      levels: resources.map(({ resource, level }) => [resource, level]),
      alerts: (await node.alerts.list({})).alerts.map(({ summary, state }) => [summary, state]),
      transfers: transfers.map(({ id, phase, outcome }) => [id, phase, outcome]),
      pages: (await node.handbook.pages({})).pages,
      paper: [wordsWrittenAtMs, drilledAtMs],
    }
  }

  test('finds everything where it was, the keys locked', async () => {
    const before = await remembered()
    walk.visit.expectSilence()
    expect(await walk.stop()).toBe(0)
    await walk.open(walk.language === 'en' ? 'sv' : 'en') // the machine's language is another; the Node's stays
    const { keys, visit } = walk
    if ((await walk.node.setup.status({})).vault === 'passphrase') {
      const field = visit.page.getByRole('main').locator('input')
      await keys.write(field, WALKER.passphrase)
      await keys.press('Enter')
    }
    await visit.hears(walk.language)
    await visit.standsBefore(visit.say('needs.title', { count: 1 }))
    await visit.main.getByRole('link', { name: THEIR_ALERT.summary }).waitFor() // judged, not yet put aside
    await visit.sees(visit.say('who.nobody'))
    expect(await remembered()).toEqual(before)
  })

  test('has its Mirror unlocked by her PIN, and its neighbour back', async () => {
    const { keys, visit } = walk
    await keys.take(visit.button('who.unlock'))
    await keys.enterPin(WALKER.pin)
    await visit.sees(visit.say('who.mirror', { mirror: WALKER.mirror, node: WALKER.node }))
    await keys.goTo('nav.resources')
    await visit.sees(new RegExp(String(WATER.level - AGREED).replace(/(?=\d{3}$)/u, '\\D?'), 'u'))
    await keys.goTo('nav.neighbours')
    await visit.standsBefore(visit.say('neighbours.title', { near: 1, known: 1 }))
  })

  test('leaves no complaint in the console', () => walk.visit.expectSilence())
}
