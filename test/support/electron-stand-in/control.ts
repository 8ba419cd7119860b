import type { MenuItemConstructorOptions } from 'electron'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { powerMonitor } from './electron.ts'
import { pages } from './pages.ts'
import { recorded } from './recorded.ts'

/** What a test may have happen to the program, as the system or a person would do it. */
const DEEDS: Readonly<Record<string, (value: string) => void>> = {
  closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
  blur: () => BrowserWindow.getAllWindows()[0]?.blur(),
  clickTray: (label) => click(recorded.tray?.menu, label),
  clickNotification: () => recorded.notifications.at(-1)?.click(),
  openUrl: (url) => void app.emit('open-url', { preventDefault: () => {} }, url),
  screenReader: (value) => {
    app.hasScreenReader = value === 'on'
  },
  resume: () => void powerMonitor.emit('resume'),
  crashPage: () => void pages.crash(),
}

/** Answers the test that started this process: what is recorded, and what it wants to happen. */
export function answerTests(): void {
  process.once('disconnect', () => app.exit(1)) // whoever started this is gone
  process.on('message', (raw) => {
    const { id, deed, value = '' } = raw as { id: number; deed: string; value?: string }
    DEEDS[deed]?.(value)
    process.send?.({ id, seen: seen() })
  })
}

function seen(): object {
  const [window] = BrowserWindow.getAllWindows()
  return {
    tray: recorded.tray && { ...recorded.tray, menu: labels(recorded.tray.menu) },
    menu: recorded.menu.map(({ label, submenu }) => ({ label, items: labels(submenu) })),
    notifications: recorded.notifications.map(({ title, body }) => ({ title, body })),
    errorBoxes: recorded.errorBoxes,
    window: window && { isVisible: window.isVisible(), loads: window.webContents.loads },
  }
}

const labels = (items: unknown): readonly string[] =>
  (items as readonly MenuItemConstructorOptions[]).map(({ label = '', type }) =>
    type === 'separator' ? '-' : label,
  )

function click(items: readonly MenuItemConstructorOptions[] = [], label: string): void {
  const item = items.find((each) => each.label === label)
  if (item?.click === undefined) throw new Error(`Electron stand-in: no "${label}" to click`)
  Reflect.apply(item.click, undefined, [])
}
