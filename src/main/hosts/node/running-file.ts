import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How scripts on this machine find the running Node and show that they may. */
export interface RunningNode {
  readonly pid: number
  readonly port: number
  readonly token: string
  readonly metricsToken: string
  readonly url: string
}

const NAME = 'running.json'
/** It holds tokens, so only its owner may read it. */
const PRIVATE_FILE_MODE = 0o600

/** Say that this process serves the folder. The file is whole or absent at any moment. */
export function writeRunningFile(dataDir: string, running: RunningNode): void {
  const beside = join(dataDir, `${NAME}.new`)
  rmSync(beside, { force: true })
  writeFileSync(beside, `${JSON.stringify(running)}\n`, { mode: PRIVATE_FILE_MODE, flag: 'wx' })
  renameSync(beside, join(dataDir, NAME))
}

/** Take the file away, unless another process has written its own since. */
export function removeRunningFile(dataDir: string, pid: number): void {
  if (readRunningFile(dataDir)?.pid === pid) rmSync(join(dataDir, NAME), { force: true })
}

/** What the folder says; it may be left over from a process that was killed. @returns null where it says nothing */
export function readRunningFile(dataDir: string): RunningNode | null {
  try {
    const read: unknown = JSON.parse(readFileSync(join(dataDir, NAME), 'utf8'))
    return isRunningNode(read) ? read : null
  } catch {
    return null // absent, or cut short by a crash of the machine
  }
}

function isRunningNode(value: unknown): value is RunningNode {
  if (typeof value !== 'object' || value === null) return false
  const { pid, port, token, metricsToken, url } = value as Record<string, unknown>
  const areNumbers = Number.isSafeInteger(pid) && Number.isSafeInteger(port)
  return areNumbers && [token, metricsToken, url].every((text) => typeof text === 'string')
}
