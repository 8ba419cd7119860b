import type { MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { mirrorIdOf, verifyCredential } from '../../crypto/credential.ts'
import type { Entry, KindRules, StoredEntry } from '../../replica/entry.ts'
import { decodeMirrorAdded, decodeMirrorRevoked } from './mirror-codec.ts'
import type { RevocationStore } from './revocation-store.ts'

/** What both kinds share: they stand in the log, and the Node itself says them. */
const NODE_LOG: Pick<KindRules, 'stream' | 'act' | 'freshForMs' | 'relay' | 'stored'> = {
  stream: 'log',
  act: false,
  freshForMs: null,
  relay: () => 'membership',
  stored: () => {},
}

/** Who keeps the names of Mirrors that Nodes vouch for. */
export interface MirrorNames {
  /** Runs in the transaction that stores the credential. */
  noteMirror(nodeId: NodeId, mirror: { readonly mirrorId: MirrorId; readonly name: string }): void
  /** This Node's own log revokes a Mirror: news to a Node that was brought back from an older copy. Runs in the same way. */
  noteOwnRevoked?(mirrorId: MirrorId, atMs: number): void
}

/** How a Node's words about its Mirrors are judged and kept: one kind says who speaks for it, the other who no longer does. */
export function mirrorKinds(revocations: RevocationStore, names: MirrorNames): readonly KindRules[] {
  return [
    {
      ...NODE_LOG,
      kind: 'mirror-credential',
      judge: judgeCredential,
      project: (entry) => projectName(names, entry),
    },
    {
      ...NODE_LOG,
      kind: 'mirror-revocation',
      judge: ({ payload }) => (decodeMirrorRevoked(payload) === null ? reject('malformed') : ACCEPT),
      project: (entry) => projectRevocation(revocations, names, entry),
    },
  ]
}

/** Whether the Mirror who signed this entry had been revoked before it, by the author's own order. */
export function isByRevokedMirror(revocations: RevocationStore, entry: Entry): boolean {
  return entry.mirror !== null && revocations.isRevokedBefore(entry.mirror.mirrorId, entry)
}

function judgeCredential(entry: StoredEntry): Verdict {
  const { author: nodeId, federationId, payload, time } = entry
  const credential = decodeMirrorAdded(payload)
  if (credential === null) return reject('malformed')
  const check = verifyCredential(credential, { federationId, nodeId, atMs: time.wallMs })
  return check.valid ? ACCEPT : reject(check.reason)
}

function projectName(names: MirrorNames, { author, federationId, payload, time }: StoredEntry): void {
  const credential = decodeMirrorAdded(payload)
  if (credential === null) return
  const check = verifyCredential(credential, { federationId, nodeId: author, atMs: time.wallMs })
  if (check.valid) names.noteMirror(author, check.credential)
}

function projectRevocation(revocations: RevocationStore, names: MirrorNames, entry: StoredEntry): void {
  const mirrorKey = decodeMirrorRevoked(entry.payload)
  if (mirrorKey === null) return
  const mirrorId: MirrorId = mirrorIdOf(mirrorKey)
  revocations.insert(mirrorId, entry)
  if (entry.own) names.noteOwnRevoked?.(mirrorId, entry.time.wallMs)
}
