/** The same object but for one property. */
export function withOne<T extends object, K extends keyof T>(whole: T, name: K, instead: () => T[K]): T {
  return new Proxy(whole, {
    get(target, property) {
      if (property === name) return instead()
      const value: unknown = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
