import { appVersion } from './app-folder.ts'
import { runCommandLine } from './command-line.ts'
import { systemLanguage } from './system-language.ts'
import { flushOutput } from './terminal.ts'

const exitCode = await runCommandLine(process.argv.slice(2), {
  language: systemLanguage(),
  version: appVersion(),
  openSeat: async (request) => (await import('./node-seat.ts')).openNodeSeat(request),
})
await flushOutput()
// A stopped Node may leave a socket or a worker behind that would keep the process alive.
process.exit(exitCode)
