import type { FileView } from '../../../shared/contract/files.ts'
import type { FileId } from '../../../shared/kernel/ids.ts'
import { STILL } from './file-pace.ts'
import type { FileProgress } from './file-progress.ts'
import { type FileStore, keptUnder } from './file-store.ts'
import type { KeptFile } from './file-types.ts'

export interface FileViewDeps {
  readonly store: Pick<FileStore, 'countChunks'>
  readonly progress: FileProgress
  readonly restsThere: (fileId: FileId) => boolean
}

/** A file as it is shown. */
export function toFileView(file: KeptFile, { progress, restsThere, store }: FileViewDeps): FileView {
  const { endedAtMs, id, mediaType, name, note, offeredAtMs, own, peer, phase, reason, sizeBytes } = file
  const paused = phase !== 'moving' ? null : file.paused ? 'here' : restsThere(id) ? 'there' : null
  const going = progress.of(file, () => (own ? 0 : store.countChunks(keptUnder(file))))
  const pace = phase === 'moving' && paused === null ? going : STILL
  return {
    ...{ id, nodeId: peer, ours: own, name, mediaType, sizeBytes, phase, paused, reason, note },
    ...{ offeredAtMs, endedAtMs, doneBytes: doneOf(file, going.doneBytes) },
    ...{ bytesPerSecond: pace.bytesPerSecond, leftMs: pace.leftMs, stalledForMs: pace.stalledForMs },
  }
}

function doneOf({ phase, sizeBytes }: KeptFile, doneBytes: number): number {
  if (phase === 'done') return sizeBytes
  return phase === 'moving' ? doneBytes : 0
}
