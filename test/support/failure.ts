import { MirrorError } from '../../src/shared/kernel/errors.ts'

/** How a promise failed, as data: code and details of a MirrorError, the thrown value otherwise, or 'done'. */
export async function failureOf(work: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof work === 'function' ? work() : work)
    return 'done'
  } catch (thrown) {
    return thrown instanceof MirrorError ? { code: thrown.code, ...thrown.details } : thrown
  }
}
