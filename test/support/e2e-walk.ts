import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import type { Host, Opened } from './e2e-hosts.ts'
import { Keys } from './e2e-keys.ts'
import type { Visit } from './e2e-visit.ts'
import { ensureBuilt, type ServedNode } from './served-node.ts'
import { ANNA, PASSPHRASE, Village } from './village.ts'

/** How often the neighbour wants ballots exchanged. Chosen here: quick enough to wait for. */
const SLOT_MS = '200'

/** Who walks, and where. */
export const WALKER = { node: 'Älvdalen', mirror: 'Anna', pin: '24680', passphrase: PASSPHRASE } as const
export const NEIGHBOUR = '千葉北'

/** What is here, and how much of it goes to the neighbour. */
export const WATER = { level: 1_811, capacity: 2_000, surplusAbove: 1_500, deficitBelow: 400 } as const
export const AGREED = 250
export const THEIR_ALERT = {
  kind: 'hallucination',
  severity: 'high',
  system: '水位予測',
  summary: 'ありもしない井戸を地図に載せる',
} as const

/** One person without a pointer at the page of a Node of her own, from its first run on, and a neighbour who is real. */
export class Walk {
  readonly language: Language
  readonly #host: Host
  readonly #village = new Village({ inMemory: true })
  #folder = ''
  #opened: Opened | null = null
  #neighbour: { readonly served: ServedNode; readonly mirror: Bridge } | null = null

  constructor(host: Host, language: Language) {
    this.#host = host
    this.language = language
  }

  /** Start both: the one without anything, the other as a practice federation of its own. */
  async begin(): Promise<void> {
    await ensureBuilt()
    this.#folder = await mkdtemp(join(tmpdir(), 'mirrorwell-walk-'))
    const home = await this.#village.home(NEIGHBOUR)
    const flags = ['--new-federation', 'test', '--slot-ms', SLOT_MS, '--place', '61.4,14.6,20']
    const [served] = await Promise.all([this.#village.serve(home, ...flags), this.open(this.language)])
    this.#neighbour = { served, mirror: await served.as(ANNA.name, ANNA.pin) }
  }

  /** Open the page on a machine of this language. */
  async open(language: Language): Promise<void> {
    this.#opened = await this.#host.open(join(this.#folder, 'data'), language)
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    const opened = this.#opened
    this.#opened = null
    return opened === null ? null : opened.stop()
  }

  async end(): Promise<void> {
    await this.stop()
    await this.#village.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** The page there is just now, or none. */
  get visits(): readonly Visit[] {
    return this.#opened === null ? [] : [this.#opened.visit]
  }

  get visit(): Visit {
    return this.#here.visit
  }

  get keys(): Keys {
    return new Keys(this.visit)
  }

  /** The Node whose page it is, for what no page shows. */
  get node(): Bridge {
    return this.#here.node
  }

  get neighbour(): ServedNode {
    return this.#there.served
  }

  /** The neighbour's Mirror, who needs no page. */
  get theirs(): Bridge {
    return this.#there.mirror
  }

  get #here(): Opened {
    if (this.#opened === null) throw new Error('no page is open')
    return this.#opened
  }

  get #there(): { readonly served: ServedNode; readonly mirror: Bridge } {
    if (this.#neighbour === null) throw new Error('the neighbour is not there yet')
    return this.#neighbour
  }
}
