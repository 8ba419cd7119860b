import type { Bench } from './bench.ts'
import { catchUpBench } from './catch-up/catch-up-bench.ts'
import { deltaSyncBench } from './delta-sync/delta-sync-bench.ts'
import { uiBench } from './ui/ui-bench.ts'

/** Every bench there is, in the order of `bench all`. Another one is a file with a `Bench` in it, and its line here. */
export const BENCHES: readonly Bench[] = [uiBench, deltaSyncBench, catchUpBench]
