import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { hasDisplay, openBrowser, openDesktop } from '../../../../../src/main/hosts/node/desktop.ts'
import { fetchElectron, findElectron } from '../../../../../src/main/hosts/node/electron-binary.ts'
import { temporaryFolder } from '../../../../support/folder.ts'

/** Stands in for Electron's own installer. */
const INSTALLS = `
const { mkdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
mkdirSync(join(__dirname, 'dist'))
writeFileSync(join(__dirname, 'dist', 'electron'), '')
writeFileSync(join(__dirname, 'path.txt'), 'electron')
`
const FAILS = 'process.exit(1)'
const HANGS = 'setInterval(() => {}, 1000)'

async function appWith(installer: string): Promise<string> {
  const app = await temporaryFolder()
  vi.stubEnv('XDG_CACHE_HOME', join(app, 'cache'))
  await mkdir(join(app, 'node_modules/electron'), { recursive: true })
  await writeFile(join(app, 'node_modules/electron/package.json'), '{"version":"45.0.0"}')
  await writeFile(join(app, 'node_modules/electron/install.js'), installer)
  return app
}

function watching() {
  const seen: string[] = []
  const limits = { stalledMs: 100, wholeMs: 2_000, lookMs: 10 }
  return {
    seen,
    limits,
    onStart: () => seen.push('start'),
    onProgress: () => {},
    onEnd: () => seen.push('end'),
  }
}

describe('the Electron binary', () => {
  test('is absent until it was fetched, and found from then on', async () => {
    const app = await appWith(INSTALLS)
    expect(await findElectron(app)).toBeNull()
    const options = { ...watching(), limits: { stalledMs: 5_000, wholeMs: 5_000, lookMs: 10 } }
    const binary = await fetchElectron(app, options)
    expect(binary).toBe(join(app, 'node_modules/electron/dist/electron'))
    expect(await findElectron(app)).toBe(binary)
    expect(options.seen).toEqual(['start', 'end'])
  })

  test('is not tried again so soon after it could not be fetched', async () => {
    const app = await appWith(FAILS)
    const [first, second] = [watching(), watching()]
    expect(await fetchElectron(app, first)).toBeNull()
    expect(await fetchElectron(app, second)).toBeNull()
    expect(first.seen).toEqual(['start', 'end'])
    expect(second.seen).toEqual([])
  })

  test('is given up where nothing comes', async () => {
    const app = await appWith(HANGS)
    const options = watching()
    expect(await fetchElectron(app, options)).toBeNull()
    expect(options.seen).toEqual(['start', 'end'])
  })

  test('is not looked for where the package itself is missing', async () => {
    const options = watching()
    expect(await fetchElectron(await temporaryFolder(), options)).toBeNull()
    expect(options.seen).toEqual([])
  })
})

describe('the desktop', () => {
  test('is not tried when the page was asked for', async () => {
    const outcome = await openDesktop({ dataDir: '', appDir: '', web: true, language: 'en' })
    expect(outcome).toEqual({ kind: 'unavailable' })
  })

  test.runIf(process.platform === 'linux').each([
    [{}, false],
    [{ DISPLAY: '' }, false],
    [{ DISPLAY: ':0' }, true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, true],
  ])('with %o there is a display: %s', (env, expected) => {
    expect(hasDisplay(env)).toBe(expected)
  })

  test('keeps the token off the command line of the browser', async () => {
    const folder = await temporaryFolder()
    vi.stubEnv('PATH', folder) // no browser opener to be found
    await openBrowser('http://127.0.0.1:1/#token=a&b', folder)
    expect(await readdir(folder)).toEqual(['open-page.html'])
  })
})
