import { MirrorError } from '../kernel/errors.ts'
import type { Frame, FrameChannel } from './channel.ts'
import type { Client, Contract } from './contract.ts'

interface Waiting {
  resolve(output: unknown): void
  reject(error: MirrorError): void
}

/**
 * The contract as an object of functions over a channel. A call rejects with a
 * MirrorError and nothing else; when the channel closes, every pending call
 * rejects with 'channel-closed'.
 */
export function createClient<C extends Contract>(contract: C, channel: FrameChannel): Client<C> {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  let nextId = 1
  let closed = false

  function settle(frame: Exclude<Frame, { t: 'event' | 'call' }>): void {
    const call = waiting.get(frame.id)
    waiting.delete(frame.id)
    if (frame.t === 'ok') call?.resolve(frame.output)
    else call?.reject(new MirrorError(frame.error.code, frame.error.details))
  }

  channel.onFrame((frame) => {
    if (frame.t === 'event') for (const listener of listeners.get(frame.name) ?? []) listener(frame.payload)
    else if (frame.t !== 'call') settle(frame)
  })
  channel.onClose(() => {
    closed = true
    for (const call of waiting.values()) call.reject(new MirrorError('channel-closed'))
    waiting.clear()
  })

  const call = (method: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new MirrorError('channel-closed'))
      const id = nextId++
      waiting.set(id, { resolve, reject })
      channel.send({ t: 'call', id, method, input })
    })
  const listen = (name: string, listener: (payload: unknown) => void): (() => void) => {
    const set = listeners.get(name) ?? new Set()
    listeners.set(name, set.add(listener))
    return () => void set.delete(listener)
  }

  const client = Object.fromEntries(
    Object.entries(contract).map(([feature, specs]) => [
      feature,
      Object.fromEntries(
        Object.entries(specs).map(([member, spec]) => {
          const name = `${feature}.${member}`
          return [member, spec.kind === 'event' ? listen.bind(null, name) : call.bind(null, name)]
        }),
      ),
    ]),
  )
  return client as unknown as Client<C>
}
