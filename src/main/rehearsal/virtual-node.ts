import { mkdirSync } from 'node:fs'
import type { Caller } from '../../shared/bridge/caller.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Language } from '../../shared/kernel/language.ts'
import type { Place } from '../../shared/kernel/place.ts'
import { DataFiles } from '../app/data-files.ts'
import { openSeat, type Seat } from '../app/seat.ts'
import type { SeatOptions, SeatPorts } from '../app/seat-ports.ts'
import type { Surroundings } from '../app/surroundings.ts'
import type { Logger } from '../platform/logger.ts'
import { Database } from '../storage/database.ts'
import { CrashImage, type DiskFault } from './crash-image.ts'
import { createInProcessBridge } from './in-process-bridge.ts'
import { MemoryFiles, MemoryVault } from './memory-keeping.ts'

/** PIN of every Mirror of a virtual Node. No secret: what it guards is as simulated as the Node. */
export const VIRTUAL_PIN = '1234'
/** As whom a virtual Node's first Mirror acts. */
const LIFE: Caller = { sessionId: 'life' }

/** The caller that a further Mirror of a virtual Node acts as. */
export const callerAs = (mirrorName: string): Caller => ({ sessionId: `life of ${mirrorName}` })

export interface VirtualNodeDeps {
  readonly surroundings: Surroundings
  readonly logger: Logger
}

export interface VirtualProfile {
  readonly name: string
  readonly mirrorName: string
  readonly language: Language
  readonly place: Place | null
}

export interface VirtualNodeOptions extends VirtualProfile {
  /** Made where it is not there. */
  readonly folder: string
  readonly seat: Pick<SeatOptions, 'version' | 'reportIntervalMs' | 'slotMs'>
  /** What this Node says of the host around it. Default: none to speak of. */
  readonly host?: Pick<SeatPorts, 'hostKind' | 'notifications' | 'filePicker'>
}

/**
 * A Node as the hosts open it, but for what is around it: keys in memory, and
 * time, chance and network of a world. Whoever lives in it acts through the
 * contract alone.
 */
export class VirtualNode {
  /** The contract, with the first Mirror unlocked. Stays good over `close` and `reopen`. */
  readonly bridge: Bridge
  readonly nodeId: NodeId
  readonly name: string
  readonly #ports: SeatPorts
  readonly #seatOptions: SeatOptions
  readonly #files: DataFiles
  readonly #mirrorName: string
  #seat: Seat

  private constructor(
    seat: Seat,
    how: {
      readonly surroundings: Surroundings
      readonly ports: SeatPorts
      readonly options: SeatOptions
      readonly name: string
      readonly mirrorName: string
    },
  ) {
    const { nodeId } = seat.status()
    if (nodeId === null) throw new TypeError('a seat without a Node')
    this.#seat = seat
    this.#ports = how.ports
    this.#seatOptions = how.options
    this.#files = new DataFiles(how.surroundings, how.ports)
    this.nodeId = nodeId
    this.name = how.name
    this.#mirrorName = how.mirrorName
    this.bridge = this.#bridgeFor(LIFE)
  }

  /** Make a Node with its first Mirror, in a test federation of its own. */
  static async create(deps: VirtualNodeDeps, options: VirtualNodeOptions): Promise<VirtualNode> {
    const { folder, host, language, mirrorName, name, place, seat: seatOptions } = options
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const ports: SeatPorts = {
      hostKind: host?.hostKind ?? 'node',
      notifications: host?.notifications ?? false,
      filePicker: host?.filePicker ?? false,
      dataDir: folder,
      vault: new MemoryVault(),
      privateFiles: new MemoryFiles(),
      logger: deps.logger,
      systemLanguage: language,
      surroundings: deps.surroundings,
    }
    const asked = { ...seatOptions, testFederation: true }
    const seat = await openSeat(ports, asked)
    try {
      await seat.create({ name, language, place, mirrorName, pin: VIRTUAL_PIN })
      const node = new VirtualNode(seat, { ...deps, ports, options: asked, name, mirrorName })
      await node.#unlock(node.bridge, mirrorName)
      return node
    } catch (thrown) {
      await seat.stop()
      throw thrown
    }
  }

  get seat(): Seat {
    return this.#seat
  }

  /** For a second reader beside the Node. */
  get databasePath(): string {
    return this.#files.databasePath
  }

  /** The contract for another caller, with a Mirror of this Node unlocked. */
  async as(mirrorName: string): Promise<Bridge> {
    const bridge = this.#bridgeFor(callerAs(mirrorName))
    await this.#unlock(bridge, mirrorName)
    return bridge
  }

  /** Another Mirror of this Node, with the PIN of all. */
  async addMirror(mirrorName: string): Promise<Bridge> {
    await this.bridge.mirrors.add({ name: mirrorName, pin: VIRTUAL_PIN })
    return this.as(mirrorName)
  }

  /** Unlock a Mirror for a caller from outside the world. */
  async unlockFor(caller: Caller, mirrorName: string): Promise<void> {
    await this.#unlock(this.#bridgeFor(caller), mirrorName)
  }

  /** End as a process does that is asked to: what was stored stays in the folder. */
  async close(): Promise<void> {
    await this.#seat.stop()
  }

  /**
   * Die at this moment, as a process does that is killed: only what is committed
   * by now comes back, and what else the disk has done. Cut the Node off first,
   * or its neighbours hear it leave.
   *
   * @returns what puts it to rest, after which it can be opened again
   */
  kill(disk: DiskFault = 'whole'): () => Promise<void> {
    const image = new CrashImage(this.databasePath, disk)
    return async () => {
      await this.close()
      image.restore()
    }
  }

  /** From now on the disk has no room for this Node to grow in, or has room again. */
  setDiskFull(isFull: boolean): void {
    Database.setRoom(this.databasePath, isFull ? 'none' : 'plenty')
  }

  /** Begin again from the folder. Its Mirrors are locked, as after any start. */
  async reopen(): Promise<void> {
    this.#seat = await openSeat(this.#ports, this.#seatOptions)
  }

  #bridgeFor(caller: Caller): Bridge {
    return createInProcessBridge(() => this.#seat, caller)
  }

  /** Unlock the first Mirror again for this Node's own life, after it was opened anew. */
  async unlockFirst(): Promise<void> {
    await this.#unlock(this.bridge, this.#mirrorName)
  }

  async #unlock(bridge: Bridge, mirrorName: string): Promise<void> {
    const { mirrors } = await bridge.mirrors.list({})
    const mirror = mirrors.find(({ name, revoked }) => name === mirrorName && !revoked)
    if (mirror === undefined) throw new MirrorError('mirror-unknown')
    await bridge.mirrors.unlock({ mirrorId: mirror.mirrorId, pin: VIRTUAL_PIN })
  }
}
