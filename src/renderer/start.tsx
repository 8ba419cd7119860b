import './app/shell.css'
import './app/rail.css'
import './app/banners.css'
import './parts/callouts.css'
import './parts/cards.css'
import './parts/facts.css'
import './parts/kinds.css'
import './parts/rows.css'
import './parts/tables.css'
import './app/print.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { connect } from './bridge/connect.ts'
import { pageClock } from './platform/page-clock.ts'
import { createStores } from './stores/stores.tsx'

/** Puts the page on the screen and begins to look for the Node. */
export function start(): void {
  const root = document.getElementById('root')
  if (root === null) return
  const stores = createStores(connect(), {
    storage: window.localStorage,
    preferredLanguages: window.navigator.languages,
    clock: pageClock,
    startAnew,
  })
  createRoot(root).render(<App stores={stores} />)
}

function startAnew(): void {
  window.location.hash = '/'
  window.location.reload()
}
