import { createHash } from 'node:crypto'
import type { Caller } from '../../shared/bridge/caller.ts'
import { contract } from '../../shared/contract/index.ts'
import type { TransferId } from '../../shared/kernel/ids.ts'
import type { SentMessage, SimulatedNetwork } from '../network/simulated-network.ts'
import type { Clock } from '../platform/clock.ts'
import type { Facts, Logger } from '../platform/logger.ts'
import { Database } from '../storage/database.ts'
import type { VirtualNode } from './virtual-node.ts'

/** Runs of characters that only a key, a signature or chance fills: of these, only the length says anything. */
const OF_CHANCE = /\b[0-9a-f]{16,}\b|\b[A-Za-z0-9_-]{40,}={0,2}/gu
/** What tells of this process and its folder: two runs of the same seed differ in it. */
const OF_THE_MACHINE = /mirrorwell-rehearsal-\w+|(?<=mirrorwell_resident_memory_bytes |memory MB: )\d+/gu

/** A logger that keeps what it is told. */
export class CapturingLogger implements Logger {
  readonly lines: string[]
  readonly #part: string

  constructor(lines: string[] = [], part = '') {
    this.lines = lines
    this.#part = part
  }

  debug(event: string, facts?: Facts): void {
    this.#keep('debug', event, facts)
  }
  info(event: string, facts?: Facts): void {
    this.#keep('info', event, facts)
  }
  warn(event: string, facts?: Facts): void {
    this.#keep('warn', event, facts)
  }
  error(event: string, facts?: Facts, cause?: unknown): void {
    this.#keep('error', event, { ...facts, cause: String(cause) })
  }
  child(part: string): Logger {
    return new CapturingLogger(this.lines, part)
  }

  #keep(level: string, event: string, facts: Facts = {}): void {
    this.lines.push(`${level} ${this.#part} ${event} ${JSON.stringify(facts)}`)
  }
}

export interface WitnessDeps {
  readonly node: VirtualNode
  readonly network: SimulatedNetwork
  readonly logger: CapturingLogger
  readonly clock: Clock
  /** As whom questions are asked. */
  readonly caller: Caller
}

/**
 * Somebody who sees all that can be seen at one Node but the keys: what every
 * question of the contract answers, every event, row and log line, and every
 * message on the line with its moment and length.
 */
export class Witness {
  readonly #deps: WitnessDeps
  readonly #transferId: TransferId
  readonly #database: Database
  readonly #heard: string[] = []
  readonly #seen: string[] = []
  readonly #stops: readonly (() => void)[]
  readonly #firstLine: number

  constructor(deps: WitnessDeps, transferId: TransferId) {
    this.#deps = deps
    this.#transferId = transferId
    this.#firstLine = deps.logger.lines.length
    this.#database = Database.open(deps.node.databasePath)
    this.#stops = [
      deps.network.onSent((message) => this.#hear('sent', message)),
      deps.node.seat.onEvent((name, payload, atMs) => this.#hear('event', { name, payload, atMs })),
    ]
  }

  /** Look at everything now. */
  async look(): Promise<void> {
    const { clock, node } = this.#deps
    const answers = await this.#askEverything()
    const rest = { metrics: await node.seat.metrics(), status: node.seat.status() }
    this.#seen.push(JSON.stringify({ atMs: clock.nowMs(), answers, rest, rows: this.#rows() }))
  }

  /** A digest of all that was seen and heard: two runs that nobody can tell apart have the same. */
  digest(): string {
    return createHash('sha256').update(this.account()).digest('hex')
  }

  /** All that was seen and heard, for whoever wants to know where two runs differ. */
  account(): string {
    const log = this.#deps.logger.lines.slice(this.#firstLine)
    return blurred([...this.#seen, ...this.#heard, ...log].join('\n'))
  }

  stop(): void {
    for (const stop of this.#stops) stop()
    this.#database.close()
  }

  #hear(what: string, fact: SentMessage | object): void {
    this.#heard.push(`${what} ${JSON.stringify(fact)}`)
  }

  /** Every query that takes no argument, and this transfer. */
  async #askEverything(): Promise<Readonly<Record<string, unknown>>> {
    const { caller, node } = this.#deps
    const answers: Record<string, unknown> = {}
    for (const [feature, members] of Object.entries(contract)) {
      for (const [member, spec] of Object.entries(members)) {
        if (spec.kind !== 'query') continue
        const method = `${feature}.${member}`
        const input = method === 'transfers.get' ? { id: this.#transferId } : {}
        const { id: _, ...answer } = {
          id: 0,
          ...(await node.seat.router.answer({ id: 0, method, input }, caller)),
        }
        answers[method] = answer
      }
    }
    return answers
  }

  /** Every row of every table; of bytes, how many. */
  #rows(): Readonly<Record<string, readonly string[]>> {
    const tables = this.#database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all<{ name: string }>()
    return Object.fromEntries(tables.map(({ name }) => [name, this.#rowsOf(name)]))
  }

  #rowsOf(table: string): readonly string[] {
    const rows = this.#database.prepare(`SELECT * FROM "${table}"`).all<Record<string, unknown>>()
    return rows.map((row) => blurred(JSON.stringify(row, lengthOfBytes))).sort()
  }
}

const blurred = (text: string): string =>
  text.replace(OF_THE_MACHINE, '<machine>').replace(OF_CHANCE, ({ length }) => `<${length}>`)

/** Bytes in a row are keys, seals and signatures: only how many there are is told. */
function lengthOfBytes(this: Readonly<Record<string, unknown>>, column: string, value: unknown): unknown {
  const raw = this[column]
  return raw instanceof Uint8Array ? `<${raw.byteLength} bytes>` : value
}
