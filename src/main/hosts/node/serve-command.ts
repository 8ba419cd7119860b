import { existsSync } from 'node:fs'
import { multiaddr } from '@multiformats/multiaddr'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { fillSentence } from '../../app/failure-text.ts'
import type { Seat } from '../../app/seat.ts'
import { COMMAND_WORDS } from './command-words.ts'
import { dataDirFrom, hasNode } from './data-folder.ts'
import type { NodeSeatRequest } from './node-seat.ts'
import type { ServeFlags } from './serve-flags.ts'
import { ServeRun } from './serve-run.ts'
import { readServeSecrets } from './serve-secrets.ts'
import { stopRequested } from './stop-request.ts'
import { printError } from './terminal.ts'
import { usageError } from './usage-error.ts'

export interface ServeDeps {
  /** Of the machine, where the flags name none. */
  readonly language: Language
  openSeat(request: NodeSeatRequest): Promise<Seat>
}

/** Run a Node without a window until the process is asked to stop. What the flags alone forbid is refused before anything is written. */
export async function serve(flags: ServeFlags, deps: ServeDeps): Promise<number> {
  const dataDir = dataDirFrom(flags.data)
  const language = flags.lang ?? deps.language
  const stop = stopRequested()
  const secrets = await readServeSecrets(flags)
  assertUsable(flags, hasNode(dataDir))
  remark(flags, hasNode(dataDir), language)
  const run = new ServeRun(deps, { dataDir, language, flags, secrets })
  try {
    const up = run.bringUp()
    up.catch(() => {}) // when the stop comes first, nobody waits for this failure any more
    await Promise.race([up, stop])
    await stop
  } finally {
    await run.stop()
  }
  return 0
}

function assertUsable(flags: ServeFlags, isMade: boolean): void {
  for (const address of flags.listen ?? []) assertAddress(address)
  if (isMade) return
  if ((flags.mirror === undefined) !== (flags.pinFile === undefined)) throw usageError('firstMirror')
  const { recoveryOut } = flags
  if (recoveryOut !== undefined && existsSync(recoveryOut)) {
    throw new MirrorError('file-exists', { path: recoveryOut })
  }
  const setsIntervals = flags.slotMs !== undefined || flags.reportIntervalMs !== undefined
  const mayBePractice = flags.newFederation === 'test' || flags.join !== undefined
  if (setsIntervals && !mayBePractice) throw new MirrorError('test-only')
}

function assertAddress(address: string): void {
  try {
    multiaddr(address)
  } catch (thrown) {
    throw new MirrorError('address-invalid', { address }, thrown)
  }
}

/** Say what was asked for and will not happen. */
function remark(flags: ServeFlags, isMade: boolean, language: Language): void {
  if (isMade && flags.recoveryOut !== undefined) {
    printError(fillSentence(COMMAND_WORDS.recoveryKept, language, { path: flags.recoveryOut }))
  }
}
