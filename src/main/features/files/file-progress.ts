import type { FileId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import { FilePace, type Pace, STILL } from './file-pace.ts'
import { bytesOfChunks } from './file-rules.ts'
import type { KeptFile } from './file-types.ts'

export interface Progress extends Pace {
  readonly doneBytes: number
}

interface Going {
  held: number
  readonly pace: FilePace
}

/** How far every moving file is, as long as this process lives. Where it stood before is for the store to say. */
export class FileProgress {
  readonly #clock: Clock
  readonly #going = new Map<FileId, Going>()

  /** On the machine's clock: a line's speed is no affair of the application's time. */
  constructor(deps: { readonly realClock: Clock }) {
    this.#clock = deps.realClock
  }

  /** So many chunks are on the receiver's disk. */
  reached({ id, sizeBytes }: KeptFile, held: number): void {
    const nowMs = this.#clock.nowMs()
    const going = this.#going.get(id)
    if (going === undefined) {
      this.#going.set(id, { held, pace: new FilePace(nowMs) })
      return
    }
    const news = bytesOfChunks(sizeBytes, held) - bytesOfChunks(sizeBytes, going.held)
    going.held = held
    if (news > 0) going.pace.note(news, nowMs)
  }

  forget(id: FileId): void {
    this.#going.delete(id)
  }

  /** @param heldBefore how many chunks the store knows of, where nothing was heard in this life */
  of({ id, sizeBytes }: KeptFile, heldBefore: () => number): Progress {
    const going = this.#going.get(id)
    if (going === undefined) return { ...STILL, doneBytes: bytesOfChunks(sizeBytes, heldBefore()) }
    const doneBytes = bytesOfChunks(sizeBytes, going.held)
    return { doneBytes, ...going.pace.view(sizeBytes - doneBytes, this.#clock.nowMs()) }
  }
}
