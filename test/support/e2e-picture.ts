import { join } from 'node:path'
import { ARTIFACTS } from './e2e-artifacts.ts'
import type { Visit } from './e2e-visit.ts'

/** Keep how a page looks at a step of a journey, whole. */
export async function keepPicture(visit: Visit, journey: string, step: string): Promise<void> {
  const path = join(ARTIFACTS, 'pictures', journey, `${step}.png`)
  await visit.page.screenshot({ path, fullPage: true, animations: 'disabled' })
}
