/**
 * Packages of the desktop: `npm run package`, on a machine that can fetch
 * Electron and electron-builder. What is packed is what was built; the fuses are
 * turned last, because nothing may change in the binary after them, and on Linux
 * all files are then summed up, signed where MIRRORWELL_RELEASE_KEY names a file
 * with an Ed25519 key (PKCS #8, PEM).
 */
import { copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { writeReleaseSums } from './src/main/hosts/electron/release-sums.ts'

/** What the packaged binary may do. Source: docs/security.md, "The page"; Electron, "Electron Fuses". */
export const FUSES = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: true,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** The snapshot that the main process alone loads, once its fuse is on; it begins as a copy of the pages'. */
const PAGE_SNAPSHOT = /^v8_context_snapshot(\.[\w-]+)?\.bin$/u

/** Where electron-builder has put the program that the fuses are in. */
export function binaryOf({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`)
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`)
  return join(appOutDir, packager.executableName)
}

/** Write down what a packed folder consists of, and say who signed it, or that nobody did. */
async function sumUp(folder) {
  const keyPath = process.env.MIRRORWELL_RELEASE_KEY
  const key = await writeReleaseSums(folder, keyPath ? await readFile(keyPath, 'utf8') : null)
  const signed = key === null ? 'not signed: MIRRORWELL_RELEASE_KEY names no key' : `signed by key ${key}`
  process.stdout.write(`  • ${folder}: sums of all files written, ${signed}\n`)
}

/** Give the main process its own snapshot, turn the fuses, and on Linux, which checks no archive, sum up what there is then. */
export async function afterPack(context) {
  const files = await readdir(context.appOutDir, { recursive: true, withFileTypes: true })
  const snapshots = files.filter((file) => file.isFile() && PAGE_SNAPSHOT.test(file.name))
  if (snapshots.length === 0) throw new Error('the packed Electron has no V8 snapshot')
  for (const { parentPath, name } of snapshots) {
    await copyFile(join(parentPath, name), join(parentPath, `browser_${name}`))
  }
  // A changed binary has lost its signature; on Apple's processors it must have one, if only its own.
  const resetAdHocDarwinSignature = context.electronPlatformName === 'darwin'
  await flipFuses(binaryOf(context), { ...FUSES, resetAdHocDarwinSignature })
  if (context.electronPlatformName === 'linux') await sumUp(context.appOutDir)
}

const config = {
  appId: 'org.mirrorwell.desktop',
  productName: 'Mirrorwell',
  copyright: 'AGPL-3.0-or-later',
  directories: { output: 'dist', buildResources: 'resources' },
  files: ['package.json', 'out/**', 'resources/**', '!**/*.map', '!resources/*.mjs'],
  asar: true,
  // Native code is loaded by the system, which cannot look into an archive.
  asarUnpack: ['**/*.node'],
  npmRebuild: false, // better-sqlite3 and argon2 bring binaries for every runtime (Node-API)
  protocols: [{ name: 'Mirrorwell invitation', schemes: ['mirrorwell'] }],
  icon: 'resources/icon.png',
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Network',
    executableName: 'mirrorwell',
    synopsis: 'The desktop seat of a sovereign community Node',
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.productivity',
    hardenedRuntime: true,
    extendInfo: { NSCameraUsageDescription: 'To read an invitation that is shown as a QR code.' },
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
  publish: null,
  afterPack,
}

// biome-ignore lint/style/noDefaultExport: electron-builder reads its configuration there
export default config
