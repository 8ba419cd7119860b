import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, ElementContext, RunOptions } from 'axe-core'
import type { Page } from 'playwright'

/** What a page must have loaded before it can be asked. */
export const AXE_SCRIPT = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface AxeFinding {
  readonly impact: string
  readonly rule: string
  /** Where, and what axe says of it. */
  readonly places: readonly string[]
}

/** What axe holds against the page as it stands, or against the dialogue in front of it; the gravest first. */
export async function findBarriers(page: Page): Promise<AxeFinding[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> }
    }
    const front = document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document
    const { violations } = await axe.run(front, {
      resultTypes: ['violations'],
      preload: false, // styles are asked of the elements that have them
      iframes: false,
      rules: { 'target-size': { enabled: true } },
    })
    const order = ['critical', 'serious', 'moderate', 'minor']
    return violations
      .map(({ id, impact, nodes }) => ({
        impact: impact ?? 'minor',
        rule: id,
        places: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`),
      }))
      .sort((one, other) => order.indexOf(one.impact) - order.indexOf(other.impact))
  })
}
