import { hostname } from 'node:os'
import type { z } from 'zod'
import { setup } from '../../../shared/contract/setup.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { fillSentence } from '../../app/failure-text.ts'
import type { Seat, SeatOptions } from '../../app/seat.ts'
import { isTestFederation } from '../../features/membership/federation-codec.ts'
import { COMMAND_WORDS } from './command-words.ts'
import { ensureDataDir } from './data-folder.ts'
import { NodeHost } from './node-host.ts'
import type { NodeSeatRequest } from './node-seat.ts'
import { RecoveryFile } from './recovery-file.ts'
import type { ServeFlags } from './serve-flags.ts'
import type { ServeSecrets } from './serve-secrets.ts'
import { printJson, printLine } from './terminal.ts'

/** How long joining may take before `serve` gives up. Chosen here: a Node behind a slow line answers well within it. */
const JOIN_TIMEOUT_MS = 120_000
/** A host may make a Node for people who come later: then it has no first Mirror. */
const HOST_CREATE = setup.create.input.partial({ mirrorName: true, pin: true })
const HOST_RESTORE = setup.restore.input.partial({ mirrorName: true, pin: true })
/** In whose name this host asks its own Node. */
const HOST_CALLER = { sessionId: 'host' } as const

export interface ServeRunDeps {
  openSeat(request: NodeSeatRequest): Promise<Seat>
}

export interface ServeRunOptions {
  readonly dataDir: string
  readonly language: Language
  readonly flags: ServeFlags
  readonly secrets: ServeSecrets
}

/**
 * One run of `serve`, from folder to ready.
 *
 * Order: the folder is locked before the port is taken; the file for the words
 * is there before the Node is, and the words are in it before others are met;
 * scripts find the Node once it is open and has joined.
 */
export class ServeRun {
  readonly #deps: ServeRunDeps
  readonly #options: ServeRunOptions
  #host: NodeHost | null = null
  #wasMade = false
  /** Kept from the first step on: a stop may come while the file is being made. */
  #recovery: Promise<RecoveryFile | null> = Promise.resolve(null)

  constructor(deps: ServeRunDeps, options: ServeRunOptions) {
    this.#deps = deps
    this.#options = options
  }

  /** Resolves after the ready line. Whatever it rejects with, `stop` cleans up. */
  async bringUp(): Promise<void> {
    const { dataDir, language, flags } = this.#options
    ensureDataDir(dataDir)
    const seat = await this.#deps.openSeat({ dataDir, language, options: seatOptions(flags) })
    const host = new NodeHost({ seat }, { dataDir, language, port: flags.http ?? null })
    this.#host = host
    await host.start()
    this.#wasMade = seat.phase !== 'empty'
    if (this.#wasMade) await this.#unlock(seat)
    else await this.#make(seat)
    await this.#joinWhereAsked(seat)
    assertPractice(flags, seat)
    host.announce()
    await this.#sayReady(seat, host.url)
  }

  async stop(): Promise<void> {
    const recovery = await this.#recovery.catch(() => null) // what was refused left nothing behind
    await recovery?.abandon()
    await this.#host?.stop()
  }

  async #unlock(seat: Seat): Promise<void> {
    const { passphrase } = parseFlags(setup.unlock.input, this.#options.secrets)
    await seat.unlock(passphrase)
  }

  /** Make the Node, or bring it back from its words. */
  async #make(seat: Seat): Promise<void> {
    const { recoveryOut } = this.#options.flags
    if (recoveryOut !== undefined) this.#recovery = RecoveryFile.reserve(recoveryOut)
    const recovery = await this.#recovery
    await this.#createOrRestore(seat)
    await recovery?.write(await seat.recoveryWords())
  }

  async #createOrRestore(seat: Seat): Promise<void> {
    const { backup, passphrase, words } = this.#options.secrets
    if (backup !== null) return await seat.restoreBackup(backup, passphrase)
    const profile = this.#profile()
    if (words === null) await seat.create(parseFlags(HOST_CREATE, profile))
    else await seat.restore(parseFlags(HOST_RESTORE, { ...profile, words }))
  }

  #profile(): Record<string, unknown> {
    const { language, flags, secrets } = this.#options
    return {
      name: flags.name ?? hostname(),
      language,
      place: flags.place ?? null,
      ...(flags.mirror === undefined ? {} : { mirrorName: flags.mirror, pin: secrets.pin }),
      passphrase: secrets.passphrase,
    }
  }

  /** A second start with the same command line finds itself joined already. */
  async #joinWhereAsked(seat: Seat): Promise<void> {
    const invite = this.#options.flags.join
    if (invite === undefined) return
    if (this.#wasMade && (await hasMoved(seat))) return
    const { federationId, practice } = await inspectInvite(seat, invite)
    if (setsIntervals(this.#options.flags) && !practice) throw new MirrorError('test-only')
    if (federationId !== seat.status().federationId) await seat.join(invite, JOIN_TIMEOUT_MS)
  }

  async #sayReady(seat: Seat, url: string): Promise<void> {
    const { dataDir, language, flags } = this.#options
    const { nodeId, federationId, addresses } = seat.status()
    if (flags.json) {
      return printJson({ event: 'ready', peerId: nodeId, federationId, addresses, url, dataDir })
    }
    const { name } = (await ask(seat, 'node.status', {})) as { name: string }
    printLine(fillSentence(COMMAND_WORDS.serving, language, { name, url }))
  }
}

function seatOptions(flags: ServeFlags): Omit<SeatOptions, 'version'> {
  return {
    listen: flags.listen ?? [],
    lan: flags.lan ?? null,
    helper: flags.helper ?? null,
    dht: flags.dht ?? null,
    testFederation: flags.newFederation === 'test',
    reportIntervalMs: flags.reportIntervalMs ?? null,
    slotMs: flags.slotMs ?? null,
    fromCopy: flags.fromCopy ?? false,
  }
}

function setsIntervals(flags: ServeFlags): boolean {
  return flags.reportIntervalMs !== undefined || flags.slotMs !== undefined
}

/** Intervals of one's own are for practice: a real federation counts on common ones. */
function assertPractice(flags: ServeFlags, seat: Seat): void {
  const { federationId } = seat.status()
  const isPractice = federationId !== null && isTestFederation(federationId)
  if (setsIntervals(flags) && !isPractice) throw new MirrorError('test-only')
}

/** @throws MirrorError 'invalid-input' with `field`, as the page's form would say it */
function parseFlags<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new MirrorError('invalid-input', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
}

async function inspectInvite(
  seat: Seat,
  invite: string,
): Promise<{ federationId: string; practice: boolean }> {
  return (await ask(seat, 'invites.inspect', { invite })) as { federationId: string; practice: boolean }
}

/** Whether this Node left the federation it founded: then it has followed an invitation, which may have run out since. */
async function hasMoved(seat: Seat): Promise<boolean> {
  const { founders } = (await ask(seat, 'federation.describe', {})) as { founders: readonly string[] }
  return !founders.includes(seat.status().nodeId ?? '')
}

/** One query to our own Node. @throws MirrorError as the Node answers */
async function ask(seat: Seat, method: string, input: unknown): Promise<unknown> {
  const frame = await seat.router.answer({ id: 0, method, input }, HOST_CALLER)
  if (frame.t === 'err') throw new MirrorError(frame.error.code, frame.error.details)
  return frame.t === 'ok' ? frame.output : null
}
