import { createStore, type StoreApi } from 'zustand/vanilla'
import { type ErrorCode, type ErrorDetails, MirrorError } from '../../shared/kernel/errors.ts'

/** A failure as views show it: the code chooses the words, the details fill them. */
export interface FailureState {
  readonly code: ErrorCode
  readonly details: ErrorDetails
}

/** What the Node last said, and whether it is being asked. `data` stays while a later question fails. */
export interface Answer<Data> {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly failure: FailureState | null
  readonly data: Data | null
}

export interface AnswerStore<Data> {
  readonly store: StoreApi<Answer<Data>>
  /** Ask again; resolves once an answer asked for after this call is in. */
  load(): Promise<void>
  /** Ask again without waiting for the question under way, whose answer is then overtaken. */
  askAnew(): Promise<void>
  /** Load, then follow changes until the returned function is called. Several may follow at once. */
  start(): () => void
}

/** Whatever can go wrong, as a failure to show. */
export function failureOf(thrown: unknown): FailureState {
  const { code, details } = MirrorError.from(thrown)
  return { code, details }
}

/**
 * A cache of one query. Events are invalidations: while a question is under
 * way, any number of them cost one more question after it, so an older answer
 * never replaces a newer one.
 */
export function createAnswerStore<Data>(
  ask: () => Promise<Data>,
  changes: readonly ((listener: () => void) => () => void)[],
): AnswerStore<Data> {
  const store = createStore<Answer<Data>>(() => ({ phase: 'loading', failure: null, data: null }))
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  let turns = 0
  let followers = 0
  let stops: (() => void)[] = []

  async function run(isLatest: () => boolean): Promise<void> {
    try {
      const data = await ask()
      if (isLatest()) store.setState({ phase: 'ready', failure: null, data })
    } catch (thrown) {
      if (isLatest()) store.setState({ phase: 'failed', failure: failureOf(thrown) })
    }
  }

  function begin(): Promise<void> {
    next = null
    const turn = ++turns
    const mine = run(() => turn === turns).finally(() => {
      if (running === mine) running = null
    })
    running = mine
    return mine
  }

  function load(): Promise<void> {
    if (running === null) return begin()
    next ??= running.then(begin)
    return next
  }

  function start(): () => void {
    followers += 1
    if (followers === 1) {
      stops = changes.map((listen) => listen(() => void load()))
      void load()
    }
    let stopped = false
    return () => {
      if (stopped) return
      stopped = true
      followers -= 1
      if (followers === 0) for (const stop of stops.splice(0)) stop()
    }
  }

  function askAnew(): Promise<void> {
    store.setState({ phase: 'loading', failure: null })
    return begin()
  }

  return { store, load, askAnew, start }
}
