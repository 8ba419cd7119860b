import { join } from 'node:path'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { createFiles, type Files, type FilesDeps } from '../features/files/files.ts'
import type { PrivatePost } from '../replica/private-post.ts'
import type { Foundation } from './foundation.ts'
import { type PrivateNeeds, requireWritable } from './private-needs.ts'

/** The folder of all files, ours that are offered, theirs that came and those of lessons, in the data folder. */
const FILES_FOLDER = 'files'

/** Files between this Node and others. */
export function createFilesArea(
  foundation: Foundation,
  needs: PrivateNeeds &
    Pick<FilesDeps, 'names' | 'nameOf'> & { readonly post: PrivatePost; isIsolated(nodeId: NodeId): boolean },
): Files {
  const {
    clock,
    database,
    emit,
    federation,
    logger,
    ports,
    random,
    realClock,
    realTimers,
    self,
    surroundings,
  } = foundation
  return createFiles({
    ...{ clock, database, federation, post: needs.post, random, realClock, realTimers, self },
    logger: logger.child('files'),
    shelf: surroundings.openShelf(join(ports.dataDir, FILES_FOLDER)),
    ownFolder: ports.dataDir,
    gate: { isOpen: (nodeId) => needs.isOpenToBulk(nodeId), mayAsk: () => needs.mayAskForBulk() },
    isKnown: (nodeId) => needs.isMember(nodeId),
    isIsolated: (nodeId) => needs.isIsolated(nodeId),
    isLinked: (nodeId) => needs.isLinked(nodeId),
    linked: () => needs.linked(),
    names: needs.names,
    nameOf: (nodeId) => needs.nameOf(nodeId),
    requireWritable: () => requireWritable(needs),
    changed: (fileId) => emit('files.changed', fileId),
    attachmentChanged: (root) => emit('attachments.changed', root),
  })
}
