import { describe, expect, test } from 'vitest'
import { equalBytes, fromHex, plainBytes, toHex } from '../../../../src/main/platform/bytes.ts'
import { AdjustableClock, systemClock } from '../../../../src/main/platform/clock.ts'
import { systemRandom } from '../../../../src/main/platform/random.ts'
import { Signal } from '../../../../src/main/platform/signal.ts'
import { SeededRandom } from '../../../support/random.ts'

describe('an adjustable clock', () => {
  test('shows its base, moved by what it was told', () => {
    let baseMs = 1_000
    const clock = new AdjustableClock({ nowMs: () => baseMs }, 50)
    expect(clock.nowMs()).toBe(1_050)
    clock.advance(500)
    baseMs += 7
    expect([clock.nowMs(), clock.advancedMs]).toEqual([1_557, 550])
  })

  test('tells whoever listens, until they no longer do', () => {
    const clock = new AdjustableClock(systemClock)
    const seen: number[] = []
    const stop = clock.onAdvance(() => void seen.push(clock.advancedMs))
    clock.advance(1)
    clock.advance(1)
    stop()
    clock.advance(1)
    expect(seen).toEqual([1, 2])
  })
})

describe('a signal', () => {
  test('reaches everybody, also after one who fails', () => {
    const failures: unknown[] = []
    const signal = new Signal<number>((thrown) => failures.push(thrown))
    const heard: number[] = []
    const mistake = new Error('a mistake')
    signal.listen(() => {
      throw mistake
    })
    signal.listen((value) => void heard.push(value))
    signal.emit(1)
    expect([heard, failures]).toEqual([[1], [mistake]])
  })

  test('one who stops listening while it is told is not told twice', () => {
    const signal = new Signal<number>()
    const heard: string[] = []
    const stopSecond = (): void => second()
    signal.listen(stopSecond)
    const second = signal.listen(() => void heard.push('second'))
    signal.emit(1)
    signal.emit(2)
    expect(heard).toEqual(['second'])
  })

  test("a listener's mistake belongs to the process", async () => {
    const thrown = new Promise((resolve) => {
      const others = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      process.once('uncaughtException', (error) => {
        for (const other of others) process.on('uncaughtException', other)
        resolve(error)
      })
    })
    const mistake = new Error('a mistake')
    const signal = new Signal<number>()
    signal.listen(() => {
      throw mistake
    })
    signal.emit(1)
    expect(await thrown).toBe(mistake)
  })
})

describe('chance', () => {
  test('gives as many bytes as asked for, and whole numbers below the bound', () => {
    expect(systemRandom.bytes(33).length).toBe(33)
    const drawn = Array.from({ length: 500 }, () => systemRandom.int(3))
    expect([...new Set(drawn)].sort()).toEqual([0, 1, 2])
    expect([systemRandom.int(0), systemRandom.int(1)]).toEqual([0, 0])
    expect(systemRandom.uuid()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u,
    )
  })

  test('that is seeded repeats itself', () => {
    expect(new SeededRandom(3).bytes(40)).toEqual(new SeededRandom(3).bytes(40))
    expect(new SeededRandom(3).bytes(40)).not.toEqual(new SeededRandom(4).bytes(40))
  })
})

describe('bytes', () => {
  test('as hex and back', () => {
    const bytes = Uint8Array.of(0, 1, 254, 255)
    expect(toHex(bytes)).toBe('0001feff')
    expect(fromHex('0001feff')).toEqual(bytes)
  })

  test('a part of a buffer stays that part', () => {
    const part = Buffer.from([9, 1, 2, 3, 9]).subarray(1, 4)
    expect(plainBytes(part)).toEqual(Uint8Array.of(1, 2, 3))
    expect(plainBytes(part).constructor).toBe(Uint8Array)
    expect(toHex(part)).toBe('010203')
  })

  test('are equal by content alone', () => {
    expect(equalBytes(Buffer.from([1, 2]), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false)
    expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true)
  })
})
