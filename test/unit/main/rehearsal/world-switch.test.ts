import { describe, expect, test } from 'vitest'
import { Signal } from '../../../../src/main/platform/signal.ts'
import { type PracticeWorld, WorldSwitch } from '../../../../src/main/rehearsal/world-switch.ts'
import type { Caller } from '../../../../src/shared/bridge/caller.ts'
import type { Frame } from '../../../../src/shared/bridge/channel.ts'
import type { Router } from '../../../../src/shared/bridge/router.ts'
import { contract, type MirrorwellEvent } from '../../../../src/shared/contract/index.ts'
import { MirrorError } from '../../../../src/shared/kernel/errors.ts'
import type { Language } from '../../../../src/shared/kernel/language.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const ANNA = { sessionId: 'anna' }
const KENJI = { sessionId: 'kenji' }
const SEEN = { what: 'link-up', peer: testNodeId(2) } as const
/** What would lead out of practice, or somebody in. */
const OUTWARD = ['federation.leave', 'invites.create', 'invites.accept']
/** All else that is asked of a Node. */
const METHODS = Object.entries(contract).flatMap(([feature, members]) =>
  Object.entries(members).flatMap(([member, { kind }]) =>
    kind === 'event' || feature === 'practice' || OUTWARD.includes(`${feature}.${member}`)
      ? []
      : [`${feature}.${member}`],
  ),
)

/** One side of the switch: answers with its own name, tells what it is told to tell. */
class FakeSide {
  readonly asked: string[] = []
  readonly ended: string[] = []
  readonly events = new Signal<MirrorwellEvent>()
  readonly router: Router<Caller>
  phase: 'empty' | 'open' = 'open'

  constructor(name: string) {
    this.router = {
      answer: async ({ id, method }, { sessionId }) => {
        this.asked.push(`${sessionId} ${method}`)
        return { t: 'ok', id, output: { world: name } }
      },
      serve: () => () => {},
    }
  }

  onEvent(listener: (name: MirrorwellEvent, payload: unknown, atMs: number) => void): () => void {
    return this.events.listen((name) => listener(name, {}, 1))
  }

  endCaller(sessionId: string): void {
    this.ended.push(sessionId)
  }
}

class FakePractice extends FakeSide implements PracticeWorld {
  readonly mirrorName = 'You'
  readonly pin = '1234'
  readonly neighbours = 6
  readonly startedAtMs = 7
  readonly welcomed: string[] = []
  stops = 0

  async welcome({ sessionId }: Caller): Promise<void> {
    this.welcomed.push(sessionId)
  }

  log({ limit }: { readonly limit: number }) {
    return { nodes: [], lines: [{ number: limit, nodeId: testNodeId(1), atMs: 1, fact: SEEN }] }
  }

  async stop(): Promise<void> {
    this.stops += 1
    await this.ending()
  }

  /** What its end takes. */
  ending: () => Promise<void> = async () => {}
}

async function fixture(
  open: (language: Language) => Promise<void> = async () => {},
  clear: () => Promise<void> = async () => {},
) {
  const live = new FakeSide('live')
  const practices: FakePractice[] = []
  const logged: string[] = []
  let cleared = 0
  const worlds = new WorldSwitch({
    live,
    clock: new TestClock(),
    logger: { error: (event) => void logged.push(event) },
    async openPractice(language) {
      await open(language)
      const practice = new FakePractice('practice')
      practices.push(practice)
      return practice
    },
    async clearPractice() {
      cleared += 1
      await clear()
    },
    describe: (error) => error.toBody(),
  })
  await worlds.start()
  const call = (caller: Caller, method: string, input: unknown = {}): Promise<Frame> =>
    worlds.router.answer({ id: 1, method, input }, caller)
  const worldOf = async (caller: Caller): Promise<unknown> => {
    const frame = await call(caller, 'node.status')
    return frame.t === 'ok' ? (frame.output as { world: string }).world : frame
  }
  const enter = (caller: Caller): Promise<Frame> => call(caller, 'practice.enter', { language: 'sv' })
  const heardBy = (caller: Caller): MirrorwellEvent[] => {
    const heard: MirrorwellEvent[] = []
    worlds.onEvent(caller, (name) => void heard.push(name))
    return heard
  }
  return { live, practices, worlds, call, worldOf, enter, heardBy, logged, cleared: () => cleared }
}

