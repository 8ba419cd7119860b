import { nodeIdFromPublicKey, publicKeyFromNodeId } from '../crypto/peer-id.ts'
import { MAX_CONTENT_BYTES } from '../crypto/session/session-limits.ts'
import { plainBytes } from '../platform/bytes.ts'
import { isCount } from '../wire/decode.ts'
import { wire } from '../wire/messages.ts'
import type { Epoch } from './entry.ts'
import type { EntryStore, Head, LatestHead } from './entry-store.ts'
import { decodeEpoch, encodeEpoch, kindName, kindNumber } from './envelope-codec.ts'
import { compareEpochs } from './epoch-order.ts'

/**
 * Cursors of one sort in one frame. Chosen here: some hundred Nodes with a few
 * registers each; what does not fit is sent again and found known.
 */
const MAX_CURSORS = 450
/** Bytes for the cursors of one sort: two sorts and their tags fit into a frame, however long the slots are. */
const MAX_CURSORS_BYTES = MAX_CONTENT_BYTES / 2 - 64
/** Tag and length before each cursor. */
const CURSOR_HEAD_BYTES = 3

type CursorsFrame = ConstructorParameters<typeof wire.Cursors>[0]

/** What one Node holds, by log and register. */
export interface Holdings {
  /** All entries below this are held, by author and epoch. */
  nextSequenceOf(head: Pick<Head, 'author' | 'epoch'>): number
  /** Whether it holds this register's entry or a newer one. */
  holdsLatest(latest: LatestHead): boolean
  /** The largest part of what it holds that we could lack. */
  readonly logs: readonly Pick<Head, 'author' | 'epoch' | 'nextSequence'>[]
  readonly latest: readonly Omit<LatestHead, 'id'>[]
}

/** Our own holdings as a frame. */
export function encodeCursors(entries: EntryStore): NonNullable<CursorsFrame> {
  const heads = entries.heads().slice(0, MAX_CURSORS)
  const logs = heads.flatMap(({ author, epoch, nextSequence }) => {
    const key = publicKeyFromNodeId(author)
    return key === null ? [] : [{ author: key, epoch: encodeEpoch(epoch), nextSequence }]
  })
  const registers = entries.latestHeads().slice(0, MAX_CURSORS)
  const latest = registers.flatMap(({ author, kind, slot, epoch, sequence }) => {
    const key = publicKeyFromNodeId(author)
    const number = kindNumber(kind as Parameters<typeof kindNumber>[0])
    return key === null ? [] : [{ author: key, kind: number, slot, epoch: encodeEpoch(epoch), sequence }]
  })
  return {
    logs: thoseThatFit(logs, (cursor) => wire.LogCursor.encode(cursor).len),
    latest: thoseThatFit(latest, (cursor) => wire.LatestCursor.encode(cursor).len),
  }
}

function thoseThatFit<T>(cursors: readonly T[], sizeOf: (cursor: T) => number): T[] {
  let leftBytes = MAX_CURSORS_BYTES
  const end = cursors.findIndex((cursor) => {
    leftBytes -= sizeOf(cursor) + CURSOR_HEAD_BYTES
    return leftBytes < 0
  })
  return end === -1 ? [...cursors] : cursors.slice(0, end)
}

/** A neighbour's cursors. Those that make no sense are left out: they only cost the neighbour a few entries sent twice. */
export function decodeCursors(frame: NonNullable<CursorsFrame>): Holdings {
  const logs = (frame.logs ?? []).slice(0, MAX_CURSORS).flatMap((cursor) => {
    const place = readPlace(cursor)
    return place && isCount(cursor.nextSequence) ? [{ ...place, nextSequence: cursor.nextSequence }] : []
  })
  const latest = (frame.latest ?? []).slice(0, MAX_CURSORS).flatMap((cursor) => {
    const place = readPlace(cursor)
    const kind = kindName(cursor.kind ?? 0)
    if (!place || kind === undefined || !isCount(cursor.sequence)) return []
    return [{ ...place, kind, slot: cursor.slot ?? '', sequence: cursor.sequence }]
  })
  const nextByLog = new Map(logs.map((cursor) => [logKey(cursor), cursor.nextSequence]))
  const latestByRegister = new Map(latest.map((cursor) => [registerKey(cursor), cursor]))
  return {
    logs,
    latest,
    nextSequenceOf: (head) => nextByLog.get(logKey(head)) ?? 0,
    holdsLatest(ours) {
      const theirs = latestByRegister.get(registerKey(ours))
      return (
        theirs !== undefined &&
        (compareEpochs(theirs.epoch, ours.epoch) || theirs.sequence - ours.sequence) >= 0
      )
    },
  }
}

/** Whether a neighbour holds anything that we lack. */
export function hasNews(theirs: Holdings, entries: EntryStore): boolean {
  const newLog = theirs.logs.some(
    (log) => log.nextSequence > entries.head(log.author, log.epoch).nextSequence,
  )
  return (
    newLog ||
    theirs.latest.some((cursor) => {
      const ours = entries.latestOf(cursor.author, cursor.kind, cursor.slot)
      return ours === null || (compareEpochs(cursor.epoch, ours.epoch) || cursor.sequence - ours.sequence) > 0
    })
  )
}

const logKey = (head: { author: string; epoch: Epoch }): string =>
  `${head.author} ${head.epoch.openedAtMs} ${head.epoch.random}`
const registerKey = (latest: { author: string; kind: string; slot: string }): string =>
  `${latest.author} ${latest.kind} ${latest.slot}`

function readPlace(cursor: {
  author?: Uint8Array | null
  epoch?: Parameters<typeof decodeEpoch>[0]
}): Pick<Head, 'author' | 'epoch'> | null {
  const epoch = decodeEpoch(cursor.epoch)
  if (epoch === null || cursor.author?.length !== 32) return null
  return { author: nodeIdFromPublicKey(plainBytes(cursor.author)), epoch }
}
