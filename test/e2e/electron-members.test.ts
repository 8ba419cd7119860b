import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as standIn from '../support/electron-stand-in/electron.ts'
import { strict } from '../support/electron-stand-in/strict.ts'

const OUT = join(import.meta.dirname, '../../out')

/** What the built bundles take from `electron`, and the stand-in therefore has to be. Another name belongs here and there. */
const KNOWN = [
  'BrowserWindow()',
  'Menu.buildFromTemplate',
  'Menu.setApplicationMenu',
  'Notification()',
  'Notification.isSupported',
  'Tray()',
  'app.enableSandbox',
  'app.exit',
  'app.getAppPath',
  'app.isAccessibilitySupportEnabled',
  'app.isPackaged',
  'app.on',
  'app.quit',
  'app.requestSingleInstanceLock',
  'app.setAsDefaultProtocolClient',
  'app.setPath',
  'app.whenReady',
  'dialog.showErrorBox',
  'nativeImage.createFromPath',
  'powerMonitor.on',
  'protocol.registerSchemesAsPrivileged',
  'safeStorage',
  'screen.getAllDisplays',
  'session.fromPartition',
]

/** Called only by a packaged product, which no stand-in runs. */
const PACKAGED_ONLY = new Set(['app.setAsDefaultProtocolClient'])

/** Every name a bundle imports from `electron`, with the members it takes of each. */
function usedBy(bundle: string): readonly string[] {
  const imported = /import \{([^}]*)\} from "electron"/u.exec(bundle)?.[1]?.split(',') ?? []
  return imported.flatMap((name) => membersOf(name.trim(), bundle))
}

function membersOf(name: string, bundle: string): readonly string[] {
  const body = bundle.replace(/\/\*[\s\S]*?\*\/|^\/\/.*$/gmu, '')
  const taken = [...body.matchAll(new RegExp(`(?<![\\w.#"'])${name}\\.(\\w+)`, 'gu'))].map(
    (match) => `${name}.${match[1]}`,
  )
  const made = new RegExp(`new ${name}\\(`, 'u').test(body) ? [`${name}()`] : []
  return taken.length + made.length > 0 ? [...taken, ...made] : [name]
}

describe('what the built bundles call of Electron', () => {
  test('in the main process is what the stand-in has, and nothing more', () => {
    const used = usedBy(readFileSync(join(OUT, 'main/electron.js'), 'utf8'))
    expect([...new Set(used)].sort()).toEqual(KNOWN)
  })

  test('in the preload is the pipe alone', () => {
    const preload = readFileSync(join(OUT, 'preload/index.cjs'), 'utf8')
    const used = [...preload.matchAll(/electron\.(\w+\.\w+)/gu)].map((match) => match[1])
    expect([...new Set(used)].sort()).toEqual([
      'contextBridge.exposeInMainWorld',
      'ipcRenderer.off',
      'ipcRenderer.on',
      'ipcRenderer.send',
    ])
    expect([...preload.matchAll(/require\("([^"]+)"\)/gu)].map((match) => match[1])).toEqual(['electron'])
  })

  test('no other chunk of the main process imports it', () => {
    const entry = readFileSync(join(OUT, 'main/mirrorwell.js'), 'utf8')
    expect(entry).not.toMatch(/from "electron"/u)
  })

  test.for(KNOWN.filter((each) => !PACKAGED_ONLY.has(each)))('%s is there', (call) => {
    const [name = '', member] = call.replace('()', '').split('.')
    const module: unknown = Reflect.get(standIn, name)
    expect(module).toBeDefined()
    if (member !== undefined) expect(Reflect.get(module as object, member)).toBeDefined()
  })
})

test('anything else is refused aloud', () => {
  const { app } = standIn
  expect(() => Reflect.get(app, 'relaunch')).toThrow('app.relaunch is not one of the calls')
  expect(() => Reflect.get(standIn.dialog, 'showOpenDialog')).toThrow('dialog.showOpenDialog')
  expect(strict('thing', { known: () => 1 }).known()).toBe(1)
})
