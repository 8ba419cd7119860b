import type { z } from 'zod'
import type { Caller } from '../../shared/bridge/caller.ts'
import { createRouter, type Router } from '../../shared/bridge/router.ts'
import { contract, type MirrorwellEvent, type MirrorwellHandlers } from '../../shared/contract/index.ts'
import type { setup } from '../../shared/contract/setup.ts'
import { type ErrorBody, MirrorError } from '../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Language } from '../../shared/kernel/language.ts'
import { openBackup } from '../features/identity/backup-file.ts'
import { IdentityService } from '../features/identity/identity-service.ts'
import { NodeKeys } from '../features/identity/node-keys.ts'
import { SettingsStore } from '../features/settings/settings-store.ts'
import { isStrayNetworkError } from '../network/stray-error.ts'
import { Signal } from '../platform/signal.ts'
import type { Database } from '../storage/database.ts'
import { lockFolder } from '../storage/instance-lock.ts'
import { DataFiles } from './data-files.ts'
import { diagnosticsText } from './diagnostics.ts'
import type { Told } from './events.ts'
import { FailureTally } from './failure-tally.ts'
import { failureText } from './failure-text.ts'
import { metricsText } from './metrics.ts'
import { hostHandlers } from './node-handlers.ts'
import { OpenNode } from './open-node.ts'
import type { SeatOptions, SeatPorts } from './seat-ports.ts'
import { setupHandlers } from './setup-handlers.ts'
import { realSurroundings, type Surroundings } from './surroundings.ts'

export type { SeatOptions, SeatPorts } from './seat-ports.ts'

export type SeatPhase = 'empty' | 'locked' | 'opening' | 'open'
type WithoutMirror<T extends { mirrorName: string; pin: string }> = Omit<T, 'mirrorName' | 'pin'> & {
  readonly mirrorName?: string | undefined
  readonly pin?: string | undefined
}
/** As the contract's, but a host may leave the first Mirror for later. */
export type CreateInput = WithoutMirror<z.output<typeof setup.create.input>>
export type RestoreInput = WithoutMirror<z.output<typeof setup.restore.input>>

/** What a host serves: one data folder, from empty to open Node. */
export interface Seat {
  readonly router: Router<Caller>
  readonly phase: SeatPhase
  status(): {
    readonly phase: SeatPhase
    readonly nodeId: NodeId | null
    readonly federationId: FederationId | null
    readonly addresses: readonly string[]
  }
  /** As the contract's `setup`, for a host that does it by itself. */
  create(input: CreateInput): Promise<void>
  restore(input: RestoreInput): Promise<void>
  unlock(passphrase: string): Promise<void>
  /** Bring a Node back from an encrypted copy, in a new epoch. @throws MirrorError 'node-exists' | 'passphrase-wrong' | 'vault-damaged' */
  restoreBackup(box: Uint8Array, passphrase: string): Promise<void>
  join(invite: string, timeoutMs: number): Promise<void>
  /** The 24 words, for a private file that the host writes; no call of the contract reaches them. */
  recoveryWords(): Promise<readonly string[]>
  onEvent(listener: (name: MirrorwellEvent, payload: unknown, atMs: number) => void): () => void
  /** A window or script has gone: its Mirrors are locked. */
  endCaller(sessionId: string): void
  metrics(): Promise<string>
  /**
   * Take care of an error that nobody caught. The network library lets some
   * escape when links break; those cost a reconnection, never the Node.
   *
   * @returns whether the Node goes on; if not, the host has to end the process
   */
  outlive(thrown: unknown): boolean
  /** The machine woke up or changed networks: look for everybody again at once. */
  wake(): void
  stop(): Promise<void>
}

/**
 * Take a data folder and get ready to serve it. Where the vault opens by itself,
 * the Node is open when this resolves.
 *
 * @throws MirrorError 'data-in-use' | 'database-corrupt' | 'database-newer' | 'disk-full' | 'disk-read-only'
 */
export async function openSeat(ports: SeatPorts, options: SeatOptions): Promise<Seat> {
  const unlockFolder = lockFolder(ports.dataDir)
  const { clock } = ports.surroundings ?? realSurroundings
  const files = new DataFiles({ clock }, ports)
  try {
    if (options.fromCopy) files.restoreNewestCopy(distrustOwnHead)
    const database = files.open()
    const seat = new FolderSeat({ ports, options, files, database, unlockFolder })
    if (ports.vault.kind === 'os' && seat.phase === 'locked') await seat.unlock('')
    return seat
  } catch (thrown) {
    unlockFolder()
    throw thrown
  }
}

