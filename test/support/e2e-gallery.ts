import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { LANGUAGES, type Language } from '../../src/shared/kernel/language.ts'
import { ARTIFACTS } from './e2e-artifacts.ts'
import { findBarriers } from './e2e-axe.ts'
import type { Darkroom } from './e2e-darkroom.ts'
import { findLayoutFaults } from './e2e-layout.ts'
import { References } from './e2e-references.ts'

/** Every width that is looked at, and how small its pictures are kept: a telephone, a notebook, a wide screen. */
const SIZES = [
  { width: 360, height: 740, scale: 1 / 3 },
  { width: 1280, height: 800, scale: 1 / 4 },
  { width: 2560, height: 1440, scale: 1 / 8 },
] as const
type Shot = Readonly<Record<'width' | 'height' | 'scale', number>>
const THEMES = ['light', 'dark'] as const

interface Way {
  readonly language: Language
  readonly theme: (typeof THEMES)[number]
}
/**
 * What is looked at and left out of the pictures, because it is not the same
 * twice: what tells of the machine under test; and the drawing of a map, on
 * which names keep to the side where they stood before.
 */
const VARIES = '.setting:has(a[href="#/design"]) :is(.path, textarea), .map-canvas canvas'
const NOTHING = ':not(*)'
/** Longest wait for a page to have drawn itself. Chosen here: a map by a software renderer on a busy machine. */
const DRAW_TIMEOUT_MS = 60_000
/** Set to have every picture in its full size as well. */
const KEEPS_FULL_SIZE = process.env['MIRRORWELL_FULL_PICTURES'] === '1'

/** How often a page may scroll while its picture is taken. Chosen here: it does so once, or it does not stand still. */
const TRIES_MAX = 3
/** Frames in which a page hears of another light. Chosen here: twice what it needs. */
const FRAMES_TO_HEAR = 2

export interface Look {
  /** All of the page, or only what is in the window. */
  readonly fullPage: boolean
}

export interface GalleryDeps {
  readonly page: Page
  /** Where pictures are held against those kept; null where what is seen is never the same twice. */
  readonly darkroom: Darkroom | null
  /** Default: every one. */
  readonly languages?: readonly Language[]
  /** Make the page speak; resolves once it does. */
  speak(language: Language): Promise<void>
}

/**
 * Looks at what is on the screen in every language, light and width: how it lies
 * there, what stands in the way of a screen reader, and whether it is as it was
 * when somebody last found it good.
 */
export class Gallery {
  readonly #deps: GalleryDeps
  /** Lights and languages, in the order in which they lie on a sheet. A map is made anew for each light, so that changes least. */
  readonly #ways: readonly Way[]
  readonly #references = new References()
  #session: CDPSession | null = null
  /** How many scenes were looked at: each next one is asked about barriers at other widths. */
  #scenes = 0

  constructor(deps: GalleryDeps) {
    this.#deps = deps
    const { languages = LANGUAGES } = deps
    this.#ways = THEMES.flatMap((theme) => languages.map((language) => ({ language, theme })))
  }

