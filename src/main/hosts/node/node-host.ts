import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { MachineWatch } from '../../app/machine-watch.ts'
import type { Seat } from '../../app/seat.ts'
import { steadyClock, systemClock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import { createLogger } from '../../platform/logger.ts'
import { systemRandom } from '../../platform/random.ts'
import { ClockTimers } from '../../platform/timers.ts'
import { createWorldSwitch } from '../../rehearsal/practice-doors.ts'
import type { WorldSwitch } from '../../rehearsal/world-switch.ts'
import { appDir, appVersion } from './app-folder.ts'
import { LoopbackServer } from './loopback-server.ts'
import { removeRunningFile, writeRunningFile } from './running-file.ts'
import { describeError } from './words.ts'

export interface NodeHostOptions {
  readonly dataDir: string
  readonly language: Language
  /** null: any free one. */
  readonly port: number | null
}

/** How long an orderly end may take after a fault that nobody caught. Chosen here: as long as after a signal. */
const END_LIMIT_MS = 4_500

/**
 * A seat with its page on loopback. `announce` comes last: from then on scripts
 * find it, so what they find is open.
 */
export class NodeHost implements Startable {
  readonly #seat: Seat
  readonly #options: NodeHostOptions
  readonly #timers = new ClockTimers(systemClock)
  readonly #worlds: WorldSwitch
  readonly #server: LoopbackServer
  readonly #watch: MachineWatch
  #stopped = false

  constructor(deps: { readonly seat: Seat }, options: NodeHostOptions) {
    this.#seat = deps.seat
    this.#options = options
    const describe = (error: MirrorError): ErrorBody => describeError(error, options.language)
    const logger = createLogger('warn')
    this.#worlds = createWorldSwitch(
      { live: deps.seat, describe },
      {
        dataDir: options.dataDir,
        version: appVersion(),
        ports: { hostKind: 'node', notifications: false, filePicker: false, logger },
      },
    )
    this.#server = new LoopbackServer(
      {
        worlds: this.#worlds,
        seat: deps.seat,
        clock: systemClock,
        timers: this.#timers,
        random: systemRandom,
        logger: logger.child('loopback'),
        describe,
      },
      { port: options.port, pageDir: join(appDir(), 'out', 'renderer') },
    )
    this.#watch = new MachineWatch({
      ...{ timers: this.#timers, clock: systemClock, steadyClock },
      interfaces: networkInterfaces,
      wake: () => deps.seat.wake(),
    })
  }

  /** Covers rejections that nobody handled too: Node.js raises them as uncaught exceptions. */
  readonly #outlive = (thrown: unknown): void => {
    if (this.#seat.outlive(thrown)) return
    setTimeout(() => process.exit(1), END_LIMIT_MS).unref()
    void this.stop().finally(() => process.exit(1))
  }

  get url(): string {
    return this.#server.url
  }

  /** @throws MirrorError 'port-in-use' */
  async start(): Promise<void> {
    process.on('uncaughtException', this.#outlive)
    await this.#worlds.start()
    await this.#server.start()
    await this.#watch.start()
  }

  /** Let scripts on this machine find the Node; a stop that came first stands. */
  announce(): void {
    if (this.#stopped) return
    const { port, token, metricsToken, url } = this.#server
    writeRunningFile(this.#options.dataDir, { pid: process.pid, port, token, metricsToken, url })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    removeRunningFile(this.#options.dataDir, process.pid)
    await this.#watch.stop()
    await this.#server.stop()
    await this.#worlds.stop()
    this.#timers.stop()
    await this.#seat.stop()
    process.off('uncaughtException', this.#outlive)
  }
}
