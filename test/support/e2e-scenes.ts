import type { Valley } from './e2e-valley.ts'
import type { Visit } from './e2e-visit.ts'
import type { WordKey } from './e2e-words.ts'

/** Something to look at: where it is, and what a person does there first. */
export interface Scene {
  readonly name: string
  readonly at: (valley: Valley) => string
  readonly act?: (visit: Visit, valley: Valley) => Promise<void>
}

type Values = Readonly<Record<string, number>>

const press =
  (key: WordKey, values?: Values) =>
  (visit: Visit): Promise<void> =>
    visit.button(key, values).first().click()
const pressNamed =
  (name: RegExp) =>
  (visit: Visit): Promise<void> =>
    visit.page.getByRole('button', { name }).first().click()

/** Every view, with what can be folded open in it open, and its fields as they are refused. */
export const VIEWS: readonly Scene[] = [
  { name: 'needs-you', at: () => '/' },
  {
    name: 'resources',
    at: () => '/resources',
    act: async (visit) => {
      const water = visit.page.getByRole('article').filter({ hasText: visit.say('resource.water') })
      await water.getByRole('button', { name: visit.say('resources.history') }).click()
      await water.getByRole('button', { name: visit.say('resources.asTable') }).click()
      await water.getByRole('button', { name: new RegExp(visit.say('privacy.title'), 'u') }).click()
      await water.getByRole('button', { name: visit.say('privacy.figures') }).click()
      await visit.choose(visit.say('privacy.within', { within: 0.3 }), water)
    },
  },
  { name: 'map', at: () => '/map' },
  {
    name: 'map-matrix',
    at: () => '/map',
    act: (visit) => visit.choose(visit.say('reports.matrix')),
  },
  {
    name: 'alerts',
    at: () => '/alerts',
    act: async (visit) => {
      await press('alerts.moreFilters')(visit)
      await pressNamed(/held back from/u)(visit)
    },
  },
  { name: 'alert-sealed', at: ({ alerts }) => `/alerts/${alerts.unjudged}` },
  { name: 'alert-judged', at: ({ alerts }) => `/alerts/${alerts.judged}` },
  { name: 'alert-own', at: ({ alerts }) => `/alerts/${alerts.own}`, act: press('correct.title') },
  { name: 'raise', at: () => '/alerts/new', act: press('raise.sign') },
  { name: 'transfers', at: () => '/transfers' },
  { name: 'transfer-new', at: () => '/transfers/new?resource=water&as=giver', act: press('offer.sign') },
  {
    name: 'transfer-offered',
    at: ({ transfers }) => `/transfers/${transfers.offered}`,
    act: press('terms.counter'),
  },
  {
    name: 'transfer-deciding',
    at: ({ transfers }) => `/transfers/${transfers.deciding}`,
    act: press('decision.protects'),
  },
  { name: 'transfer-under-way', at: ({ transfers }) => `/transfers/${transfers.underWay}` },
  { name: 'transfer-received', at: ({ transfers }) => `/transfers/${transfers.received}` },
  { name: 'transfer-closed', at: ({ transfers }) => `/transfers/${transfers.closed}` },
  { name: 'seedbed', at: () => '/seedbed', act: press('seedbed.compost', { count: 1 }) },
  {
    name: 'lesson-new',
    at: () => '/seedbed/new',
    act: async (visit) => {
      await press('check.add')(visit)
      await press('lesson.offer')(visit)
    },
  },
  {
    name: 'seed-tray',
    at: ({ seeds }) => `/seedbed/${seeds.tray}`,
    act: async (visit) => {
      await press('tryOut.do')(visit)
      await visit.sees(visit.say('tryOut.done'))
    },
  },
  { name: 'seed-planted', at: ({ seeds }) => `/seedbed/${seeds.planted}` },
  { name: 'handbook-page', at: ({ page }) => `/handbook/${encodeURIComponent(page)}` },
  {
    name: 'neighbours',
    at: () => '/neighbours',
    act: async (visit) => {
      for (const fold of NEIGHBOUR_FOLDS) await press(fold)(visit)
      await press('sessions.all')(visit)
      await press('invite.made', { count: INVITES })(visit)
      await press('invite.create')(visit)
      await visit.page.getByRole('img', { name: visit.say('code.name') }).waitFor()
    },
  },
  { name: 'talk', at: ({ talkedWith }) => `/neighbours/${talkedWith}/talk` },
  { name: 'settings', at: () => '/settings', act: press('about.diagnose') },
  { name: 'design', at: () => '/design' },
]

