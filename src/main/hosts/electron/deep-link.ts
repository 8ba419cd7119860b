/** The longest invitation taken from the system. Source: docs/protocol.md, "Limits" (3 KiB, here as base64url behind its prefix). */
export const LINK_MAX_CHARS = 4_114
/** The scheme that the system hands to us. */
export const LINK_SCHEME = 'mirrorwell'
const INVITATION = /^mirrorwell:\/\/join\/[A-Za-z0-9_-]+$/u

/** A link that the system was asked to open, where it has the form of an invitation. What it says has not been looked at. */
export function readLink(text: string): string | null {
  return text.length <= LINK_MAX_CHARS && INVITATION.test(text) ? text : null
}

/** The first such link among the arguments a process was started with. */
export function linkAmong(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const link = readLink(argument)
    if (link !== null) return link
  }
  return null
}

/** Where the page shows an invitation to a person, who then decides: the link is data in its address and does nothing. */
export function invitationUrl(pageUrl: string, link: string): string {
  return `${pageUrl}#/neighbours?${new URLSearchParams({ invite: link })}`
}
