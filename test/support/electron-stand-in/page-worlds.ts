/**
 * What runs in pages of the stand-in. Chromium runs each function in the world
 * it is made for, as text: none of them may name anything of this module.
 *
 * The two worlds of a page share its window and nothing else, so what one hands
 * the other goes as JSON in an event under a name that no page script knows:
 * both sides are set up, and have taken what they need, before the page's first.
 */

/** What one world asks of the other. */
interface Crossing {
  readonly what: 'expose' | 'call'
  readonly name: string
  readonly target: number
  readonly args: readonly unknown[]
}

export interface WorldNames {
  /** The event under which the two worlds speak. */
  readonly crossing: string
  /** The function by which the preload's world reaches the main process. */
  readonly toMain: string
  /** Where the main process hands in what it sends. */
  readonly fromMain: string
}

/**
 * Either side of the bridge. Plain data is copied, functions are called where
 * they live, everything else is refused, as Electron's context bridge does.
 */
export function bridgeWorlds(side: 'preload' | 'page', crossing: string) {
  const other = side === 'page' ? 'preload' : 'page'
  const functions: ((...args: unknown[]) => unknown)[] = []
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window)
  const listen = EventTarget.prototype.addEventListener.bind(window)
  const { stringify, parse } = JSON
  let answered: unknown

  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') return { call: functions.push(value as () => unknown) - 1 }
    if (value === undefined) return {}
    if (typeof value !== 'object' || value === null) return { plain: value }
    if (Array.isArray(value)) return { list: value.map(wrap) }
    if (Object.getPrototypeOf(value) !== Object.prototype)
      throw new Error('Electron stand-in: only plain data and functions cross between worlds')
    return { members: Object.entries(value).map(([key, member]) => [key, wrap(member)]) }
  }
  const unwrap = (raw: unknown): unknown => {
    const passed = raw as { plain?: unknown; call?: number; list?: unknown[]; members?: [string, unknown][] }
    if (passed.call !== undefined) {
      const target = passed.call
      return (...args: unknown[]) => cross({ what: 'call', name: '', target, args: args.map(wrap) })
    }
    if (passed.list !== undefined) return passed.list.map(unwrap)
    if (passed.members !== undefined)
      return Object.freeze(Object.fromEntries(passed.members.map(([key, member]) => [key, unwrap(member)])))
    return passed.plain
  }
  const cross = (sent: Crossing): unknown => {
    answered = undefined
    dispatch(new CustomEvent(`${crossing}-${other}`, { detail: stringify(sent) }))
    const answer = answered as { value?: unknown; failure?: string } | undefined
    answered = undefined
    if (answer?.failure !== undefined) throw new Error(answer.failure)
    return unwrap(answer?.value ?? {})
  }
  const answerTo = (sent: Crossing): unknown => {
    if (sent.what === 'call') return functions[sent.target]?.(...sent.args.map(unwrap))
    const value = unwrap(sent.args[0])
    Object.defineProperty(window, sent.name, { value, enumerable: true })
    return undefined
  }
  listen(`${crossing}-${side}`, (event) => {
    let reply: { value?: unknown; failure?: string }
    try {
      reply = { value: wrap(answerTo(parse((event as CustomEvent<string>).detail))) }
    } catch (thrown) {
      reply = { failure: String(thrown) }
    }
    dispatch(new CustomEvent(`${crossing}-answer-${other}`, { detail: stringify(reply) }))
  })
  listen(`${crossing}-answer-${side}`, (event) => {
    answered = parse((event as CustomEvent<string>).detail)
  })
  return {
    exposeInMainWorld: (name: string, api: unknown): void => {
      cross({ what: 'expose', name, target: -1, args: [wrap(api)] })
    },
  }
}

/** What a preload finds: a sandboxed one's `require`, with two of its modules. */
export function runPreload(
  names: WorldNames,
  bridge: { exposeInMainWorld(name: string, api: unknown): void },
  preload: (require: (id: string) => unknown, module: object, exports: object) => void,
): void {
  type Listener = (event: object, ...args: unknown[]) => void
  const world = globalThis as unknown as Record<string, (...args: string[]) => void>
  const toMain = world[names.toMain]
  const listeners = new Map<string, Listener[]>()
  const only = <T extends object>(members: T): T =>
    new Proxy(members, {
      get(target, name) {
        if (Object.hasOwn(target, name)) return Reflect.get(target, name)
        throw new Error(`Electron stand-in: a preload has no ${String(name)} here`)
      },
    })
  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => toMain?.(JSON.stringify({ channel, args })),
    on: (channel: string, listener: Listener) =>
      void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel: string, listener: Listener) =>
      void listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      ),
  }
  world[names.fromMain] = (sent) => {
    const { channel, args } = JSON.parse(sent ?? '') as { channel: string; args: unknown[] }
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
  }
  for (const press of ['pointerdown', 'keydown']) {
    const isKey = press === 'keydown'
    const told = JSON.stringify({ input: isKey ? 'keyDown' : 'mouseDown' })
    window.addEventListener(press, (event) => event.isTrusted && toMain?.(told), true)
  }
  const modules = only({ electron: only({ contextBridge: only(bridge), ipcRenderer: only(ipcRenderer) }) })
  const module = { exports: {} }
  preload((id) => Reflect.get(modules, id), module, module.exports)
}
