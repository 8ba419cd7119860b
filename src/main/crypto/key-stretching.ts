import { hashRaw, hashRawSync } from '@node-rs/argon2'

/** Bytes of a stretched key. Source: AES-256, FIPS 197. */
const KEY_BYTES = 32
/** `Algorithm.Argon2id` of @node-rs/argon2, whose const enum cannot be imported under isolatedModules. */
const ARGON2ID = 2

export interface StretchInput {
  readonly secret: Uint8Array
  readonly salt: Uint8Array
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** Makes 32 bytes of what somebody types, slowly on purpose: Argon2id (RFC 9106). Every adapter gives the same bytes. */
export type StretchKey = (input: StretchInput) => Promise<Uint8Array>

/** On another thread: a Node goes on meanwhile. */
export const stretchOnOtherThread: StretchKey = ({ secret, ...input }) => hashRaw(secret, argonOf(input))

/** On this one, which waits: for a world whose time stands still until everything is at rest. */
export const stretchInThread: StretchKey = async ({ secret, ...input }) => hashRawSync(secret, argonOf(input))

const argonOf = ({ lanes, memoryKiB, passes, salt }: Omit<StretchInput, 'secret'>) => ({
  algorithm: ARGON2ID,
  memoryCost: memoryKiB,
  timeCost: passes,
  parallelism: lanes,
  outputLen: KEY_BYTES,
  salt,
})
