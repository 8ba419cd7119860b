import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { ARTIFACTS } from './e2e-artifacts.ts'
import type { Visit } from './e2e-visit.ts'

/**
 * The tests of a file as one way walked step by step: after a step that failed
 * the rest would only stumble over it, so they are left out; what was on the
 * screen is kept as a picture.
 */
export function walkAsJourney(visits: () => readonly (Visit | undefined)[]): void {
  let hasFailed = false
  beforeEach((context) => {
    if (hasFailed) context.skip('a step before this one failed')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    hasFailed = true
    const name = task.name.replace(/\W+/gu, '-')
    for (const [index, visit] of visits().entries()) {
      await visit?.page
        .screenshot({ path: join(ARTIFACTS, 'failures', `${name}-${index}.png`) })
        .catch(() => {})
    }
  })
}
