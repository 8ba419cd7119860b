import type { App } from 'electron'
import { Signal } from '../../platform/signal.ts'
import { linkAmong, readLink } from './deep-link.ts'

/** Links that the system hands to the program, whichever way it does; those that come before anybody listens wait. */
export class LinkInbox {
  /** Somebody started the program again, with an invitation or without. */
  readonly opened = new Signal<string | null>()
  #early: string | null

  /** @param link what the program was started with */
  constructor(app: Pick<App, 'on'>, link: string | null) {
    this.#early = link
    app.on('open-url', (event, url) => {
      event.preventDefault()
      this.#take(readLink(url))
    })
    app.on('second-instance', (_event, argv) => this.#take(linkAmong(argv)))
  }

  /** What came before; told once. */
  takeEarly(): string | null {
    const early = this.#early
    this.#early = null
    return early
  }

  #take(link: string | null): void {
    this.#early = link ?? this.#early
    this.opened.emit(link)
  }
}
