import { describe, expect, test } from 'vitest'
import { PageRevival, REVIVAL_REST_MS } from '../../../../../src/main/hosts/electron/page-revival.ts'
import { ACTING_MS, PersonAtWork } from '../../../../../src/main/hosts/electron/person-at-work.ts'
import { TestClock } from '../../../../support/clock.ts'

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
