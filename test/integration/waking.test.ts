import { afterAll, beforeAll, expect, test } from 'vitest'
import { LongLines, whyNoNamespaces } from '../support/long-lines.ts'
import type { ServedNode } from '../support/served-node.ts'
import { linked, Village } from '../support/village.ts'

/** What a person is promised after sleep, or in another network. */
const BACK_WITHIN_MS = 5_000
/** Longest wait for two busy cores to notice a silence of 30 s. */
const SILENCE_NOTICED_MS = 60_000

const noNamespaces = whyNoNamespaces()
const village = new Village({ inMemory: true })
const lines = new LongLines({ names: ['north', 'south'], delaysMs: { 'north south': 20 }, rate: '50mbit' })

beforeAll(async () => {
  if (noNamespaces !== null) console.log(`a change of address was not tried: ${noNamespaces}`)
  else await lines.open()
})
afterAll(async () => {
  await village.close()
  await lines.close()
})

const neighboursOf = async (node: ServedNode): Promise<number> =>
  (await node.bridge.node.status({})).neighbours

/** How long until a Node has a neighbour again. A link is one for both ends or for none. */
async function backAfterMs(node: ServedNode): Promise<number> {
  const sinceMs = performance.now()
  await linked(node, 1)
  return performance.now() - sinceMs
}

test('a Node that slept for longer than silence lasts is back among its neighbours in seconds', async () => {
  const [awake, asleep] = await village.federation(await village.home('Awake'), await village.home('Asleep'))
  if (!awake || !asleep) throw new Error('two were served')
  asleep.signal('SIGSTOP')
  await expect.poll(() => neighboursOf(awake), { timeout: SILENCE_NOTICED_MS, interval: 250 }).toBe(0)
  asleep.signal('SIGCONT')
  const backMs = await backAfterMs(awake)
  console.log(`back ${Math.round(backMs)} ms after sleep`)
  expect(backMs).toBeLessThan(BACK_WITHIN_MS)
})

test.skipIf(noNamespaces !== null)(
  'a Node that comes to another network is back among its neighbours in seconds',
  async () => {
    const [north, south] = await village.federation(
      ...(await Promise.all(['north', 'south'].map(async (name) => homeAt(name)))),
    )
    if (!north || !south) throw new Error('two were served')
    const heardMs = async (): Promise<number> =>
      (await south.bridge.neighbours.list({})).neighbours.find(({ nodeId }) => nodeId === north.id)
        ?.lastHeardMs ?? 0
    lines.move('south')
    const movedAtMs = Date.now()
    await expect.poll(heardMs, { timeout: 30_000, interval: 50 }).toBeGreaterThan(movedAtMs + 500)
    const backMs = Date.now() - movedAtMs
    console.log(`back ${backMs} ms after a change of address`)
    expect(await neighboursOf(south)).toBe(1)
    expect(backMs).toBeLessThan(BACK_WITHIN_MS)
  },
)

async function homeAt(name: string) {
  const home = await village.home(name)
  const listen = home.flags.slice(0, home.flags.indexOf('--listen'))
  const http = ['--http', String(await lines.openDoor(name))]
  return { ...home, flags: [...listen, ...lines.listenFlags(name), ...http], within: lines.within(name) }
}