describe('the way into practice and back', () => {
  test('starts with everybody at the live Node, and with what was left over removed', async () => {
    const { cleared, practices, worldOf } = await fixture()
    expect(cleared()).toBe(1)
    expect(await worldOf(ANNA)).toBe('live')
    expect(practices).toEqual([])
  })

  test('starts the live Node also where what was left over stays; only entering is refused', async () => {
    const stuck = async () => {
      throw new MirrorError('disk-read-only')
    }
    const { call, enter, logged, worldOf } = await fixture(stuck, stuck)
    expect(await worldOf(ANNA)).toBe('live')
    expect(logged).toEqual(['a practice folder could not be removed'])
    expect(await enter(ANNA)).toMatchObject({ t: 'err', error: { code: 'disk-read-only' } })
    expect(await call(ANNA, 'practice.status')).toMatchObject({ output: { inside: false, running: false } })
    expect(await worldOf(ANNA)).toBe('live')
  })

  test('leads in who enters, and nobody else', async () => {
    const { enter, live, practices, worldOf } = await fixture()
    expect(await enter(ANNA)).toMatchObject({ t: 'ok', output: { mirrorName: 'You', pin: '1234' } })
    expect([await worldOf(ANNA), await worldOf(KENJI)]).toEqual(['practice', 'live'])
    expect(practices[0]?.welcomed).toEqual(['anna'])
    expect(live.asked).toEqual(['kenji node.status'])
    expect(practices[0]?.asked).toEqual(['anna node.status'])
  })

  test.each(METHODS)('%s reaches one world and never the other', async (method) => {
    const { call, enter, live, practices } = await fixture()
    await enter(ANNA)
    await call(ANNA, method)
    await call(KENJI, method)
    expect(live.asked).toEqual([`kenji ${method}`])
    expect(practices[0]?.asked).toEqual([`anna ${method}`])
  })

  test.each(OUTWARD)('%s is for the live Node alone', async (method) => {
    const { call, enter, live, practices } = await fixture()
    await enter(ANNA)
    expect(await call(ANNA, method)).toMatchObject({ t: 'err', error: { code: 'live-only' } })
    await call(KENJI, method)
    expect([live.asked, practices[0]?.asked]).toEqual([[`kenji ${method}`], []])
  })

  test('locks in practice what was unlocked for who goes out, and at the live Node for who is gone', async () => {
    const { call, enter, live, practices, worlds } = await fixture()
    await enter(ANNA)
    await enter(KENJI)
    await call(ANNA, 'practice.leave')
    expect([live.ended, practices[0]?.ended]).toEqual([[], ['anna']])
    worlds.endCaller('kenji')
    await call(ANNA, 'practice.leave') // takes its turn after the window's
    expect([live.ended, practices[0]?.ended]).toEqual([['kenji'], ['anna', 'kenji']])
  })

  test('names what failed for no reason that anybody knows, and logs it once', async () => {
    const { enter, logged } = await fixture(async () => {
      throw new Error('who knows')
    })
    expect(await enter(ANNA)).toMatchObject({ t: 'err', error: { code: 'internal' } })
    expect(logged).toEqual(['a call failed'])
  })

  test('begins one practice for two who enter at once, and ends it with the last', async () => {
    const { call, enter, practices, worldOf } = await fixture()
    await Promise.all([enter(ANNA), enter(KENJI)])
    expect(practices).toHaveLength(1)
    await call(ANNA, 'practice.leave')
    expect([await worldOf(ANNA), await worldOf(KENJI), practices[0]?.stops]).toEqual(['live', 'practice', 0])
    await call(KENJI, 'practice.leave')
    expect([await worldOf(KENJI), practices[0]?.stops]).toEqual(['live', 1])
  })

  test('is entered once by who enters twice', async () => {
    const { call, enter, practices } = await fixture()
    await enter(ANNA)
    await enter(ANNA)
    expect(practices[0]?.welcomed).toEqual(['anna'])
    await call(ANNA, 'practice.leave')
    expect(practices[0]?.stops).toBe(1)
  })

  test('ends with the window of the last who was in it, and keeps the others', async () => {
    const { call, enter, practices, worlds } = await fixture()
    await enter(ANNA)
    worlds.endCaller('kenji')
    await call(KENJI, 'practice.leave')
    expect(practices[0]?.stops).toBe(0)
    worlds.endCaller('anna')
    await call(KENJI, 'practice.leave') // takes its turn after the window's
    expect(practices[0]?.stops).toBe(1)
  })

  test('leaves everybody where they are when it cannot begin', async () => {
    const { enter, worldOf } = await fixture(async () => {
      throw new MirrorError('disk-full')
    })
    expect(await enter(ANNA)).toMatchObject({ t: 'err', error: { code: 'disk-full' } })
    expect(await worldOf(ANNA)).toBe('live')
  })

  test('answers in both worlds, and where there is no live Node yet', async () => {
    const { call, enter, live } = await fixture()
    live.phase = 'empty'
    const outside = { inside: false, running: false, hasLiveNode: false, startedAtMs: null }
    expect(await call(ANNA, 'practice.status')).toMatchObject({ output: outside })
    await enter(ANNA)
    const running = { running: true, mirrorName: 'You', pin: '1234', neighbours: 6, startedAtMs: 7 }
    expect(await call(ANNA, 'practice.status')).toMatchObject({ output: { ...running, inside: true } })
    expect(await call(KENJI, 'practice.status')).toMatchObject({ output: { ...running, inside: false } })
  })

  test('tells what simulated Nodes report to who is among them, and to nobody else', async () => {
    const { call, enter } = await fixture()
    const refused = { t: 'err', error: { code: 'test-only' } }
    expect(await call(ANNA, 'practice.log')).toMatchObject(refused)
    await enter(ANNA)
    const told = { nodes: [], lines: [{ number: 5, fact: SEEN }] }
    expect(await call(ANNA, 'practice.log', { limit: 5 })).toMatchObject({ t: 'ok', output: told })
    expect(await call(KENJI, 'practice.log')).toMatchObject(refused)
    await call(ANNA, 'practice.leave')
    expect(await call(ANNA, 'practice.log')).toMatchObject(refused)
  })

  test('refuses a language nobody speaks', async () => {
    const { call } = await fixture()
    expect(await call(ANNA, 'practice.enter', { language: 'xx' })).toMatchObject({
      t: 'err',
      error: { code: 'invalid-input' },
    })
  })

  test('ends practice when the host does, and leads nobody who is in it to the live Node', async () => {
    const { call, enter, live, practices, worlds } = await fixture()
    await enter(ANNA)
    const stopped = worlds.stop()
    await Promise.resolve()
    expect(await call(ANNA, 'resources.record')).toMatchObject({ t: 'err' })
    await stopped
    expect([practices[0]?.stops, live.asked]).toEqual([1, []])
  })

  test('is left by a window that goes while it is on its way in', async () => {
    const { call, enter, practices, worlds } = await fixture()
    const entering = enter(ANNA)
    worlds.endCaller('anna')
    await entering
    await call(KENJI, 'practice.leave') // takes its turn after the window's
    expect(practices[0]?.stops).toBe(1)
  })

  test('harms nothing where it does not come to its end', async () => {
    const { call, enter, logged, practices, worldOf, worlds } = await fixture()
    await enter(ANNA)
    for (const practice of practices) {
      practice.ending = async () => {
        throw new Error('a folder that stays')
      }
    }
    worlds.endCaller('anna')
    await call(KENJI, 'practice.leave') // takes its turn after the window's
    expect(await worldOf(ANNA)).toBe('live')
    expect(logged).toEqual(['a practice did not come to its end'])
    await worlds.stop()
  })

  test('tells who goes out before it has come to its end: from then on calls are the live Node’s', async () => {
    const { call, enter, heardBy, practices, worldOf } = await fixture()
    await enter(ANNA)
    const { promise, resolve } = Promise.withResolvers<void>()
    for (const practice of practices) practice.ending = () => promise
    const heard = heardBy(ANNA)
    const left = call(ANNA, 'practice.leave')
    while ((await worldOf(ANNA)) !== 'live') await Promise.resolve()
    expect(heard).toContain('node.changed')
    resolve()
    await left
  })
})

