import { app, type BrowserWindow, Menu } from 'electron'
import type { Language } from '../../../shared/kernel/language.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Look } from './attention.ts'
import { faceText, noticeText } from './face-text.ts'
import { menuTemplate } from './menu-template.ts'
import { NoticeDesk } from './notice-desk.ts'
import { isQuietAt, minuteOfDay } from './quiet-hours.ts'
import { SeatTray } from './seat-tray.ts'
import { showNotice } from './show-notice.ts'
import { NOTHING_WAITS } from './waiting.ts'

export interface DesktopFaceDeps {
  readonly window: BrowserWindow
  readonly clock: Clock
  /** Whether no Mirror is unlocked in the window. */
  isLocked(): Promise<boolean>
}

export interface DesktopFaceOptions {
  /** Where the pictures of the tray lie. */
  readonly iconFolder: string
  /** Until the Node says which language it speaks. */
  readonly language: Language
}

/** What the desktop shows beside the page: tray, menu, notifications. Closing the window leaves the Node at work behind it. */
export class DesktopFace {
  readonly #deps: DesktopFaceDeps
  readonly #desk = new NoticeDesk()
  readonly #tray: SeatTray
  #language: Language
  #isQuitting = false
  #hasToldGoingOn = false

  constructor(deps: DesktopFaceDeps, { iconFolder, language }: DesktopFaceOptions) {
    this.#deps = deps
    this.#language = language
    this.#tray = new SeatTray({ open: () => this.open(), quit: () => app.quit() }, iconFolder)
    this.#tray.show(NOTHING_WAITS, language)
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language)))
    app.on('before-quit', () => {
      this.#isQuitting = true
    })
    deps.window.on('close', (event) => this.#hideInstead(event))
  }

  /** The language that the desktop speaks now. */
  get language(): Language {
    return this.#language
  }

  /** Bring the window in front of the person. */
  open(): void {
    const { window } = this.#deps
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  /** Show what there is to see of the Node without its page. */
  async show({ waiting, settings }: Look): Promise<void> {
    if (settings !== null) this.#speak(settings.language)
    this.#tray.show(waiting, this.#language)
    if (settings === null) return
    const moment = {
      isQuiet: isQuietAt(settings.quietHours, minuteOfDay(this.#deps.clock.nowMs())),
      isLocked: await this.#deps.isLocked(),
      isWatched: !this.#deps.window.isDestroyed() && this.#deps.window.isFocused(),
    }
    for (const notice of this.#desk.judge(waiting, moment)) {
      showNotice(noticeText(notice, this.#language), () => this.open())
    }
  }

  #speak(language: Language): void {
    if (language === this.#language) return
    this.#language = language
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language)))
  }

  #hideInstead(event: { preventDefault(): void }): void {
    if (this.#isQuitting) return
    event.preventDefault()
    this.#deps.window.hide()
    if (this.#hasToldGoingOn) return
    this.#hasToldGoingOn = true
    const words = {
      title: faceText('goesOn', this.#language),
      body: faceText('goesOnDetail', this.#language),
    }
    showNotice(words, () => this.open())
  }
}
