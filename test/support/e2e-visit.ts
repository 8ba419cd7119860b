import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { expect } from 'vitest'
import type { Language } from '../../src/shared/kernel/language.ts'
import { AXE_SCRIPT } from './e2e-axe.ts'
import { type WordKey, wordsIn } from './e2e-words.ts'

/** Longest wait for something to show. Chosen here: a message between two Nodes on a busy machine, ten times over. */
const SHOW_TIMEOUT_MS = 15_000
/** What a driver says of a picture being taken of a canvas, or of drawing one without a graphics card: nothing that a page could do about. */
const OF_THE_DRIVER = /GPU stall due to ReadPixels|fallback to software WebGL/u
const WIDE = { width: 1280, height: 800 }

type Values = Readonly<Record<string, string | number>>

/** One person at one page, who finds things by the words on them. */
export class Visit {
  readonly page: Page
  /** What the console or an uncaught error complained of: nothing, when all is well. */
  readonly complaints: string[] = []
  language: Language

  private constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
    page.on('console', (message) => {
      if (OF_THE_DRIVER.test(message.text())) return
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(`uncaught: ${error.message}`))
  }

  /** A tab of its own, with nothing remembered from others. */
  static async open(browser: Browser, url: string, language: Language): Promise<Visit> {
    const context = await browser.newContext({ viewport: WIDE, locale: language, reducedMotion: 'reduce' })
    context.setDefaultTimeout(SHOW_TIMEOUT_MS)
    await context.addInitScript({ content: AXE_SCRIPT })
    const visit = new Visit(await context.newPage(), language)
    await visit.page.goto(url)
    return visit
  }

  /** A page that something else opened, as the desktop opens its own. */
  static async over(page: Page, language: Language): Promise<Visit> {
    page.context().setDefaultTimeout(SHOW_TIMEOUT_MS)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    return new Visit(page, language)
  }

  get context(): BrowserContext {
    return this.page.context()
  }

  /** What is in front: an open dialogue where there is one, the page otherwise. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'))
  }

  get main(): Locator {
    return this.page.getByRole('main')
  }

  say(key: WordKey, values?: Values): string {
    return wordsIn(this.language).say(key, values)
  }

  words(): ReturnType<typeof wordsIn> {
    return wordsIn(this.language)
  }

  button(key: WordKey, values?: Values): Locator {
    return this.page.getByRole('button', { name: this.say(key, values), exact: true })
  }

  link(key: WordKey): Locator {
    return this.page.getByRole('link', { name: this.say(key), exact: true })
  }

  field(key: WordKey, values?: Values): Locator {
    return this.page.getByLabel(this.say(key, values), { exact: true })
  }

  /** One of a few, by its short words. */
  option(words: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('radio', { name: words })
  }

  /** Take one of a few. */
  async choose(words: string, within: Page | Locator = this.page): Promise<void> {
    await this.option(words, within).click({ force: true }) // the circle on screen is drawn; the input lies beneath it
    await within.getByRole('radio', { name: words, checked: true }).waitFor({ state: 'attached' })
  }

  /** A place by the rail, as a person goes there. */
  async goTo(key: WordKey): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('link', { name: this.say(key) })
      .click()
  }

  /** Resolves once these words are to be seen. */
  async sees(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).first().waitFor()
  }

  /** Resolves once the page's main heading says this. */
  async standsBefore(words: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: words }).waitFor()
  }

  /** Resolves once the page says that it speaks this language. */
  async hears(language: Language): Promise<void> {
    await this.page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' })
    this.language = language
  }

  /** Unlock a Mirror in the dialogue that asks for one. */
  async enterPin(pin: string): Promise<void> {
    await this.dialog.getByLabel(/PIN/u).fill(pin)
    await this.dialog.getByRole('button', { name: this.say('who.unlock'), exact: true }).click()
    await this.dialog.waitFor({ state: 'detached' })
  }

  /** Everything on the page as a person reads it. */
  async text(): Promise<string> {
    return (await this.page.locator('body').allInnerTexts()).join('\n')
  }

  /** Walk by Tab until this has the focus. */
  async tabTo(target: Locator, tabsMax = 40): Promise<void> {
    let element = await target.elementHandle()
    for (let tabs = 0; tabs <= tabsMax; tabs += 1) {
      const place = await element?.evaluate((each) => [each === document.activeElement, each.isConnected])
      if (place?.[0]) return
      if (!place?.[1])
        element = await target.elementHandle() // drawn anew since
      else await this.page.keyboard.press('Tab')
    }
    throw new Error(`not within ${tabsMax} tabs: ${target}`)
  }

  /** @throws where the console was not silent */
  expectSilence(): void {
    expect(this.complaints).toEqual([])
  }

  close(): Promise<void> {
    return this.context.close()
  }
}
