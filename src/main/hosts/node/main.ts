import { appVersion } from './app-folder.ts'
import { runCommandLine } from './command-line.ts'
import { systemLanguage } from './system-language.ts'
import { flushOutput } from './terminal.ts'

// Whoever read our output has gone, as `head` does: then nothing is left to say.
process.stdout.on('error', () => process.exit(process.exitCode ?? 0))

process.exitCode = await runCommandLine(process.argv.slice(2), {
  language: systemLanguage(),
  version: appVersion(),
  openSeat: async (request) => (await import('./node-seat.ts')).openNodeSeat(request),
})
await flushOutput()
// A stopped Node may leave a socket or a worker behind that would keep the process alive.
process.exit(process.exitCode)
