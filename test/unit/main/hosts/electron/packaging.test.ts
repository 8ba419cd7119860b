import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { describe, expect, test } from 'vitest'
import config, { afterPack, binaryOf, FUSES } from '../../../../../electron-builder.config.mjs'
import { SUMS_PATH } from '../../../../../src/main/hosts/electron/release-sums.ts'
import { temporaryFolder } from '../../../../support/folder.ts'

/** How a fuse wire begins in a binary. Source: Electron, "Electron Fuses". */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const WIRE_VERSION = 1
const FUSE_COUNT = Object.values(FuseV1Options).filter((value) => typeof value === 'number').length

/** A folder like electron-builder's after packing, with a program whose fuses stand as Electron ships them. */
async function packed(electronPlatformName: 'linux' | 'win32', program: string) {
  const appOutDir = await temporaryFolder()
  const wire = Buffer.from([
    WIRE_VERSION,
    FUSE_COUNT,
    ...Array.from({ length: FUSE_COUNT }, () => FuseState.ENABLE),
  ])
  const binary = Buffer.concat([Buffer.from(`code${SENTINEL}`), wire, Buffer.from('more code')])
  await writeFile(join(appOutDir, program), binary)
  const packager = { appInfo: { productFilename: 'Mirrorwell' }, executableName: 'mirrorwell' }
  return { appOutDir, electronPlatformName, packager }
}

describe('a package of the desktop', () => {
  test.for([
    ['linux', 'mirrorwell'],
    ['win32', 'Mirrorwell.exe'],
  ] as const)('on %s has every fuse as it must be', async ([platform, program]) => {
    const context = await packed(platform, program)
    await writeFile(join(context.appOutDir, 'v8_context_snapshot.bin'), 'snapshot')
    await afterPack(context)
    const wire = await getCurrentFuseWire(binaryOf(context))
    const on = (option: FuseV1Options): boolean => wire[option] === FuseState.ENABLE
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      asarIntegrity: true,
      onlyAsar: true,
      ownSnapshot: true,
      filePrivileges: false,
    })
  })

  test.for([
    ['linux', 'mirrorwell', true],
    ['win32', 'Mirrorwell.exe', false],
  ] as const)('on %s %s is among files that are summed up: %s', async ([platform, program, expected]) => {
    const context = await packed(platform, program)
    await writeFile(join(context.appOutDir, 'v8_context_snapshot.bin'), 'snapshot')
    await afterPack(context)
    expect(existsSync(join(context.appOutDir, SUMS_PATH))).toBe(expected)
    if (!expected) return
    // The names and sums are those of `sha256sum`, and taken after the fuses were turned.
    const check = spawnSync('sha256sum', ['--check', '--quiet', SUMS_PATH], { cwd: context.appOutDir })
    expect(check.status).toBe(0)
  })

  test('has the snapshot that its fuse asks for, wherever the pages’ lies', async () => {
    const context = await packed('linux', 'mirrorwell')
    const deep = join(context.appOutDir, 'Frameworks/Resources')
    await mkdir(deep, { recursive: true })
    await writeFile(join(deep, 'v8_context_snapshot.arm64.bin'), 'snapshot')
    await afterPack(context)
    expect(await readFile(join(deep, 'browser_v8_context_snapshot.arm64.bin'), 'utf8')).toBe('snapshot')
  })

  test('is refused where that snapshot is missing, because it would not start', async () => {
    await expect(packed('linux', 'mirrorwell').then(afterPack)).rejects.toThrow('no V8 snapshot')
  })

  test('leaves no fuse to chance', () => {
    const named = Object.keys(FUSES).filter((key) => /^\d+$/u.test(key))
    expect(named).toHaveLength(FUSE_COUNT)
    expect(FUSES.strictlyRequireAllFuses).toBe(true)
  })

  test('is made for three systems, from what was built, with our links and nothing published', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb'])
    expect(config.mac.target).toEqual(['dmg'])
    expect(config.win.target).toEqual(['nsis'])
    expect(config.asar).toBe(true)
    expect(config.files).toEqual(expect.arrayContaining(['package.json', 'out/**', 'resources/**']))
    expect(config.protocols[0]?.schemes).toEqual(['mirrorwell'])
    expect(config.publish).toBeNull()
    expect(config.afterPack).toBe(afterPack)
  })
})
