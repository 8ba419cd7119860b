import { describe, expect, test } from 'vitest'
import {
  addressesIn,
  LOOK_AT_ADDRESSES_MS,
  NetworkWatch,
} from '../../../../../src/main/hosts/electron/network-watch.ts'
import { PageRevival, REVIVAL_REST_MS } from '../../../../../src/main/hosts/electron/page-revival.ts'
import { ACTING_MS, PersonAtWork } from '../../../../../src/main/hosts/electron/person-at-work.ts'
import { TestClock } from '../../../../support/clock.ts'
import { TestTimers } from '../../../../support/test-timers.ts'

const at = (...addresses: readonly string[]) => ({
  lo: [{ address: '127.0.0.1', internal: true }],
  eth0: addresses.map((address) => ({ address, internal: false })),
})

describe('the machine’s networks', () => {
  test.for([
    ['another address', at('10.0.0.2'), 1],
    ['the same ones', at('10.0.0.1'), 0],
    ['none at all', at(), 0],
  ] as const)('%s', async ([, next, times]) => {
    const clock = new TestClock()
    let now: ReturnType<typeof at> = at('10.0.0.1')
    let told = 0
    const watch = new NetworkWatch({
      timers: new TestTimers(clock),
      interfaces: () => now,
      onChange: () => {
        told += 1
      },
    })
    await watch.start()
    now = next
    clock.advance(LOOK_AT_ADDRESSES_MS)
    clock.advance(LOOK_AT_ADDRESSES_MS)
    expect(told).toBe(times)
    await watch.stop()
    now = at('10.9.9.9')
    clock.advance(LOOK_AT_ADDRESSES_MS)
    expect(told).toBe(times)
  })

  test('are told apart by addresses, whatever their order', () => {
    expect(addressesIn(at('b', 'a'))).toBe(addressesIn(at('a', 'b')))
    expect(addressesIn(at('a'))).not.toBe(addressesIn(at()))
  })
})

describe('a page that is gone', () => {
  test('is loaded anew once, and told of when it fails again at once', () => {
    const revival = new PageRevival()
    expect(revival.judge('crashed', 0)).toBe('reload')
    expect(revival.judge('oom', REVIVAL_REST_MS - 1)).toBe('tell')
    expect(revival.judge('crashed', 3 * REVIVAL_REST_MS)).toBe('reload')
  })

  test('is let go when it ended well', () => {
    expect(new PageRevival().judge('clean-exit', 0)).toBe('none')
  })
})

describe('a person at work', () => {
  function seen(type: string) {
    const clock = new TestClock()
    const person = new PersonAtWork(clock)
    person.follow({
      on: (_name: string, listen: (event: object, input: object) => void) => listen({}, { type }),
    } as never)
    return { clock, person }
  }

  test.for(['mouseDown', 'rawKeyDown', 'touchStart'])('acts by %s, for a moment', (type) => {
    const { clock, person } = seen(type)
    expect(person.isActing()).toBe(true)
    clock.advance(ACTING_MS)
    expect(person.isActing()).toBe(false)
  })

  test('may act unseen where a screen reader presses for them', () => {
    expect(new PersonAtWork(new TestClock(), () => true).isActing()).toBe(true)
  })

  test('does not act by moving the mouse', () => {
    expect(seen('mouseMove').person.isActing()).toBe(false)
  })
})
