import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Only its owner may look into a data folder. */
const PRIVATE_FOLDER_MODE = 0o700
/** What this process makes is for its owner alone, whatever folder it is in. */
const PRIVATE_UMASK = 0o077

const VAULT_FILE = 'vault.bin'

/** Where the sealed root of a folder's Node is kept. */
export const vaultPath = (dataDir: string): string => join(dataDir, VAULT_FILE)

/** Whether a Node was made in this folder. */
export const hasNode = (dataDir: string): boolean => existsSync(vaultPath(dataDir))

/** Where a Node lives when nobody says otherwise. Source: XDG Base Directory Specification; Apple and Microsoft folder guidelines. */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Mirrorwell')
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Mirrorwell')
  const home = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(homedir(), '.local', 'share')
  return join(home, 'mirrorwell')
}

/** The folder a person named, as an absolute path, else the usual one. */
export function dataDirFrom(named: string | undefined): string {
  return named === undefined ? defaultDataDir() : resolve(named)
}

/** Make the folder where it is missing. One that exists keeps the permissions somebody gave it. */
export function ensureDataDir(dataDir: string): void {
  process.umask(PRIVATE_UMASK)
  mkdirSync(dataDir, { recursive: true, mode: PRIVATE_FOLDER_MODE })
}
