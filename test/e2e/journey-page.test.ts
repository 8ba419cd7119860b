import { loopback } from '../support/e2e-hosts.ts'
import { walkThrough } from '../support/e2e-walk-list.ts'

walkThrough(loopback, 'ja')
