import { registerHooks } from 'node:module'
import { app } from './app.ts'
import { answerTests } from './control.ts'
import { pages } from './pages.ts'

/** Every import of `electron` in the process that loads this first gets the stand-in instead. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})

process.stderr.write('Electron stand-in (simulated): no Electron runs here\n')
answerTests()
app.start()
void app.whenReady().then(() => process.send?.({ ready: pages.endpoint }))
