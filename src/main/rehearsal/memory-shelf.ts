import { MirrorError } from '../../shared/kernel/errors.ts'
import type { FileShelf, ShelvedFile } from '../storage/file-shelf.ts'

/** Room that it says there is. Chosen here: more than any limit asks for. */
const FREE_BYTES = 2 ** 40

interface Held {
  bytes: Uint8Array
  isWhole: boolean
}

/** Files in memory: nothing leaves this thread, and what was written once is there after a crash. */
export class MemoryShelf implements FileShelf {
  readonly #held = new Map<string, Held>()

  async openPart(id: string): Promise<ShelvedFile> {
    const held = this.#held.get(id) ?? { bytes: new Uint8Array(), isWhole: false }
    this.#held.set(id, held)
    return shelved(held)
  }

  async openWhole(id: string): Promise<ShelvedFile> {
    const held = this.#held.get(id)
    if (!held?.isWhole) throw new MirrorError('file-unreadable')
    return shelved(held)
  }

  async finish(id: string, as = id): Promise<void> {
    const held = this.#held.get(id)
    if (held === undefined || held.isWhole) {
      if (this.#held.get(as)?.isWhole) return
      throw new MirrorError('file-unreadable')
    }
    held.isWhole = true
    this.#held.delete(id)
    this.#held.set(as, held)
  }

  async remove(id: string): Promise<void> {
    this.#held.delete(id)
  }

  async removePart(id: string): Promise<void> {
    if (this.#held.get(id)?.isWhole === false) this.#held.delete(id)
  }

  async ids(): Promise<ReadonlySet<string>> {
    return new Set([...this.#held].filter(([, { isWhole }]) => isWhole).map(([id]) => id))
  }

  async keepOnly(ids: ReadonlySet<string>): Promise<void> {
    for (const id of [...this.#held.keys()]) if (!ids.has(id)) this.#held.delete(id)
  }

  async freeBytes(): Promise<number> {
    return FREE_BYTES
  }
}

function shelved(held: Held): ShelvedFile {
  return {
    async read(atByte, lengthBytes) {
      return held.bytes.slice(atByte, atByte + lengthBytes)
    },
    async write(atByte, bytes) {
      const longer = new Uint8Array(Math.max(held.bytes.length, atByte + bytes.length))
      longer.set(held.bytes)
      longer.set(bytes, atByte)
      held.bytes = longer
    },
    async sync() {},
    async close() {},
  }
}

/** A shelf for each folder, of which nothing is made on a disk. */
export function shelvesInMemory(): (folder: string) => FileShelf {
  const shelves = new Map<string, FileShelf>()
  return (folder) => {
    const shelf = shelves.get(folder) ?? new MemoryShelf()
    shelves.set(folder, shelf)
    return shelf
  }
}
