import type { Locator } from 'playwright'
import { shortcutsAt } from '../../src/renderer/app/shortcuts.ts'
import type { Visit } from './e2e-visit.ts'
import type { WordKey } from './e2e-words.ts'

/** Longest walk to anything on a page. Chosen here: twice the stops of the longest page. */
const TABS_MAX = 120

/** Somebody at a page who has no pointer: everything by Tab, arrows, Enter and Space. */
export class Keys {
  readonly #visit: Visit

  constructor(visit: Visit) {
    this.#visit = visit
  }

  press(key: string): Promise<void> {
    return this.#visit.page.keyboard.press(key)
  }

  tabTo(target: Locator): Promise<void> {
    return this.#visit.tabTo(target, TABS_MAX)
  }

  /** Walk to a link or a button and take it. */
  async take(target: Locator): Promise<void> {
    await this.tabTo(target)
    await this.press('Enter')
  }

  /** A place by the rail. */
  async goTo(place: WordKey): Promise<void> {
    const rail = this.#visit.page.getByRole('navigation')
    await this.take(rail.getByRole('link', { name: this.#visit.say(place) }))
  }

  /** A place by keys of its own, from wherever no field has the focus. */
  async go(place: WordKey): Promise<void> {
    const [path, spec] = shortcutsAt('everywhere').find(([, { words }]) => words === place) ?? []
    for (const press of spec?.presses ?? []) await this.press(press)
    await this.#visit.page.waitForURL(({ hash }) => hash === `#${path}`)
  }

  /** Write these words where others may stand. */
  async write(field: Locator, text: string): Promise<void> {
    await this.tabTo(field)
    await this.press('ControlOrMeta+a')
    await this.#visit.page.keyboard.insertText(text)
  }

  /** One of a few, by its short words: Tab comes to the group, arrows go through it. */
  async choose(words: string): Promise<void> {
    const option = this.#visit.option(words)
    const group = this.#visit.page.getByRole('radiogroup').filter({ has: option })
    await this.#tabInto(group)
    const count = await group.getByRole('radio').count()
    for (let step = 0; step < count && !(await isFocused(option)); step += 1) await this.press('ArrowDown')
    await this.press('Space')
    await group.getByRole('radio', { name: words, checked: true }).waitFor({ state: 'attached' })
  }

  /** One of many, in the machine's own list. */
  async pick(list: Locator, words: string): Promise<void> {
    await this.tabTo(list)
    const chosen = list.locator('option:checked')
    const count = await list.locator('option').count()
    for (let step = 0; step < count && !(await chosen.textContent())?.includes(words); step += 1)
      await this.press('ArrowDown')
  }

  /** Hold Enter down, which repeats as keyboards do, until what was to happen has happened, and a little beyond. */
  async hold(button: Locator, happens: () => Promise<unknown>): Promise<void> {
    const { keyboard } = this.#visit.page
    await this.tabTo(button)
    await keyboard.down('Enter')
    await keyboard.down('Enter')
    await happens()
    await keyboard.down('Enter')
    await keyboard.up('Enter')
  }

  /** Unlock a Mirror in the dialogue that asks for one. */
  async enterPin(pin: string): Promise<void> {
    const { dialog } = this.#visit
    await this.write(dialog.getByLabel(/PIN/u), pin)
    await this.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }

  async #tabInto(group: Locator): Promise<void> {
    const hasFocus = (): Promise<boolean> =>
      group.evaluate((element) => element.contains(document.activeElement))
    for (let tabs = 0; tabs < TABS_MAX && !(await hasFocus()); tabs += 1) await this.press('Tab')
  }
}

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement)