/** What of a neighbour is folded away. */
const NEIGHBOUR_FOLDS = [
  'neighbours.details',
  'sessions.title',
  'meetings.title',
  'calls.title',
  'trust.title',
] as const

/** Invitations that the first Node of the valley has made. */
const INVITES = 3

const CSV = `at,resource,level,unit,capacity,surplusAbove,deficitBelow
2026-01-02T06:00:00Z,water,60,L,1000,700,200
2026-01-03T06:00:00Z,water,sixty,L,1000,700,200`

/** Every dialogue, likewise. */
export const DIALOGUES: readonly Scene[] = [
  {
    name: 'unlock',
    at: () => '/',
    act: async (visit) => {
      await press('who.lock')(visit)
      await press('who.unlock')(visit)
      await visit.dialog.getByLabel(/PIN/u).fill('9999')
      await visit.dialog.getByRole('button', { name: visit.say('who.unlock') }).click()
      await visit.dialog.getByRole('alert').waitFor()
    },
  },
  {
    name: 'record',
    at: () => '/resources',
    act: async (visit) => {
      await press('resources.record')(visit)
      await visit.choose(visit.say('resource.other'))
      await press('record.save')(visit)
    },
  },
  {
    name: 'csv',
    at: () => '/resources',
    act: async (visit) => {
      await press('resources.import')(visit)
      await visit.field('csv.paste').fill(CSV)
      await press('import.look')(visit)
      await visit.sees(visit.say('csv.line', { line: 3 }))
    },
  },
  { name: 'remove', at: () => '/resources', act: press('resources.remove') },
  { name: 'keys', at: () => '/alerts', act: (visit) => visit.page.keyboard.press('?') },
  {
    name: 'find',
    at: () => '/',
    act: async (visit) => {
      await visit.page.keyboard.press('Control+k')
      await visit.dialog.getByRole('searchbox').or(visit.dialog.getByRole('combobox')).fill('wa')
      await visit.dialog.getByRole('option').or(visit.dialog.getByRole('menuitem')).first().waitFor()
    },
  },
  {
    name: 'carry',
    at: () => '/alerts',
    act: async (visit) => {
      await press('carry.bringIn')(visit)
      await visit.field('carry.paste').fill('mirrorwell-alerts of some other kind')
      await press('import.look')(visit)
      await visit.dialog.getByRole('alert').waitFor()
    },
  },
  {
    name: 'set-apart',
    at: () => '/neighbours',
    act: async (visit) => {
      await press('trust.title')(visit)
      await press('trust.isolate')(visit)
      await visit.dialog.getByRole('button', { name: visit.say('trust.isolate') }).click()
    },
  },
  { name: 'snooze', at: ({ alerts }) => `/alerts/${alerts.unjudged}`, act: press('alert.snooze') },
  { name: 'resolve', at: ({ alerts }) => `/alerts/${alerts.unjudged}`, act: press('alert.resolve') },
  {
    name: 'revoke-invite',
    at: () => '/neighbours',
    act: async (visit) => {
      await press('invite.made', { count: INVITES })(visit)
      await press('invite.revoke')(visit)
    },
  },
  {
    name: 'code',
    at: () => '/neighbours',
    act: async (visit) => {
      await press('invite.create')(visit)
      await press('code.enlarge')(visit)
    },
  },
  {
    name: 'add-mirror',
    at: () => '/settings',
    act: async (visit) => {
      await press('mirrors.add')(visit)
      await visit.dialog.getByRole('button', { name: visit.say('mirrors.add') }).click()
    },
  },
  { name: 'change-pin', at: () => '/settings', act: pressNamed(/Change PIN/u) },
  { name: 'revoke-mirror', at: () => '/settings', act: pressNamed(/Revoke/u) },
  { name: 'refuse', at: ({ seeds }) => `/seedbed/${seeds.tray}`, act: press('refuse.open') },
  { name: 'uproot', at: ({ seeds }) => `/seedbed/${seeds.planted}`, act: press('uproot.do') },
  {
    name: 'end-openly',
    at: ({ transfers }) => `/transfers/${transfers.offered}`,
    act: press('end.do'),
  },
  { name: 'drill', at: () => '/settings', act: press('backup.drillBegin') },
  { name: 'copy', at: () => '/settings', act: press('backup.writeFile') },
  { name: 'leave', at: () => '/settings', act: press('federation.leave') },
]

/** What is seen before a Node is open, each in the one language that it speaks then. */
export const DOORS = [
  'first-run-language',
  'first-run-origin',
  'first-run-words',
  'first-run-node',
  'first-run-place',
  'first-run-mirror',
  'first-run-passphrase',
  'welcome',
  'unlock-node',
  'refused',
] as const
