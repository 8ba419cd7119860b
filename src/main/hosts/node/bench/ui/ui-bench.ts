import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { type Bench, type BenchRun, type Figure, figureOf } from '../bench.ts'
import { openBrowser } from './browser.ts'
import type { Filling } from './fill-node.ts'
import { firstScriptBytes } from './first-script.ts'
import { frameOf, type Hand, panAndZoom, scrollThrough, toNorthernEnd } from './frame-meter.ts'
import { PageNode } from './page-node.ts'

/** Alerts and Nodes of a large federation in its tenth year. Chosen here: more than a community will meet. */
const FULL: Filling = { alerts: 10_000, nodes: 5_000 }
/** How much longer a frame may take than on the empty view. Chosen here: what the eye does not tell apart. */
const FRAME_RATIO_GOAL = 1.5
/** Script before the first useful screen, compressed. Chosen here: ten seconds on a line of 160 kbit/s. */
const FIRST_SCREEN_MAX_BYTES = 200_000
const SIZE = { width: 1280, height: 800 }
/** Longest until a full view stands. Chosen here: a software renderer on a busy machine. */
const STAND_TIMEOUT_MS = 120_000
/** How long a page of full size is left alone before it is measured. Chosen here: then it has asked for all there is. */
const SETTLE_MS = 5_000

/** Shortest look at a page of full size. Chosen here: some two hundred frames of one that is smooth. */
const LOOK_MS = 4_000

/** A place of the page, what shows that it stands there, and what a hand does there. */
interface View {
  readonly name: string
  readonly hash: string
  readonly full: string
  readonly empty: string
  /** What brings both pages to the same place, so that they differ in nothing but how much they hold. */
  readonly begin: Hand
  readonly hand: Hand
  against(filling: Filling): string
}

const MADE_UP =
  'signed by made-up authors and taken in by the intake of a real Node; its network is simulated and empty'
const VIEWS: readonly View[] = [
  {
    name: 'alerts: p95 frame, scrolling',
    hash: '#/alerts',
    full: 'main .rows',
    empty: 'main .empty',
    begin: async () => {},
    hand: scrollThrough,
    against: ({ alerts, nodes }) =>
      `the same view without alerts, same browser, same wheel. ${alerts} alerts of ${nodes} Nodes, ${MADE_UP}`,
  },
  {
    name: 'map: p95 frame, panning and zooming',
    hash: '#/map',
    full: 'main canvas',
    empty: 'main canvas',
    begin: toNorthernEnd,
    hand: panAndZoom,
    against: ({ nodes }) =>
      `the same map at the same place with this Node alone, same browser, same hand, drawn without a graphics card. Reports and places of ${nodes} Nodes, ${MADE_UP}`,
  },
]

/** Whether the page stays smooth and small: frames of full views against empty ones, and script before the first screen. */
export const uiBench: Bench = {
  name: 'ui',
  async run(run) {
    const browser = await openBrowser()
    const folder = await mkdtemp(join(tmpdir(), 'mirrorwell-bench-'))
    try {
      return { bench: 'ui', figures: await measure(run, { browser, folder }) }
    } finally {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function measure(
  run: BenchRun,
  { browser, folder }: { readonly browser: Browser; readonly folder: string },
): Promise<readonly Figure[]> {
  const filling = { alerts: Math.ceil(FULL.alerts * run.scale), nodes: Math.ceil(FULL.nodes * run.scale) }
  run.progress(`takes in ${filling.alerts} alerts and the reports of ${filling.nodes} Nodes`)
  const [fullFolder, emptyFolder] = [join(folder, 'full'), join(folder, 'empty')]
  await Promise.all([mkdir(fullFolder), mkdir(emptyFolder)])
  const empty = await PageNode.open({ folder: emptyFolder, filling: null })
  const full = await PageNode.open({ folder: fullFolder, filling }).catch(async (thrown: unknown) => {
    await empty.stop()
    throw thrown
  })
  try {
    const figures: Figure[] = []
    for (const view of VIEWS) {
      const pages = await openBoth(browser, { view, nodes: { full, empty }, scale: run.scale })
      figures.push(await compare(run, { view, filling, pages }))
      for (const page of Object.values(pages)) await page.context().close()
    }
    run.progress('weighs the script before the first screen')
    figures.push(scriptFigure(await firstScriptBytes(browser, empty)))
    return figures
  } finally {
    await Promise.all([full.stop(), empty.stop()])
  }
}

interface Both<T> {
  readonly full: T
  readonly empty: T
}

async function openBoth(
  browser: Browser,
  { view, nodes, scale }: { readonly view: View; readonly nodes: Both<PageNode>; readonly scale: number },
): Promise<Both<Page>> {
  const full = await openPage(browser, nodes.full.url, { hash: view.hash, shows: view.full })
  const empty = await openPage(browser, nodes.empty.url, { hash: view.hash, shows: view.empty })
  await full.waitForTimeout(SETTLE_MS * scale)
  for (const page of [full, empty]) {
    await page.bringToFront()
    await view.begin(page)
  }
  return { full, empty }
}

/** The first page takes the token out of the address; then it goes where a person would go. */
async function openPage(
  browser: Browser,
  url: string,
  { hash, shows }: { readonly hash: string; readonly shows: string },
): Promise<Page> {
  const page = await (await browser.newContext({ viewport: SIZE, locale: 'en' })).newPage()
  page.setDefaultTimeout(STAND_TIMEOUT_MS)
  await page.goto(url)
  await page.locator('main h1').waitFor()
  await page.locator(`nav a[href="${hash}"]`).click()
  await page.locator(shows).first().waitFor()
  return page
}

/** Full and empty in turn, the other one first in every second round, so that what drifts on the machine meets both. */
async function compare(
  run: BenchRun,
  { view, filling, pages }: { readonly view: View; readonly filling: Filling; readonly pages: Both<Page> },
): Promise<Figure> {
  const ratios: number[] = []
  for (let round = 0; round < run.rounds; round += 1) {
    const order = round % 2 === 0 ? (['full', 'empty'] as const) : (['empty', 'full'] as const)
    const frameMs = { full: 0, empty: 0 }
    for (const which of order) frameMs[which] = await frameOf(pages[which], view.hand, LOOK_MS * run.scale)
    ratios.push(frameMs.full / frameMs.empty)
    const took = `full ${frameMs.full.toFixed(1)} ms, empty ${frameMs.empty.toFixed(1)} ms`
    run.progress(`${view.name}, round ${round + 1} of ${run.rounds}: ${took}`)
  }
  return figureOf(
    { name: view.name, goal: FRAME_RATIO_GOAL, better: 'lower', against: view.against(filling) },
    ratios,
  )
}

/** Weighed once: the same files weigh the same. */
const scriptFigure = (bytes: number): Figure =>
  figureOf(
    {
      name: 'script before the first useful screen, bytes with gzip',
      goal: FIRST_SCREEN_MAX_BYTES,
      better: 'lower',
      against: 'a fixed bound; of the three languages the one that needs most',
    },
    [bytes],
  )
