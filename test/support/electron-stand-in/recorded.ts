import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions, NotificationConstructorOptions } from 'electron'

/** What would be seen outside pages, written down for whoever tests; nothing of it is shown anywhere. */
interface Recorded {
  tray: { toolTip: string; title: string; menu: readonly MenuItemConstructorOptions[] } | null
  menu: readonly MenuItemConstructorOptions[]
  readonly notifications: { title: string; body: string; click(): void }[]
  readonly errorBoxes: { title: string; content: string }[]
}

export const recorded: Recorded = { tray: null, menu: [], notifications: [], errorBoxes: [] }

class RecordedMenu {
  readonly template: readonly MenuItemConstructorOptions[]

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.template = template
  }
}

export const menus = {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => new RecordedMenu(template),
  setApplicationMenu: (menu: RecordedMenu) => {
    recorded.menu = menu.template
  },
}

export class RecordedTray extends EventEmitter {
  constructor(image: { readonly path: string }) {
    super()
    if (image.path === '') throw new Error('Electron stand-in: a tray needs a picture')
    recorded.tray = { toolTip: '', title: '', menu: [] }
  }

  setImage(image: { readonly path: string }): void {
    if (image.path === '') throw new Error('Electron stand-in: a tray needs a picture')
  }

  setToolTip(toolTip: string): void {
    if (recorded.tray !== null) recorded.tray.toolTip = toolTip
  }

  setTitle(title: string): void {
    if (recorded.tray !== null) recorded.tray.title = title
  }

  setContextMenu(menu: RecordedMenu): void {
    if (recorded.tray !== null) recorded.tray.menu = menu.template
  }
}

export class SimulatedNotification extends EventEmitter {
  readonly #words: NotificationConstructorOptions

  constructor(words: NotificationConstructorOptions) {
    super()
    this.#words = words
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    const { title = '', body = '' } = this.#words
    recorded.notifications.push({ title, body, click: () => this.emit('click') })
  }
}

export const dialogs = {
  showErrorBox: (title: string, content: string) => void recorded.errorBoxes.push({ title, content }),
}
