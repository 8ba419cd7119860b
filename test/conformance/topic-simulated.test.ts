import { SimulatedNetwork } from '../../src/main/network/simulated-network.ts'
import { SimulatedTransport } from '../../src/main/network/simulated-transport.ts'
import { systemClock } from '../../src/main/platform/clock.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { testNodeId } from '../support/node-ids.ts'
import { topicSuite } from './topic-suite.ts'

const network = new SimulatedNetwork(
  { clock: systemClock, timers: new ClockTimers(systemClock), random: systemRandom },
  { delayMs: { min: 0, max: 3 } },
)
let made = 0

topicSuite({
  name: 'modelled on a simulated network',
  create: async () => new SimulatedTransport(network, testNodeId(made++)),
})
