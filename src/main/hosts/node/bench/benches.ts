import type { Bench } from './bench.ts'
import { catchUpBench } from './catch-up/catch-up-bench.ts'
import { deltaSyncBench } from './delta-sync/delta-sync-bench.ts'
import { alertFanoutBench } from './links/alert-fanout-bench.ts'
import { alertUnderBulkBench } from './links/alert-under-bulk-bench.ts'
import { gossipBench } from './links/gossip-bench.ts'
import { rpcBench } from './links/rpc-bench.ts'
import { sessionBench } from './session/session-bench.ts'
import { uiBench } from './ui/ui-bench.ts'

/** Every bench there is, in the order of `bench all`. Another one is a file with a `Bench` in it, and its line here. */
export const BENCHES: readonly Bench[] = [
  alertUnderBulkBench,
  alertFanoutBench,
  gossipBench,
  deltaSyncBench,
  catchUpBench,
  sessionBench,
  rpcBench,
  uiBench,
]