describe('what a caller hears', () => {
  test('is of the world it is in', async () => {
    const { enter, heardBy, live, practices } = await fixture()
    await enter(ANNA)
    const [anna, kenji] = [heardBy(ANNA), heardBy(KENJI)]
    live.events.emit('alerts.changed')
    practices[0]?.events.emit('map.changed')
    expect({ anna, kenji }).toEqual({ anna: ['map.changed'], kenji: ['alerts.changed'] })
  })

  test('is everything anew on the way in and out, and for others only that practice began', async () => {
    const { call, enter, heardBy } = await fixture()
    const [anna, kenji] = [heardBy(ANNA), heardBy(KENJI)]
    await enter(ANNA)
    const all = ['setup.changed', 'node.changed', 'alerts.changed', 'practice.changed'] as const
    expect(anna).toEqual(expect.arrayContaining([...all]))
    expect(kenji).toEqual(['practice.changed'])
    anna.length = 0
    await call(ANNA, 'practice.leave')
    expect(anna).toEqual(expect.arrayContaining([...all]))
  })

  test('is nothing of an ended practice', async () => {
    const { call, enter, heardBy, practices } = await fixture()
    await enter(ANNA)
    await call(ANNA, 'practice.leave')
    const heard = heardBy(ANNA)
    practices[0]?.events.emit('map.changed')
    expect(heard).toEqual([])
  })

  test('stops when it no longer listens', async () => {
    const { live, worlds } = await fixture()
    const heard: string[] = []
    worlds.onEvent(ANNA, (name) => void heard.push(name))()
    live.events.emit('alerts.changed')
    expect(heard).toEqual([])
  })
})
