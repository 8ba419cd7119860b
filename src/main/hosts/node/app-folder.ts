import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder that holds package.json and out/: the same for the sources and for what is built from them. */
export function appDir(from = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('package.json is missing above the program')
  return appDir(parent)
}

/** The version of this program, as its package says. */
export function appVersion(): string {
  const manifest = JSON.parse(readFileSync(join(appDir(), 'package.json'), 'utf8')) as { version: string }
  return manifest.version
}
