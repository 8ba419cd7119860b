import { expect, onTestFinished, test } from 'vitest'
import { addressesIn, LOOK_EVERY_MS, MachineWatch, SLEPT_MS } from '../../../../src/main/app/machine-watch.ts'
import { TestClock } from '../../../support/clock.ts'
import { TestTimers } from '../../../support/test-timers.ts'

const at = (...addresses: readonly string[]) => ({
  lo: [{ address: '127.0.0.1', internal: true }],
  eth0: addresses.map((address) => ({ address, internal: false })),
})

async function watched() {
  const clocks = { timers: new TestClock(), day: new TestClock(), steady: new TestClock() }
  const machine = { interfaces: at('10.0.0.1'), wakes: 0 }
  const watch = new MachineWatch({
    timers: new TestTimers(clocks.timers),
    clock: clocks.day,
    steadyClock: clocks.steady,
    interfaces: () => machine.interfaces,
    wake: () => {
      machine.wakes += 1
    },
  })
  await watch.start()
  onTestFinished(() => watch.stop())
  const look = (passed: { readonly dayMs: number; readonly steadyMs: number }): void => {
    clocks.day.advance(passed.dayMs)
    clocks.steady.advance(passed.steadyMs)
    clocks.timers.advance(LOOK_EVERY_MS)
  }
  return { machine, watch, look }
}

const ON_TIME = { dayMs: LOOK_EVERY_MS, steadyMs: LOOK_EVERY_MS }
const SLEPT = LOOK_EVERY_MS + SLEPT_MS

test.for([
  ['wakes once for other addresses', at('10.0.0.2'), 1],
  ['lets the same addresses be', at('10.0.0.1'), 0],
  ['does not wake where no address is left: nobody could be asked', at(), 0],
] as const)('%s', async ([, next, wakes]) => {
  const { machine, watch, look } = await watched()
  machine.interfaces = next
  look(ON_TIME)
  look(ON_TIME)
  expect(machine.wakes).toBe(wakes)
  await watch.stop()
  machine.interfaces = at('10.9.9.9')
  look(ON_TIME)
  expect(machine.wakes).toBe(wakes)
})

test.for([
  ['the machine slept and only the time of day went on', { dayMs: SLEPT, steadyMs: LOOK_EVERY_MS }, 1],
  ['the process alone was stopped', { dayMs: SLEPT, steadyMs: SLEPT }, 1],
  ['it was stopped while somebody put the clock back', { dayMs: -60_000, steadyMs: SLEPT }, 1],
  ['a busy machine was a little late', { dayMs: SLEPT - 1, steadyMs: SLEPT - 1 }, 0],
  ['somebody put the clock back', { dayMs: -60_000, steadyMs: LOOK_EVERY_MS }, 0],
] as const)('wakes where it slept and not otherwise: %s', async ([, passed, wakes]) => {
  const { machine, look } = await watched()
  look(passed)
  look(ON_TIME)
  expect(machine.wakes).toBe(wakes)
})

test('comes back to the network it left', async () => {
  const { machine, look } = await watched()
  machine.interfaces = at()
  look(ON_TIME)
  machine.interfaces = at('10.0.0.1')
  look(ON_TIME)
  expect(machine.wakes).toBe(1)
})

test('addresses are the same in whatever order they are told', () => {
  expect(addressesIn(at('b', 'a'))).toBe(addressesIn(at('a', 'b')))
  expect(addressesIn(at('a'))).not.toBe(addressesIn(at()))
})
