import { MirrorError } from '../kernel/errors.ts'
import type { Frame, FrameChannel } from './channel.ts'
import type { Client, Contract } from './contract.ts'

interface Waiting {
  resolve(output: unknown): void
  reject(error: MirrorError): void
}
export type Listener = (payload: unknown) => void

/** One way to call and one way to listen, by names like `alerts.list` and `alerts.changed`. */
export interface ClientParts {
  /** @param confirmation a person's press, from `host.confirm` */
  method(name: string, input: unknown, confirmation?: string): Promise<unknown>
  /** @returns a function that stops the listening */
  event(name: string, listener: Listener): () => void
}

/**
 * The contract as an object of functions over a channel. A call rejects with a
 * MirrorError and nothing else; when the channel closes, every pending call
 * rejects with 'channel-closed'.
 */
export function createClient<C extends Contract>(channel: FrameChannel): Client<C> {
  return clientOf<C>(partsOver(channel))
}

/** What a client over this channel is made of. */
export function partsOver(channel: FrameChannel): ClientParts {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<Listener>>()
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

  return {
    method: (method, input, confirmation) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new MirrorError('channel-closed'))
        const id = nextId++
        waiting.set(id, { resolve, reject })
        channel.send({
          t: 'call',
          id,
          method,
          input,
          ...(confirmation === undefined ? {} : { confirmation }),
        })
      }),
    event(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => void set.delete(listener)
    },
  }
}

/**
 * The contract as an object of functions, made as they are asked for: a page
 * then needs none of its schemas. What is given tells an event from a method,
 * because no input holds a function.
 */
export function clientOf<C extends Contract>(parts: ClientParts): Client<C> {
  const member = (name: string) => (given: unknown) =>
    typeof given === 'function' ? parts.event(name, given as Listener) : parts.method(name, given)
  return byName((feature) => byName((own) => member(`${feature}.${own}`))) as Client<C>
}

/** An object that makes each of its values once, when it is first asked for. */
function byName(make: (name: string) => unknown): object {
  const made = new Map<string, unknown>()
  return new Proxy(Object.create(null) as object, {
    get(_target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined // a promise asks whatever it is given for `then`
      if (!made.has(name)) made.set(name, make(name))
      return made.get(name)
    },
  })
}
