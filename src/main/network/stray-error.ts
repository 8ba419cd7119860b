/** What the network libraries call their own failures. Source: @libp2p/interface 3.3, errors. */
const LIBRARY_NAMES: ReadonlySet<string> = new Set([
  'StreamStateError',
  'StreamResetError',
  'StreamAbortedError',
  'StreamBufferError',
  'StreamClosedError',
  'ConnectionClosedError',
  'ConnectionFailedError',
  'MuxerClosedError',
  'InvalidFrameError',
  'UnexpectedEOFError',
  'ReceiveWindowExceededError',
])
/** What the operating system calls a connection that went away. Source: POSIX.1-2017, errno.h. */
const SOCKET_CODES: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
const LIBRARY_FRAME = /[\\/]node_modules[\\/](?:libp2p|@libp2p|@chainsafe|multicast-dns)[\\/]/u

/**
 * Whether an error that nobody caught comes out of the network libraries. A peer
 * can provoke such errors (js-libp2p issues 3415, 3512), so a host that meets one
 * writes it down, wakes the neighbourhood and goes on; any other is its end.
 */
export function isStrayNetworkError(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  if (LIBRARY_NAMES.has(thrown.name)) return true
  if ('code' in thrown && SOCKET_CODES.has(String(thrown.code))) return true
  const thrower = thrown.stack?.split('\n').find((line) => line.trimStart().startsWith('at '))
  return thrower !== undefined && LIBRARY_FRAME.test(thrower)
}
