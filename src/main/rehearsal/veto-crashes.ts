import type { TransferPhase } from '../../shared/contract/transfers.ts'
import type { TransferId } from '../../shared/kernel/ids.ts'
import type { RehearsalCheck } from './scenario.ts'
import { SIDES, type Side, VetoPair } from './veto-pair.ts'

/** Long enough for a Node to come back twice over. */
const SETTLE_IN_MS = 240_000
/** How far time goes between two looks at a journey. Chosen here: half a slot, so that a crash falls between any two messages. */
const LOOK_MS = 1_000
/** Looks after which a journey counts as stuck. */
const LOOKS_MAX = 240
/** When the other Node notices that one is gone, and the machine is started again. */
const DOWN_MS = 5_000

/** How a journey ended that was to be agreed. */
interface Journey {
  /** Messages from the offer to the agreement, both ways. */
  readonly messages: number
  readonly phases: readonly (TransferPhase | null)[]
}

/** What came of all journeys. */
export interface CrashRun {
  readonly checks: readonly RehearsalCheck[]
  /** Of every message of them, and of how they ended. */
  readonly digest: string
}

/** Where one side dies: as this message of the journey sets out. */
interface Death {
  readonly side: Side
  readonly atMessage: number
}

/** From an offer to an agreement, with everybody willing and one side dying once on the way. */
async function travel(pair: VetoPair, death: Death | null): Promise<Journey> {
  const [giver, receiver] = [pair.node('giver'), pair.node('receiver')]
  let messages = 0
  let bury: (() => Promise<void>) | null = null
  const stop = pair.world.network.onSent(() => {
    messages += 1
    if (death === null || bury !== null || messages !== death.atMessage) return
    const node = pair.node(death.side)
    bury = node.kill()
    pair.world.cutOff(node.nodeId)
  })
  const { id } = await giver.bridge.transfers.offer({
    ...{ to: receiver.nodeId, resource: 'water', quantity: 100, unit: 'L', settleInMs: SETTLE_IN_MS },
  })
  let isBuried = false
  for (let looks = 0; looks < LOOKS_MAX && !(await isAgreed(pair, id)); looks += 1) {
    await pair.time.advance(LOOK_MS)
    if (bury !== null && !isBuried && death !== null) {
      isBuried = true
      await revive(pair, death.side, bury)
    }
    await goOn(pair, id)
  }
  stop()
  return { messages, phases: await pair.phasesOf(id) }
}

async function revive(pair: VetoPair, side: Side, bury: () => Promise<void>): Promise<void> {
  await bury()
  await pair.time.advance(DOWN_MS)
  const node = pair.node(side)
  await node.reopen()
  await node.unlockFirst()
  pair.world.heal()
}

/** What willing people do next, at either side. */
async function goOn(pair: VetoPair, id: TransferId): Promise<void> {
  if ((await pair.phaseAt('receiver', id)) === 'offered') {
    await pair.node('receiver').bridge.transfers.agreeTerms({ id })
  }
  for (const side of SIDES) {
    if ((await pair.phaseAt(side, id)) === 'deciding') {
      await pair.node(side).bridge.transfers.decide({ id, consent: true })
    }
  }
}

const isAgreed = async (pair: VetoPair, id: TransferId): Promise<boolean> =>
  (await pair.phasesOf(id)).every((phase) => phase === 'agreed')

/** Kill either side as each message of a journey sets out, and look how it ends. */
export async function runCrashes(
  seed: number,
  { steps, progress }: { readonly steps: number; progress(ratio: number): void },
): Promise<CrashRun> {
  const pair = await VetoPair.create({ seed, mirrorsEach: 1 })
  try {
    const { messages } = await travel(pair, null)
    const every = Math.max(1, messages / steps)
    const moments = Array.from({ length: Math.min(steps, messages) }, (_, at) => Math.floor(at * every) + 1)
    const deaths = moments.flatMap((atMessage) => SIDES.map((side) => ({ side, atMessage })))
    const journeys: Journey[] = []
    for (const death of deaths) {
      journeys.push(await travel(pair, death))
      progress(journeys.length / deaths.length)
    }
    return { checks: checksOf(journeys), digest: pair.chronicle.digest([JSON.stringify(journeys)]) }
  } finally {
    await pair.stop()
  }
}

function checksOf(journeys: readonly Journey[]): readonly RehearsalCheck[] {
  const equal = journeys.filter(({ phases }) => phases[0] === phases[1]).length
  const agreed = journeys.filter(({ phases }) => phases.every((phase) => phase === 'agreed')).length
  const check = (name: string, value: number): RehearsalCheck => {
    return { name, value, target: journeys.length, unit: 'journeys', passed: value === journeys.length }
  }
  return [
    check('crashes: journeys with one that end alike at both ends', equal),
    check('crashes: journeys with one that end in the agreement both wanted', agreed),
  ]
}
