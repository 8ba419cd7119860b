import type * as fs from 'node:fs'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { checkRelease, type PlainFiles, type ReleaseState } from './release-sums.ts'

/** The public key of releases, in the program itself, where one has been made. */
const PINNED_KEY_PATH = 'resources/release-key.pem'
/** Changed files that are named. Chosen here: enough to see what somebody was after. */
const NAMED_MAX = 5

export interface ReleaseCheckOptions {
  /** Only a packaged program has been released, and only Linux checks none of its files by itself. */
  readonly isChecked: boolean
  /** The packed folder. */
  readonly folder: string
  readonly pinned: string | null
  /** null where this runtime cannot look at files as they lie. */
  readonly files: PlainFiles | null
}

/** Looks, once and beside everything else, whether the program's files are as they were released. Keeps nobody from anything. */
export class ReleaseCheck {
  readonly #options: ReleaseCheckOptions
  #state: ReleaseState | null = null

  constructor(options: ReleaseCheckOptions) {
    this.#options = options
  }

  /** @returns what to tell a person, or null where all is well */
  async look(): Promise<MirrorError | null> {
    const { isChecked, folder, files, pinned } = this.#options
    if (!isChecked || files === null) return null
    this.#state = await checkRelease(folder, { files, pinned })
    if (this.#state.kind !== 'changed') return null
    const { changed } = this.#state
    return new MirrorError('package-changed', { files: changed.length, first: changed[0] ?? '' })
  }

  /** For whoever helps. */
  facts(): readonly (readonly [name: string, value: string])[] {
    if (this.#state === null) return [['package', 'not checked']]
    const { kind, changed, key } = this.#state
    const named = [...changed.slice(0, NAMED_MAX), ...(changed.length > NAMED_MAX ? ['…'] : [])]
    const state = kind === 'changed' ? `package-changed (${changed.length}): ${named.join(', ')}` : kind
    return [
      ['package', state],
      ['package key', key ?? 'none'],
    ]
  }
}

/** The check of the program that runs. */
export function releaseCheckOf(app: { readonly isPackaged: boolean; getAppPath(): string }): ReleaseCheck {
  const keyPath = join(app.getAppPath(), PINNED_KEY_PATH)
  return new ReleaseCheck({
    isChecked: app.isPackaged && process.platform === 'linux',
    folder: dirname(process.execPath),
    pinned: existsSync(keyPath) ? readFileSync(keyPath, 'utf8') : null,
    files: (process.getBuiltinModule('node:original-fs') as typeof fs | undefined) ?? null,
  })
}
