import { z } from 'zod'
import { Settings } from '../../../shared/contract/settings.ts'
import { FederationId } from '../../../shared/kernel/ids.ts'

import { Place } from '../../../shared/kernel/place.ts'
import { LIMIT_NAMES } from '../../../shared/kernel/rate-limits.ts'
import type { Database } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'

export const settingsMigrations: readonly Migration[] = [
  {
    id: 'settings-001',
    sql: 'CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;',
  },
]

/** Everything this Node remembers of its owner's choices, each with the value it has before anybody chose. */
const Stored = Settings.extend({
  name: z.string(),
  place: Place.nullable(),
  transfersNeed: z.number().int(),
  /** How far a test federation's clock has been moved. */
  clockAdvancedMs: z.number().int(),
  /** How often reports go out in a test federation; null: hourly. */
  reportIntervalMs: z.number().int().nullable(),
  slotMs: z.number().int().nullable(),
  /** Ports this Node listened on, one for each address it was told to listen on: kept, so that neighbours find it again. */
  listenPorts: z.array(z.number().int()),
  /** This identity came back from its words and has yet to learn where its old log ended. */
  restoredUnconfirmed: z.boolean(),
  /** The process ended when it was asked to, and nothing of its log is in doubt. */
  endedInOrder: z.boolean(),
  /** The start of the machine in which the end of this Node's log was last beyond doubt. */
  sureInBoot: z.string().nullable(),
  /** Limits that a Mirror has set, each by its count. */
  limits: z.partialRecord(z.enum(LIMIT_NAMES), z.number().int().positive()),
  /** The federation to go back to, from the first step of following an invitation until the inviter's welcome. */
  joiningFrom: FederationId.nullable(),
})
export type Stored = z.output<typeof Stored>

const DEFAULTS: Stored = {
  language: 'en',
  lan: true,
  helper: false,
  dht: false,
  autoLockMinutes: 15,
  acknowledgedReturnHours: 24,
  sessionIdleMinutes: 30,
  wakeFrom: 'pinned',
  quietHours: null,
  name: '',
  place: null,
  transfersNeed: 1,
  clockAdvancedMs: 0,
  reportIntervalMs: null,
  slotMs: null,
  listenPorts: [],
  restoredUnconfirmed: false,
  endedInOrder: false,
  sureInBoot: null,
  limits: {},
  joiningFrom: null,
}

/** Named values in one table. An unreadable one counts as never chosen. */
export class SettingsStore {
  readonly #database: Database
  #values: Stored

  constructor(deps: { readonly database: Database }) {
    this.#database = deps.database
    this.#values = this.#read()
  }

  get(): Stored {
    return this.#values
  }

  /** Change what is named; durable once resolved. */
  async set(changes: Partial<Stored>): Promise<void> {
    const known = Stored.partial().parse(changes) as Partial<Stored>
    await this.#database.write(() => {
      for (const [name, value] of Object.entries(known)) {
        this.#database
          .prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)')
          .run(name, JSON.stringify(value))
      }
    })
    this.#values = merge(this.#values, known)
  }

  #read(): Stored {
    const rows = this.#database
      .prepare('SELECT name, value FROM settings')
      .all<{ name: string; value: string }>()
    const read = rows.map(({ name, value }) => Stored.partial().safeParse({ [name]: parseJson(value) }))
    return read.reduce<Stored>(
      (values, result) => (result.success ? merge(values, result.data as Partial<Stored>) : values),
      DEFAULTS,
    )
  }
}

const merge = (values: Stored, changes: Partial<Stored>): Stored => Object.assign({ ...values }, changes)

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // what is no JSON was never chosen either
  }
}
