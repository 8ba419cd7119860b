import type { z } from 'zod'
import type { practice } from '../../shared/contract/practice.ts'
import type { LogNode } from '../../shared/contract/practice-log.ts'
import type { Clock } from '../platform/clock.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Logger } from '../platform/logger.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import { createInProcessBridge } from './in-process-bridge.ts'
import { tryAct } from './neighbour-life.ts'
import { NodeReporter } from './node-reporter.ts'
import { PracticeLog } from './practice-log.ts'
import { SENSES } from './practice-senses.ts'
import type { VirtualNode } from './virtual-node.ts'

/** Least time between two tellings that there are new lines. Source: the contract's `practice.logged`. */
const TELL_EVERY_MS = 1_000
/** Who asks the Nodes: nobody's Mirror, so that nothing here could act. */
const READER = { sessionId: 'log' }

export type LogQuestion = z.output<typeof practice.log.input>
export type LogAnswer = z.input<typeof practice.log.output>

export interface PracticeWatchDeps {
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Logger
}

/** Writes down what every Node of a valley reports of itself, for whoever practises to look at. */
export class PracticeWatch implements Startable {
  readonly #deps: PracticeWatchDeps
  readonly #log = new PracticeLog()
  readonly #nodes: LogNode[] = []
  readonly #reporters: NodeReporter[] = []
  readonly #logged = new Signal<number>()
  #isToTell = false

  constructor(deps: PracticeWatchDeps) {
    this.#deps = deps
  }

  /** A Node has come. */
  follow(node: VirtualNode, { own }: Pick<LogNode, 'own'>): void {
    const { clock, logger, timers } = this.#deps
    const { name, nodeId } = node
    this.#nodes.push({ nodeId, name, own })
    const reporter = new NodeReporter(
      {
        bridge: createInProcessBridge(() => node.seat, READER),
        onEvent: (listener) => node.seat.onEvent(listener),
        clock,
        timers,
        write: (news) => {
          this.#log.write(nodeId, news)
          this.#expectTelling()
        },
        attempt: (ask) => tryAct(logger, { what: 'look for the log', by: name }, ask),
      },
      SENSES,
    )
    this.#reporters.push(reporter)
  }

  /** Begin to listen to all who have come: with what holds by then, so that nobody's arrival has to wait for it. */
  async start(): Promise<void> {
    for (const reporter of this.#reporters) await reporter.start()
  }

  read(question: LogQuestion): LogAnswer {
    return { nodes: [...this.#nodes], lines: this.#log.read(question) }
  }

  /** Hear that there are new lines. @returns a function that stops the listening */
  onLogged(listener: (atMs: number) => void): () => void {
    return this.#logged.listen(listener)
  }

  async stop(): Promise<void> {
    for (const reporter of this.#reporters) await reporter.stop()
  }

  #expectTelling(): void {
    if (this.#isToTell) return
    this.#isToTell = true
    this.#deps.timers.after(TELL_EVERY_MS, () => {
      this.#isToTell = false
      this.#logged.emit(this.#deps.clock.nowMs())
    })
  }
}
