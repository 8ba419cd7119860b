import { readFileSync } from 'node:fs'

/** Drawn anew by the kernel whenever it starts. Source: Linux, random(4), /proc/sys/kernel/random/boot_id. */
const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id'

/** Which start of this machine it is; null where the system does not say. */
export function readBoot(): string | null {
  try {
    return readFileSync(BOOT_ID_FILE, 'latin1').trim()
  } catch {
    return null
  }
}
