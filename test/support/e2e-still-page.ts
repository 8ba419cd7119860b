import type { Browser } from 'playwright'
import type { Language } from '../../src/shared/kernel/language.ts'
import { AXE_SCRIPT } from './e2e-axe.ts'
import { Visit } from './e2e-visit.ts'

export interface StillPageOptions {
  readonly url: string
  /** The only moment that this page knows. */
  readonly nowMs: number
  /** What its browser asks for. Default: English. */
  readonly language?: Language
}

/**
 * A page on which nothing moves by itself: its clock stands, nothing fades or
 * slides, no caret blinks, and its times are those of the valley. What it shows
 * depends on the Node and on what is pressed, and on nothing else.
 */
export async function openStillPage(
  browser: Browser,
  { url, nowMs, language = 'en' }: StillPageOptions,
): Promise<Visit> {
  const context = await browser.newContext({ locale: language, timezoneId: 'Europe/Stockholm' })
  await context.addInitScript({ content: AXE_SCRIPT })
  await context.addInitScript(holdStill, nowMs)
  const visit = await Visit.over(await context.newPage(), language)
  await visit.page.goto(url)
  return visit
}

/** Runs in the page before any script of its own. */
function holdStill(nowMs: number): void {
  const RealDate = Date
  globalThis.Date = new Proxy(RealDate, {
    construct: (_, given, target) =>
      Reflect.construct(RealDate, given.length === 0 ? [nowMs] : given, target),
    get: (_, name) => (name === 'now' ? () => nowMs : Reflect.get(RealDate, name)),
  })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important }',
  )
  document.adoptedStyleSheets.push(sheet)
}
