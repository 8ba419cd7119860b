import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ARTIFACTS } from './e2e-artifacts.ts'
import type { Darkroom } from './e2e-darkroom.ts'
import { compareSheets, type SheetDifference } from './picture-sheet.ts'

/** One sheet of small pictures for each scene, as somebody found them good. */
const FOLDER = join(import.meta.dirname, '../e2e/references')
/** What the pictures of a run are kept in, and what of them differs. */
const TAKEN = join(ARTIFACTS, 'pictures')
/** Set to keep what is seen now as what shall be seen from now on. */
const TAKES_NEW = process.env['MIRRORWELL_NEW_REFERENCES'] === '1'
const HOW_TO_KEEP = 'if it is meant, keep it: npm run pictures'

/** The kept pictures, held against those of this run. */
export class References {
  /** @returns which pictures of the sheet are not as they were, in words */
  async compare(
    darkroom: Darkroom,
    name: string,
    taken: string,
  ): Promise<readonly { readonly band: number; readonly column: number; readonly what: string }[]> {
    const path = join(FOLDER, `${name}.webp`)
    write(join(TAKEN, `${name}.webp`), taken)
    if (TAKES_NEW) {
      if (!existsSync(path) || (await differencesOf(darkroom, read(path), taken)).length > 0)
        write(path, taken)
      return []
    }
    if (!existsSync(path)) return [{ band: 0, column: 0, what: `no picture is kept of it; ${HOW_TO_KEEP}` }]
    const differences = await differencesOf(darkroom, read(path), taken)
    if (differences.length === 0) return []
    const marked = join(TAKEN, `${name}-difference.webp`)
    write(
      marked,
      await darkroom.mark(
        taken,
        differences.flatMap(({ squares }) => squares),
      ),
    )
    return differences.map(({ band, column, ...how }) => ({
      ...{ band, column },
      what: `looks otherwise than kept (${wordsFor(how)}); see ${marked}; ${HOW_TO_KEEP}`,
    }))
  }
}

async function differencesOf(darkroom: Darkroom, kept: string, taken: string): Promise<SheetDifference[]> {
  return compareSheets(await darkroom.squaresOf(kept), await darkroom.squaresOf(taken))
}

const wordsFor = ({ sizes, squares }: Pick<SheetDifference, 'sizes' | 'squares'>): string =>
  [`${squares.length} squares`, ...(sizes === null ? [] : [`${sizes[0]} became ${sizes[1]}`])].join(', ')

const read = (path: string): string => readFileSync(path, 'base64')

function write(path: string, base64: string): void {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, base64, 'base64')
}
