import type { WebContents } from 'electron'
import type { Clock } from '../../platform/clock.ts'

/** How long after a press something counts as asked for by a person. Source: HTML, "Interactions", transient activation (a few seconds). */
export const ACTING_MS = 5_000
const PRESSES: ReadonlySet<string> = new Set([
  'mouseDown',
  'rawKeyDown',
  'keyDown',
  'touchStart',
  'gestureTap',
])

/** Whether a person has just pressed something in a window, as the system tells it and not the page. */
export class PersonAtWork {
  readonly #clock: Clock
  readonly #isAssisted: () => boolean
  #pressedAtMs = Number.NEGATIVE_INFINITY

  /** @param isAssisted whether a screen reader, a switch or a voice may press: the system tells of no input then */
  constructor(clock: Clock, isAssisted: () => boolean = () => false) {
    this.#clock = clock
    this.#isAssisted = isAssisted
  }

  follow(contents: Pick<WebContents, 'on'>): void {
    contents.on('input-event', (_event, { type }) => {
      if (PRESSES.has(type)) this.#pressedAtMs = this.#clock.nowMs()
    })
  }

  isActing(): boolean {
    return this.#isAssisted() || this.#clock.nowMs() - this.#pressedAtMs < ACTING_MS
  }
}
