import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../src/shared/kernel/language.ts'
import { nothingIsBusy } from './e2e-gallery.ts'
import type { Scene } from './e2e-scenes.ts'
import type { Studio } from './e2e-studio.ts'

/** Set to take the pictures of the README anew. */
export const TAKES_README_PICTURES = process.env['MIRRORWELL_README_PICTURES'] === '1'
/** Short enough that nothing is said of the neighbour who is away. */
export const README_NIGHT_MS = 60 * 60_000
const FOLDER = join(import.meta.dirname, '../../docs/pictures')
const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 360, height: 740 }

interface ReadmePicture extends Scene {
  readonly language: Language
  readonly theme: 'light' | 'dark'
  readonly size: typeof WIDE
}

/** The README's pictures: every language, both lights, both hands. */
export const README_PICTURES: readonly ReadmePicture[] = [
  { name: 'needs-you', at: () => '/', language: 'en', theme: 'light', size: WIDE },
  { name: 'map', at: () => '/map', language: 'en', theme: 'light', size: WIDE },
  {
    ...{ name: 'alert', language: 'sv', theme: 'light', size: WIDE },
    at: ({ alerts }) => `/alerts/${alerts.judged}`,
  },
  {
    ...{ name: 'decision', language: 'en', theme: 'dark', size: WIDE },
    at: ({ transfers }) => `/transfers/${transfers.deciding}`,
  },
  {
    ...{ name: 'seed', language: 'sv', theme: 'light', size: WIDE },
    at: ({ seeds }) => `/seedbed/${seeds.tray}`,
  },
  {
    ...{ name: 'resources', language: 'en', theme: 'light', size: WIDE },
    at: () => '/resources',
    act: async (visit) => {
      const water = visit.page.getByRole('article').filter({ hasText: visit.say('resource.water') })
      await water.getByRole('button', { name: visit.say('resources.history') }).click()
      await water.evaluate((card) => card.scrollIntoView())
    },
  },
  { name: 'needs-you-narrow', at: () => '/', language: 'ja', theme: 'light', size: NARROW },
  {
    ...{ name: 'map-narrow', language: 'ja', theme: 'dark', size: NARROW },
    at: () => '/map',
    act: (visit) =>
      visit.page
        .getByRole('region', { name: visit.say('map.picture'), exact: true })
        .evaluate((picture) => picture.scrollIntoView({ block: 'end' })),
  },
]

export async function takeReadmePicture(studio: Studio, picture: ReadmePicture): Promise<void> {
  const { act, at, language, name, size, theme } = picture
  const { valley, visit } = studio
  const { page } = visit
  await page.emulateMedia({ colorScheme: theme })
  await page.setViewportSize(size)
  await studio.goTo(at(valley))
  await act?.(visit, valley)
  await studio.speak(language)
  await page.mouse.move(0, 0)
  await nothingIsBusy(page)
  mkdirSync(FOLDER, { recursive: true })
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}
