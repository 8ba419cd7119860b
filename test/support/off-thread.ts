import { createHook } from 'node:async_hooks'

/** What comes back without having left this thread: promises, turns of the event loop, timers. */
const IN_THREAD = new Set(['PROMISE', 'Microtask', 'TickObject', 'Immediate', 'Timeout'])

/**
 * Do work, and say what came back to it from another thread, another process or
 * the system: names as Node gives them, each once. What is done at once, such as
 * a signature or a write to a file that waits for it, never has to come back.
 */
export async function cameFromElsewhere(work: () => Promise<unknown>): Promise<readonly string[]> {
  const types = new Map<number, string>()
  const came = new Set<string>()
  const hook = createHook({
    init(id, type) {
      if (!IN_THREAD.has(type)) types.set(id, type)
    },
    before(id) {
      const type = types.get(id)
      if (type !== undefined) came.add(type)
    },
  }).enable()
  try {
    await work()
  } finally {
    hook.disable()
  }
  return [...came].sort()
}
