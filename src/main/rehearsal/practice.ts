import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Caller } from '../../shared/bridge/caller.ts'
import type { Router } from '../../shared/bridge/router.ts'
import type { MirrorwellEvent } from '../../shared/contract/index.ts'
import type { Language } from '../../shared/kernel/language.ts'
import type { SeatPorts } from '../app/seat-ports.ts'
import type { WayQuality } from '../network/simulated-way.ts'
import { type Random, systemRandom } from '../platform/random.ts'
import type { StoppableTimers } from '../platform/timers.ts'
import { storageError } from '../storage/storage-error.ts'
import type { Fault } from './faults.ts'
import { NeighbourLife, tryAct } from './neighbour-life.ts'
import { NEIGHBOURS, type NeighbourKey, OWN_STOCKS, placeIn, ROLES } from './practice-cast.ts'
import { historyCsv } from './practice-history.ts'
import { STORY, type StoryWorld } from './practice-story.ts'
import { VALLEYS, type Valley } from './practice-valleys.ts'
import { type LogAnswer, type LogQuestion, PracticeWatch } from './practice-watch.ts'
import { VIRTUAL_PIN, type VirtualNode } from './virtual-node.ts'
import { World } from './world.ts'
import type { PracticeWorld } from './world-switch.ts'
import { realTime, type WorldTime } from './world-time.ts'

/** Time between two reports. Chosen here: somebody who looks on sees figures move. */
const REPORT_INTERVAL_MS = 60_000
/** Time between two ballots of a decision. Chosen here: two green lights show within seconds. */
const SLOT_MS = 2_000
/** Links of a valley once everybody has come: each message is a moment on its way, now and then one comes late. Chosen here: as between homes on radio and copper. */
const LINKS: WayQuality = { delayMs: { min: 15, max: 90 }, lossRatio: 0.01 }
/** A neighbour's Mirror is there all day. Source: the contract's longest time for a setting. */
const LONGEST_UNLOCKED_MINUTES = 720
/** Who founded the valley and invites the others. */
const FOUNDER: NeighbourKey = 'mill'

export interface PracticeHost {
  /** The live Node's folder: practice keeps one of its own in it. */
  readonly dataDir: string
  readonly version: string
  readonly ports: Pick<SeatPorts, 'hostKind' | 'notifications' | 'filePicker' | 'logger'>
}

/** Time and chance of a valley: the machine's own, but where the valley itself is put to the test. */
interface PracticeAround {
  readonly time: WorldTime
  readonly random: Random
}

/** Where practice lives while it lasts. */
export const practiceFolder = (dataDir: string): string => join(dataDir, 'practice')

/** Remove what a practice left that did not come to its end. @throws MirrorError 'disk-read-only' */
export async function clearPractice(dataDir: string): Promise<void> {
  try {
    await rm(practiceFolder(dataDir), { recursive: true, force: true })
  } catch (thrown) {
    throw storageError(thrown)
  }
}

/**
 * Begin a practice. Resolves once its Node is in the valley; the other neighbours come one by one.
 *
 * @throws MirrorError 'disk-full' | 'disk-read-only'
 */
export async function openPractice(
  host: PracticeHost,
  language: Language,
  around: PracticeAround = { time: realTime, random: systemRandom },
): Promise<Practice> {
  await clearPractice(host.dataDir)
  const world = new World(
    { ...around, logger: host.ports.logger.child('practice') },
    {
      folder: practiceFolder(host.dataDir),
      seat: { version: host.version, reportIntervalMs: REPORT_INTERVAL_MS, slotMs: SLOT_MS },
    },
  )
  const valley = VALLEYS[language]
  try {
    const place = placeIn(valley, ROLES[FOUNDER])
    const founder = await world.add({ ...valley.neighbours[FOUNDER], language, place })
    const middle = placeIn(valley, { eastKm: 0, northKm: 0 })
    const own = { ...valley.own, language, place: middle, inviter: founder, host: host.ports }
    const node = await world.add(own)
    await furnish(node, around.time)
    return new Practice({ ...around, host, world, founder, own: node }, language)
  } catch (thrown) {
    await world.stop()
    throw storageError(thrown)
  }
}

/** Give the Node of whoever practises a past of its own. */
async function furnish({ bridge, name }: VirtualNode, { clock }: WorldTime): Promise<void> {
  const nowMs = clock.nowMs()
  await bridge.resources.importCsv({ csv: historyCsv(OWN_STOCKS, { seed: name, nowMs }), dryRun: false })
}

type Cast = Readonly<Record<NeighbourKey, PromiseWithResolvers<VirtualNode>>>

