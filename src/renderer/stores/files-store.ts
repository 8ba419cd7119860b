import type { FileView } from '../../shared/contract/files.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

/** The files between this Node and each other one, those that wait for somebody here, and what can be asked of the Node about them. */
export function createFilesStore({ files }: Bridge) {
  const opened = new Map<NodeId, AnswerStore<readonly FileView[]>>()
  function one(nodeId: NodeId): AnswerStore<readonly FileView[]> {
    const ask = async () => (await files.list({ nodeId })).files
    const known = opened.get(nodeId) ?? createAnswerStore<readonly FileView[]>(ask, [files.changed])
    opened.set(nodeId, known)
    return known
  }
  const offered = async () => (await files.list({ phase: 'offered' })).files.filter(({ ours }) => !ours)
  return { one, ask: files, offered: createAnswerStore<readonly FileView[]>(offered, [files.changed]) }
}
export type FilesAsk = ReturnType<typeof createFilesStore>['ask']
