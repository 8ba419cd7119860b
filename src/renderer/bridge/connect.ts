import type { FrameChannel } from '../../shared/bridge/channel.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { pageClock } from '../platform/page-clock.ts'
import { createLastingBridge, type LastingBridge } from './lasting-bridge.ts'
import { type Credentials, openSocketChannel } from './socket-channel.ts'

declare global {
  interface Window {
    readonly mirrorwell?: FrameChannel
  }
}

const TOKEN_KEY = 'mirrorwell.token'
const SESSION_KEY = 'mirrorwell.session'
const TOKEN_HASH = /^#token=([\w-]+)$/u

/** The one place in the page that knows there are two hosts. Call before routing starts: the token is in the address until then. */
export function connect(): LastingBridge {
  const channel = window.mirrorwell
  if (channel !== undefined) return createLastingBridge(async () => channel, pageClock)
  takeTokenFromAddress()
  // The printed link opened again in this tab changes the fragment only: the page must begin anew with the new token.
  window.addEventListener('hashchange', () => {
    if (takeTokenFromAddress()) window.location.reload()
  })
  return createLastingBridge(openSocket, pageClock)
}

async function openSocket(): Promise<FrameChannel> {
  const token = sessionStorage.getItem(TOKEN_KEY)
  if (token === null) throw new MirrorError('unauthorised')
  const url = new URL('/bridge', window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.hash = ''
  return openSocketChannel(url, credentials(token))
}

const credentials = (token: string): Credentials => ({
  token,
  session: () => sessionStorage.getItem(SESSION_KEY),
  keepSession: (session) => sessionStorage.setItem(SESSION_KEY, session),
})

/** Moves the token out of the address, where it would be copied along. @returns whether there was one */
function takeTokenFromAddress(): boolean {
  const token = TOKEN_HASH.exec(window.location.hash)?.[1]
  if (token === undefined) return false
  sessionStorage.setItem(TOKEN_KEY, token)
  window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}#/`)
  return true
}