/**
 * Before a database is set back: neighbours may hold entries of ours that it
 * lacks, so the next entry opens a new epoch, and not before somebody has told
 * where the old one ended. Done to the copy, so that no moment can pass in which
 * it stands in its place and trusts itself.
 */
function distrustOwnHead(copy: Database): void {
  copy.writeNow(() => {
    copy.prepare('UPDATE own_epochs SET reopen = 1').run()
    copy.prepare("INSERT OR REPLACE INTO settings VALUES ('restoredUnconfirmed', 'true')").run()
  })
}

interface FolderSeatDeps {
  readonly ports: SeatPorts
  readonly options: SeatOptions
  readonly files: DataFiles
  readonly database: Database
  unlockFolder(): void
}

class FolderSeat implements Seat {
  readonly router: Router<Caller>
  readonly #deps: FolderSeatDeps
  readonly #identity: IdentityService
  readonly #surroundings: Surroundings
  readonly #told = new Signal<Told>()
  readonly #failures: FailureTally
  #database: Database
  #settings: SettingsStore
  #node: OpenNode | null = null
  #opening = false
  #handlers: Partial<MirrorwellHandlers<Caller>>
  #stopped: Promise<void> | null = null

  constructor(deps: FolderSeatDeps) {
    this.#deps = deps
    this.#database = deps.database
    this.#settings = new SettingsStore({ database: deps.database })
    this.#surroundings = deps.ports.surroundings ?? realSurroundings
    const { clock, random } = this.#surroundings
    this.#failures = new FailureTally({ clock })
    this.#identity = new IdentityService({ vault: deps.ports.vault, random })
    this.#handlers = this.#handlersBeforeOpen()
    this.router = createRouter<typeof contract, Caller>({
      contract,
      handlers: () => this.#handlers,
      unserved: () => new MirrorError(this.phase === 'empty' ? 'node-absent' : 'node-locked'),
      requireMirror: ({ sessionId }) => void this.#requireNode().identity.mirrors.acting(sessionId),
      requireConfirmation: ({ confirmations }, act, confirmation) => confirmations?.redeem(confirmation, act),
      describe: (error, method) => this.#describe(error, method),
    })
  }

