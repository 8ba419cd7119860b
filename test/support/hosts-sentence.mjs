/** The three hosts of the same page, each by how the names of its tests begin. */
export const HOST_NAMES = {
  page: 'the loopback page in Chromium',
  standIn: 'the desktop on Electron stand-in (simulated)',
  electron: 'the desktop on Electron',
}

/** The longest first, since one name begins another. */
const hosts = Object.keys(HOST_NAMES).sort((one, other) => HOST_NAMES[other].length - HOST_NAMES[one].length)

/** Which hosts tests of these names ran on. */
export function hostsIn(names) {
  const ran = new Set(names.map((name) => hosts.find((host) => name.startsWith(`${HOST_NAMES[host]} `))))
  return Object.keys(HOST_NAMES).filter((host) => ran.has(host))
}

/** Which of the hosts ran, and which did not: no report leaves it open. */
export function hostsSentence(ran) {
  const told = (some) => some.map((host) => HOST_NAMES[host]).join('; ') || 'none'
  const left = Object.keys(HOST_NAMES).filter((host) => !ran.includes(host))
  return `Hosts that ran: ${told(ran)}. Not run: ${told(left)}.`
}
