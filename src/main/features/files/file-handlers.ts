import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { files } from '../../../shared/contract/files.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { plainBytes } from '../../platform/bytes.ts'
import type { FileService } from './file-service.ts'

export type FileHandlers = FeatureHandlers<typeof files, Caller>

export function fileHandlers(service: FileService): FileHandlers {
  return {
    list: ({ nodeId, phase }) => ({ files: service.list({ nodeId, phase }) }),
    prepare: async ({ nodeId, ...what }) => ({ id: await service.prepare({ peer: nodeId, ...what }) }),
    async addPiece({ atByte, bytes, id }) {
      return { nextByte: await service.addPiece(id, { atByte, bytes: fromBase64url(bytes) }) }
    },
    async offer({ nodeId, path }, caller) {
      requireScript(caller)
      return { id: await service.offerPath(nodeId, path) }
    },
    accept: async ({ id }) => done(service.accept(id)),
    refuse: async ({ id, note }) => done(service.refuse(id, note)),
    pause: async ({ id }) => done(service.pause(id)),
    resume: async ({ id }) => done(service.resume(id)),
    cancel: async ({ id }) => done(service.cancel(id)),
    remove: async ({ id }) => done(service.remove(id)),
    async piece({ atByte, id }) {
      const { bytes, sizeBytes } = await service.piece(id, atByte)
      return { bytes: toBase64url(bytes), sizeBytes }
    },
    async saveTo({ id, path }, caller) {
      requireScript(caller)
      return { path: await service.saveTo(id, path) }
    },
  }
}

/** A path is for whoever holds the machine's own token, and never for a page: it might show what others wrote. */
export function requireScript({ confirmations }: Caller): void {
  if (confirmations !== undefined) throw new MirrorError('file-path-refused')
}

export async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work
  return {}
}

export const fromBase64url = (text: string): Uint8Array => plainBytes(Buffer.from(text, 'base64url'))
export const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