  /** @returns what is wrong, each with the way it was looked at */
  async lookAt(name: string, look: Look): Promise<string[]> {
    const faults: string[] = []
    const bands: string[][] = SIZES.map(() => [])
    const scene = this.#scenes++
    for (const [column, way] of this.#ways.entries()) {
      await this.#turnTo(way)
      for (const [band, size] of SIZES.entries()) {
        const picture = `${name}-${way.language}-${way.theme}-${size.width}`
        await this.#deps.page.setViewportSize(size)
        await nothingIsBusy(this.#deps.page)
        await this.#deps.page.mouse.move(0, 0)
        const asksForBarriers = band === (scene + column) % SIZES.length
        faults.push(...(await this.#layoutFaults(picture, way.language)))
        if (asksForBarriers) faults.push(...(await this.#barriers(picture)))
        bands[band]?.push(await this.#take(size, look))
        if (KEEPS_FULL_SIZE) keep(`${picture}.png`, await this.#take({ ...size, scale: 1 }, look, NOTHING))
      }
    }
    return [...faults, ...(await this.#differences(name, bands))]
  }

  /** What is wrong with how the page stands there now, whatever it looks like. */
  async faults(picture: string, language: Language): Promise<string[]> {
    return [...(await this.#layoutFaults(picture, language)), ...(await this.#barriers(picture))]
  }

  /** How the page looks in one way, small: a PNG in base64. */
  async glance(): Promise<string> {
    const [, notebook] = SIZES
    await this.#turnTo({ language: 'en', theme: 'light' })
    await this.#deps.page.setViewportSize(notebook)
    await this.#deps.page.mouse.move(0, 0)
    return this.#take(notebook, { fullPage: true })
  }

  async #turnTo({ language, theme }: Way): Promise<void> {
    const { page, speak } = this.#deps
    await speak(language)
    await page.emulateMedia({ colorScheme: theme })
    await pass(page, FRAMES_TO_HEAR)
  }

  async #layoutFaults(picture: string, language: Language): Promise<string[]> {
    const lang = await this.#deps.page.locator('html').getAttribute('lang')
    const faults = await findLayoutFaults(this.#deps.page)
    return [...faults, ...(lang === language ? [] : [`says it is in ${lang}`])].map(
      (fault) => `${picture}: ${fault}`,
    )
  }

  async #barriers(picture: string): Promise<string[]> {
    const found = await findBarriers(this.#deps.page)
    return found
      .filter(({ impact }) => impact !== 'minor')
      .map(({ impact, rule, places }) => `${picture}: ${impact} ${rule}: ${places.join(' | ')}`)
  }

  /** A PNG in base64, taken again where a field that got the focus scrolled the page meanwhile. */
  async #take(shot: Shot, look: Look, leavesOut = VARIES): Promise<string> {
    const { page } = this.#deps
    let picture = ''
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const pageHeight = await page.evaluate(hide, leavesOut)
      picture = await this.#capture(look.fullPage ? { ...shot, height: pageHeight } : shot, look)
      if ((await page.evaluate(showAgain, leavesOut)) === 0) break
    }
    return picture
  }

  /** The browser draws it small: that is faster than to draw it large and shrink it. */
  async #capture(shot: Shot, { fullPage }: Look): Promise<string> {
    const { page } = this.#deps
    this.#session ??= await page.context().newCDPSession(page)
    const { data } = await this.#session.send('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: fullPage,
      clip: { x: 0, y: 0, ...shot },
    })
    return data
  }

  async #differences(name: string, bands: readonly (readonly string[])[]): Promise<string[]> {
    const { darkroom } = this.#deps
    if (darkroom === null) return []
    const taken = await darkroom.layOut(bands)
    const found = await this.#references.compare(darkroom, name, taken)
    return found.map(({ band, column, what }) => {
      const { language, theme } = this.#ways[column] ?? { language: '?', theme: '?' }
      return `${name}-${language}-${theme}-${SIZES[band]?.width}: ${what}`
    })
  }
}

/** Let a page draw so many frames. */
function pass(page: Page, frames: number): Promise<void> {
  return page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame)
  }, frames)
}

/** Runs in the page; leads back to its beginning, wherever an act has scrolled it. @returns how tall it is */
async function hide(selector: string): Promise<number> {
  if (window.scrollY > 0) {
    window.scrollTo(0, 0)
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  }
  for (const element of document.querySelectorAll<HTMLElement>(selector)) element.style.visibility = 'hidden'
  return Math.max(document.documentElement.scrollHeight, window.innerHeight)
}

/** Runs in the page. @returns how far it is scrolled */
function showAgain(selector: string): number {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) element.style.visibility = ''
  return window.scrollY
}

function keep(file: string, base64: string): void {
  const folder = join(ARTIFACTS, 'pictures', 'full')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, file), base64, 'base64')
}

/** Resolves once no part of the page is still being drawn, and every letter has its shape. */
export async function nothingIsBusy(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.fonts.status === 'loaded' && document.querySelector('[aria-busy="true"]') === null,
    undefined,
    { timeout: DRAW_TIMEOUT_MS },
  )
}
