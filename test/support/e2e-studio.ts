import type { Browser } from 'playwright'
import type { Language } from '../../src/shared/kernel/language.ts'
import { openStillChromium } from './e2e-chromium.ts'
import { Darkroom } from './e2e-darkroom.ts'
import { Gallery } from './e2e-gallery.ts'
import { openStillPage } from './e2e-still-page.ts'
import { settleValley, type Valley } from './e2e-valley.ts'
import type { Visit } from './e2e-visit.ts'
import { ANNA } from './village.ts'

/** Where scenes are played: the valley, a page of its first Node with Anna unlocked, and somebody who looks. */
export class Studio {
  readonly valley: Valley
  readonly visit: Visit
  readonly gallery: Gallery
  readonly darkroom: Darkroom
  readonly browser: Browser

  private constructor(given: {
    readonly valley: Valley
    readonly visit: Visit
    readonly darkroom: Darkroom
    readonly browser: Browser
  }) {
    this.valley = given.valley
    this.visit = given.visit
    this.darkroom = given.darkroom
    this.browser = given.browser
    const { page } = this.visit
    this.gallery = new Gallery({ page, darkroom: this.darkroom, speak: (language) => this.speak(language) })
  }

  /** @param nightMs how long the neighbour who is away has been silent */
  static async open(nightMs?: number): Promise<Studio> {
    const browser = await openStillChromium()
    const valley = await settleValley(nightMs)
    const visit = await openStillPage(browser, valley)
    const studio = new Studio({ valley, visit, browser, darkroom: await Darkroom.open(browser) })
    await visit.button('who.unlock').click()
    await visit.choose(ANNA.name)
    await visit.enterPin(ANNA.pin)
    return studio
  }

  async speak(language: Language): Promise<void> {
    await this.valley.anna.settings.set({ language })
    await this.visit.hears(language)
  }

  /** Go to a view, in English, and wait until it is there. */
  async goTo(hash: string): Promise<void> {
    const { page, dialog, main } = this.visit
    await this.speak('en')
    if ((await dialog.count()) > 0) await page.reload() // left open by a scene that failed
    await page.evaluate((to) => {
      window.location.hash = to
    }, hash)
    await main.getByRole('heading', { level: 1 }).waitFor()
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.valley.close()
  }
}
