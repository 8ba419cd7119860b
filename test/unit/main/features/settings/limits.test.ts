import { beforeEach, describe, expect, test } from 'vitest'
import { limitsHandlers } from '../../../../../src/main/features/settings/limits-handlers.ts'
import {
  SettingsStore,
  settingsMigrations,
} from '../../../../../src/main/features/settings/settings-store.ts'
import { Limiter } from '../../../../../src/main/platform/limiter.ts'
import { limits as contract, type LimitView } from '../../../../../src/shared/contract/limits.ts'
import { LIMIT_NAMES, type LimitName, RATE_LIMITS } from '../../../../../src/shared/kernel/rate-limits.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const caller = { sessionId: 'test' }
const other = testNodeId(2)

let clock: TestClock
let store: SettingsStore
let limiter: Limiter
let handlers: ReturnType<typeof limitsHandlers>
let changes: number

beforeEach(() => {
  clock = new TestClock()
  changes = 0
  store = new SettingsStore({ database: memoryDatabase(settingsMigrations) })
  limiter = new Limiter({ clock, chosen: () => store.get().limits })
  handlers = limitsHandlers({
    ...{ store, limiter, clock },
    nameOf: () => 'Björk',
    changed: () => {
      changes += 1
    },
  })
})

async function limit(name: LimitName): Promise<LimitView | undefined> {
  const { limits } = contract.list.output.parse(await handlers.list({}, caller))
  return limits.find((one) => one.name === name)
}

describe('limits in view', () => {
  test('are all there, as they are before anybody chose', async () => {
    const { limits } = contract.list.output.parse(await handlers.list({}, caller))
    expect(limits.map(({ name, count }) => [name, count])).toEqual(
      LIMIT_NAMES.map((name) => [name, RATE_LIMITS[name].count]),
    )
  })

  test('tell who used what, and what was refused when', async () => {
    for (let n = 0; n < 8; n += 1) limiter.take(other, 'joins')
    const refusedAtMs = clock.nowMs()
    clock.advance(10_000)
    expect((await limit('joins'))?.uses).toEqual([
      { nodeId: other, name: 'Björk', used: 5, refused: 2, lastRefusedAtMs: refusedAtMs },
    ])
  })

  test('are set within their bounds, kept, and told of', async () => {
    expect(await handlers.set({ name: 'letters', count: 40 }, caller)).toEqual({ name: 'letters', count: 40 })
    expect(await limit('letters')).toMatchObject({ count: 40, atOnce: 600, defaultCount: 20 })
    expect(changes).toBe(1)
  })

  test.each(LIMIT_NAMES)('%s cannot be set outside of its bounds', async (name) => {
    const { least, most } = RATE_LIMITS[name]
    for (const count of [least - 1, most + 1]) {
      expect(await failureOf(async () => handlers.set({ name, count }, caller))).toMatchObject({
        code: 'limit-out-of-range',
        least,
        most,
      })
    }
    expect(changes).toBe(0)
  })
})