/** Everybody, each from the moment of arrival. Whoever never arrives is waited for in vain, which keeps nobody up. */
function createCast(): Cast {
  const places = NEIGHBOURS.map((key) => [key, Promise.withResolvers<VirtualNode>()])
  return Object.fromEntries(places) as Cast
}

interface PracticeDeps {
  readonly host: PracticeHost
  readonly time: WorldTime
  readonly world: World
  readonly founder: VirtualNode
  readonly own: VirtualNode
}

/**
 * A valley of simulated neighbours around a Node to practise with: production
 * services over a network that ends in this process, in a federation and a
 * folder of their own. Nobody in it is real, and nothing of it can be reached
 * from the live Node or reach it.
 */
export class Practice implements PracticeWorld {
  readonly mirrorName: string
  readonly pin = VIRTUAL_PIN
  readonly neighbours = NEIGHBOURS.length
  readonly startedAtMs: number
  /** Resolves once everybody has come who will. */
  readonly gathered: Promise<void>
  readonly #deps: PracticeDeps
  readonly #language: Language
  readonly #valley: Valley
  readonly #timers: StoppableTimers
  readonly #cast = createCast()
  readonly #lives: NeighbourLife[] = []
  readonly #faults: Fault[] = []
  readonly #watch: PracticeWatch
  #isOver = false

  constructor(deps: PracticeDeps, language: Language) {
    this.#deps = deps
    this.#language = language
    this.#valley = VALLEYS[language]
    this.mirrorName = this.#valley.own.mirrorName
    this.#timers = deps.time.createTimers(deps.time.clock)
    this.startedAtMs = deps.time.clock.nowMs()
    const { logger } = deps.host.ports
    this.#watch = new PracticeWatch({ clock: deps.time.clock, timers: this.#timers, logger })
    this.gathered = this.#unfold()
  }

  get router(): Router<Caller> {
    return this.#deps.own.seat.router
  }

  onEvent(listener: (name: MirrorwellEvent, payload: unknown, atMs: number) => void): () => void {
    const stops = [
      this.#deps.own.seat.onEvent(listener),
      this.#watch.onLogged((atMs) => listener('practice.logged', {}, atMs)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  log(question: LogQuestion): LogAnswer {
    return this.#watch.read(question)
  }

  async welcome(caller: Caller): Promise<void> {
    await this.#deps.own.unlockFor(caller, this.mirrorName)
  }

  endCaller(sessionId: string): void {
    this.#deps.own.seat.endCaller(sessionId)
  }

  async stop(): Promise<void> {
    this.#isOver = true
    this.#timers.stop()
    await this.gathered
    for (const life of this.#lives) await life.stop()
    await this.#watch.stop()
    await this.#deps.world.stop()
  }

  /** Things begin to happen while everybody arrives and begins to live. */
  async #unfold(): Promise<void> {
    for (const { afterMs, happen, what } of STORY) {
      this.#timers.after(afterMs, () => void this.#attempt(what, async () => happen(this.#storyWorld())))
    }
    this.#watch.follow(this.#deps.own, { own: true })
    for (const key of NEIGHBOURS) {
      if (this.#isOver) return
      await this.#attempt(`${key} arrives`, () => this.#settle(key))
    }
    this.#deps.world.relink(LINKS)
    await this.#watch.start()
  }

  async #settle(key: NeighbourKey): Promise<void> {
    const { founder, time, world } = this.#deps
    const arrival = { ...this.#valley.neighbours[key], language: this.#language }
    const { delivered, replies } = this.#valley
    const place = placeIn(this.#valley, ROLES[key])
    const node = key === FOUNDER ? founder : await world.add({ ...arrival, place, inviter: founder })
    this.#watch.follow(node, { own: false })
    await node.bridge.settings.set({ autoLockMinutes: LONGEST_UNLOCKED_MINUTES })
    const life = new NeighbourLife(
      { node, clock: time.clock, timers: this.#timers, logger: this.#deps.host.ports.logger },
      { ...ROLES[key], seed: node.name, delivered, replies },
    )
    this.#lives.push(life)
    await life.start()
    this.#cast[key].resolve(node)
  }

  #storyWorld(): StoryWorld {
    const { own, world } = this.#deps
    const node = (key: NeighbourKey): Promise<VirtualNode> => this.#cast[key].promise
    return {
      valley: this.#valley,
      own: own.nodeId,
      node,
      befall: async (key, mishap) => void this.#faults.push(mishap(world, await node(key))),
      heal: async () => {
        for (const fault of this.#faults.splice(0)) await fault.end()
        world.heal()
      },
    }
  }

  #attempt(what: string, act: () => Promise<unknown>): Promise<boolean> {
    return tryAct(this.#deps.host.ports.logger, { what, by: 'practice' }, act)
  }
}
