import { type FileHandle, open, rm } from 'node:fs/promises'
import { MirrorError } from '../../../shared/kernel/errors.ts'

/** Whoever reads this file can become the Node. */
const PRIVATE_FILE_MODE = 0o600

/**
 * A new file for the 24 words, made before the Node is: a path that cannot be
 * written is found while nothing is lost yet.
 */
export class RecoveryFile {
  readonly #path: string
  readonly #file: FileHandle
  #settled = false

  private constructor(path: string, file: FileHandle) {
    this.#path = path
    this.#file = file
  }

  /** @throws MirrorError 'file-exists' | 'file-unreadable' with `path` */
  static async reserve(path: string): Promise<RecoveryFile> {
    try {
      return new RecoveryFile(path, await open(path, 'wx', PRIVATE_FILE_MODE))
    } catch (thrown) {
      const systemCode = String((thrown as { code?: unknown }).code ?? '')
      const code = systemCode === 'EEXIST' ? 'file-exists' : 'file-unreadable'
      throw new MirrorError(code, { path, systemCode }, thrown)
    }
  }

  /** Write the words, durably, and be done. */
  async write(words: readonly string[]): Promise<void> {
    if (this.#settled) return
    this.#settled = true
    try {
      await this.#file.writeFile(`${words.join(' ')}\n`)
      await this.#file.sync()
    } finally {
      await this.#file.close()
    }
  }

  /** Leave no empty file behind where the words were never written. May be called at any time. */
  async abandon(): Promise<void> {
    if (this.#settled) return
    this.#settled = true
    await this.#file.close()
    await rm(this.#path, { force: true })
  }
}
