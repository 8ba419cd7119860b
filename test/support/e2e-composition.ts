import type { CDPSession, Page } from 'playwright'

/** A Japanese input method at work in a page: the browser's own composition, so events are as a person's are. */
export class Composition {
  readonly #page: Page
  readonly #session: CDPSession

  private constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
  }

  static async at(page: Page): Promise<Composition> {
    return new Composition(page, await page.context().newCDPSession(page))
  }

  /** Letters under way, not yet taken. */
  async begin(reading: string): Promise<void> {
    await this.#session.send('Input.imeSetComposition', {
      text: reading,
      selectionStart: reading.length,
      selectionEnd: reading.length,
    })
  }

  /** The Enter that takes the composition: the page hears the key while it is still composing, then the text. */
  async takeByEnter(text: string): Promise<void> {
    await this.#page.keyboard.press('Enter')
    await this.#session.send('Input.insertText', { text })
  }
}
