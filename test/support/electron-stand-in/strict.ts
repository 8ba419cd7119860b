/** What the language itself asks of any object: whether it is a promise, a module, what it is called. */
const ASKED_BY_LANGUAGE: ReadonlySet<string | symbol> = new Set(['then', 'toJSON', 'constructor'])

/**
 * The same object, which throws where anything is asked of it that it has not
 * got. A stand-in that answered `undefined` would let a call pass that does
 * something in Electron.
 */
export function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, member) {
      if (member in target) {
        const value: unknown = Reflect.get(target, member, target)
        return typeof value === 'function' && !isClass(value) ? value.bind(target) : value
      }
      if (typeof member === 'symbol' || ASKED_BY_LANGUAGE.has(member)) return undefined
      throw new Error(`Electron stand-in: ${name}.${member} is not one of the calls it knows`)
    },
  })
}

const isClass = (value: object): boolean => String(value).startsWith('class ')
