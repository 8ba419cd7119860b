/** Steps that must not overlap, one at a time, in the order they were asked for: what begins is not ended half begun. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Do a step when all before it are done, well or not. Its failure is for whoever asked for it. */
  take<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#last.then(step)
    this.#last = done.catch(() => {})
    return done
  }
}
