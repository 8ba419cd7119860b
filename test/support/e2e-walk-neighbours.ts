import { expect, test } from 'vitest'
import { NEIGHBOUR, THEIR_ALERT, WALKER, WATER, type Walk } from './e2e-walk.ts'
import { fenced, type WordKey } from './e2e-words.ts'
import { linked } from './village.ts'

const RICE = {
  resource: 'food',
  level: 43.21,
  unit: 'kg',
  capacity: 500,
  surplusAbove: 400,
  deficitBelow: 100,
}
const OWN_ALERT = { system: 'Sädesprognosen', summary: 'Räknar dubbelt när en mätare svarar sent' }
const THEIR_NOTE = '千葉では二晩続きました'
const OWN_NOTE = 'Här finns brunnen på riktigt'

export function firstRun(walk: Walk): void {
  const on = async (title: WordKey): Promise<void> => {
    await walk.visit.standsBefore(walk.visit.say(title))
  }

  test('names the Node, its place and its first Mirror', async () => {
    const { keys, visit } = walk
    for (const title of ['firstRun.language.title', 'firstRun.origin.title'] as const) {
      await on(title)
      await keys.take(visit.button('ui.next'))
    }
    await on('firstRun.node.title')
    await keys.write(visit.field('firstRun.nodeName'), WALKER.node)
    await keys.press('Enter')
    await on('firstRun.place.title')
    await keys.write(visit.field('place.latitude'), '61.2')
    await keys.write(visit.field('place.longitude'), '14')
    await keys.press('Enter')
    await on('firstRun.mirror.title')
    await keys.write(visit.field('firstRun.mirrorName'), WALKER.mirror)
    await keys.write(visit.field('pin.new'), WALKER.pin)
    await keys.write(visit.field('pin.again'), WALKER.pin)
    await keys.press('Enter')
  })

  test('asks for a passphrase only where the system keeps no keys, and is in', async () => {
    const { keys, visit } = walk
    if ((await walk.node.setup.status({})).vault === 'passphrase') {
      await on('firstRun.passphrase.title')
      await keys.write(visit.field('passphrase.label'), WALKER.passphrase)
      await keys.write(visit.field('passphrase.again'), WALKER.passphrase)
      await keys.press('Enter')
    }
    await visit.standsBefore(visit.say('welcome.title', { name: WALKER.node }))
    await keys.take(visit.button('welcome.alone'))
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
    await visit.sees(visit.say('who.mirror', { mirror: WALKER.mirror, node: WALKER.node }))
  })
}

export function neighbour(walk: Walk): void {
  test('is joined by an invitation, once it was seen whose it is', async () => {
    const { keys, visit } = walk
    const { invite } = await walk.theirs.invites.create({})
    await keys.goTo('nav.neighbours')
    await keys.write(visit.field('accept.paste'), invite)
    await keys.take(visit.button('accept.look'))
    await visit.sees(visit.say('accept.fromPractice', { name: NEIGHBOUR }))
    await keys.take(visit.button('accept.join'))
    await visit.sees(visit.say('join.done', { name: NEIGHBOUR }))
    await visit.standsBefore(visit.say('neighbours.title', { near: 1, known: 1 }))
    await visit.sees(visit.say('practice.detail'))
    await linked(walk.neighbour, 1)
  })

  test('learns the class and a range of a level recorded here, and not the level', async () => {
    const { keys, visit } = walk
    await keys.goTo('nav.resources')
    await keys.take(visit.button('resources.record'))
    await keys.choose(visit.say('resource.water'))
    for (const [name, figure] of Object.entries(WATER))
      await keys.write(visit.field(`record.${name}` as 'record.level'), String(figure))
    await keys.take(visit.button('record.save'))
    await visit.dialog.getByText(visit.say('record.published')).waitFor()
    await keys.take(visit.button('ui.done'))
    await visit.sees(visit.say('resources.onlyHere'))
    const shown = async () => (await walk.neighbour.bridge.map.reports({})).reports
    await walk.neighbour.until('map.changed', async () => (await shown()).length > 0)
    expect(await shown()).toMatchObject([{ resource: 'water', state: 'surplus', unit: 'L' }])
    expect(JSON.stringify(await shown())).not.toMatch(new RegExp(`:${WATER.level}[,}]`, 'u'))
  })

  test('stands on the map and in its table with what it shows, and can be opened', async () => {
    const { keys, visit } = walk
    await walk.theirs.resources.record(RICE)
    await keys.goTo('nav.map')
    await visit.page.getByRole('region', { name: visit.say('map.picture'), exact: true }).waitFor()
    await visit.option(visit.say('resource.food')).waitFor({ state: 'attached' })
    await keys.choose(visit.say('resource.food'))
    await visit.page
      .getByRole('row')
      .filter({ hasText: NEIGHBOUR })
      .getByText(visit.say('state.deficit'))
      .first()
      .waitFor()
    expect(await visit.text()).not.toMatch(/43[.,]21/u)
    await keys.take(visit.button('map.toTable').first())
    await keys.take(
      visit.page
        .getByRole('table')
        .getByRole('button', { name: fenced(NEIGHBOUR) })
        .first(),
    )
    await visit.page.getByRole('complementary', { name: NEIGHBOUR }).waitFor()
    await keys.press('Escape')
  })
}

export function alerts(walk: Walk): void {
  const knownAt = async (summary: string) =>
    (await walk.theirs.alerts.list({})).alerts.find((alert) => alert.summary === summary)

  test('one is raised here and heard there', async () => {
    const { keys, visit } = walk
    await keys.go('nav.alerts')
    await keys.take(visit.link('alerts.raise'))
    await keys.choose(visit.say('alert.kind.systemic-error'))
    await keys.choose(visit.say('alert.severity.high'))
    await keys.write(visit.field('raise.system'), OWN_ALERT.system)
    await keys.write(visit.field('raise.summary'), OWN_ALERT.summary)
    await keys.take(visit.button('raise.sign'))
    await visit.standsBefore(OWN_ALERT.summary)
    await walk.neighbour.until('alerts.changed', async () => (await knownAt(OWN_ALERT.summary)) !== undefined)
  })

  test('what they say of theirs is sealed here until it is judged here, and then open at both ends', async () => {
    const { keys, visit } = walk
    const { id } = await walk.theirs.alerts.raise(THEIR_ALERT)
    await walk.theirs.alerts.review({ id, verdict: 'concur', note: THEIR_NOTE })
    await keys.go('nav.needs')
    await visit.sees(visit.say('needs.sealed', { count: 1 }))
    await keys.take(visit.main.getByRole('link', { name: THEIR_ALERT.summary }))
    await visit.sees(visit.say('judge.sealed', { count: 1 }))
    expect(await visit.text()).not.toContain(THEIR_NOTE)
    expect(JSON.stringify(await walk.node.alerts.get({ ids: [id] }))).not.toContain(THEIR_NOTE)
    await keys.choose(visit.say('judge.context-differs'))
    await keys.write(visit.field('judge.note'), OWN_NOTE)
    await keys.take(visit.button('judge.sign'))
    await visit.sees(THEIR_NOTE)
    await visit.sees(visit.say('judge.noTally'))
    await walk.neighbour.until('alerts.changed', async () =>
      JSON.stringify(await walk.theirs.alerts.get({ ids: [id] })).includes(OWN_NOTE),
    )
  })
}