  get phase(): SeatPhase {
    if (this.#node !== null) return 'open'
    if (this.#opening) return 'opening'
    return this.#deps.ports.vault.exists() ? 'locked' : 'empty'
  }

  status(): ReturnType<Seat['status']> {
    const node = this.#node
    return {
      phase: this.phase,
      nodeId: node?.foundation.self ?? null,
      federationId: node?.foundation.federation() ?? null,
      addresses: node?.circle.addresses() ?? [],
    }
  }

  async create(input: CreateInput): Promise<void> {
    await this.#make(input, { restored: false }, () => this.#identity.create(input.passphrase))
  }

  async restore(input: RestoreInput): Promise<void> {
    await this.#make(input, { restored: true }, () => this.#identity.restore(input.words, input.passphrase))
  }

  async unlock(passphrase: string): Promise<void> {
    if (this.#node !== null) return
    await this.#open(() => this.#identity.open(passphrase === '' ? undefined : passphrase))
  }

  async restoreBackup(box: Uint8Array, passphrase: string): Promise<void> {
    const { files, ports } = this.#deps
    if (ports.vault.exists()) throw new MirrorError('node-exists')
    const content = await openBackup(box, passphrase, this.#surroundings.stretchKey)
    this.#database.close()
    files.replaceDatabaseWith(content.database, distrustOwnHead)
    this.#database = files.open()
    this.#settings = new SettingsStore({ database: this.#database })
    // The vault comes last: until it is there the folder counts as empty, and the restore can be done again.
    await ports.vault.seal(content.root, passphrase)
    await this.#open(async () => new NodeKeys(content.root))
  }

  async join(invite: string, timeoutMs: number): Promise<void> {
    await this.#requireNode().join(invite, timeoutMs)
  }

  async recoveryWords(): Promise<readonly string[]> {
    return this.#requireNode().foundation.keys.recoveryWords()
  }

  onEvent(listener: (name: MirrorwellEvent, payload: unknown, atMs: number) => void): () => void {
    return this.#told.listen(({ name, payload, atMs }) => listener(name, payload, atMs))
  }

  endCaller(sessionId: string): void {
    this.#node?.identity.mirrors.endSession(sessionId)
  }

  metrics(): Promise<string> {
    return metricsText(this.#node)
  }

  outlive(thrown: unknown): boolean {
    const { logger } = this.#deps.ports
    if (!isStrayNetworkError(thrown)) {
      logger.error('an error nobody caught', {}, thrown)
      return false
    }
    logger.warn('a stray error of the network library', { cause: String(thrown) })
    this.wake()
    return true
  }

  wake(): void {
    if (this.#node?.circle.isRunning) this.#node.circle.neighbourhood.wake()
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  /** Make an identity, then the Node around it. The vault comes first: without it nothing else is of use. */
  async #make(
    input: CreateInput,
    how: { readonly restored: boolean },
    identify: () => Promise<NodeKeys>,
  ): Promise<void> {
    if (this.phase !== 'empty') throw new MirrorError('node-exists')
    await this.#open(identify, async (node) => {
      const { language, name, place, mirrorName, pin } = input
      await this.#settings.set({ language, name, place, restoredUnconfirmed: how.restored })
      await node.joining.found({ test: this.#deps.options.testFederation ?? false })
      if (mirrorName !== undefined && pin !== undefined) await node.identity.mirrors.addFirst(mirrorName, pin)
    })
  }

  async #open(
    identify: () => Promise<NodeKeys>,
    prepare: (node: OpenNode) => Promise<void> = async () => {},
  ): Promise<void> {
    if (this.#opening) throw new MirrorError('node-locked')
    this.#opening = true
    this.#tellSetup()
    try {
      const node = this.#compose(await identify())
      await this.#bringUp(node, prepare)
      this.#node = node
      this.#handlers = { ...this.#handlersBeforeOpen(), ...node.handlers(this.#deps.options.version) }
    } finally {
      this.#opening = false
      this.#tellSetup()
    }
  }

  /** A Node that does not come up leaves nothing running: the next try makes another. */
  async #bringUp(node: OpenNode, prepare: (node: OpenNode) => Promise<void>): Promise<void> {
    const test = this.#deps.options.testFederation ?? false
    try {
      await prepare(node)
      if (node.foundation.federations.current() === null) await node.joining.found({ test })
      await node.start()
    } catch (thrown) {
      await node.stop().catch(() => {}) // why it did not come up is what counts
      throw thrown
    }
  }

  #compose(keys: NodeKeys): OpenNode {
    const { files, options, ports } = this.#deps
    const node = new OpenNode({
      ports,
      options,
      files,
      keys,
      database: this.#database,
      settings: this.#settings,
    })
    node.foundation.events.onEvent((told) => this.#told.emit(told))
    return node
  }

  #handlersBeforeOpen(): Pick<MirrorwellHandlers<Caller>, 'setup' | 'host'> {
    const { options, ports } = this.#deps
    const opened = async (work: Promise<void>): Promise<NodeId> => {
      await work
      return this.#requireNode().foundation.self
    }
    return {
      setup: setupHandlers({
        ports,
        phase: () => this.phase,
        language: () => this.#language(),
        create: (input) => opened(this.create(input)),
        restore: (input) => opened(this.restore(input)),
        unlock: (passphrase) => opened(this.unlock(passphrase)),
      }),
      host: hostHandlers(ports, {
        version: options.version,
        diagnose: () =>
          diagnosticsText({
            node: this.#node,
            phase: this.phase,
            version: options.version,
            failures: this.#failures,
            ports,
          }),
      }),
    }
  }

  #describe(error: MirrorError, method: string): ErrorBody {
    this.#failures.note(error.code)
    if (error.code === 'internal') this.#deps.ports.logger.error('a call failed', { method }, error.cause)
    return error.toBody(failureText(error, this.#language()))
  }

  #language(): Language {
    return this.#deps.ports.vault.exists() ? this.#settings.get().language : this.#deps.ports.systemLanguage
  }

  #requireNode(): OpenNode {
    if (this.#node === null) throw new MirrorError(this.phase === 'empty' ? 'node-absent' : 'node-locked')
    return this.#node
  }

  #tellSetup(): void {
    this.#told.emit({ name: 'setup.changed', payload: {}, atMs: this.#surroundings.clock.nowMs() })
  }

  async #stop(): Promise<void> {
    const node = this.#node
    this.#node = null
    this.#handlers = {}
    await node?.stop()
    this.#database.close()
    node?.foundation.keys.wipe()
    this.#deps.unlockFolder()
  }
}
