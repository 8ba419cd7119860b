/**
 * How a page introduces itself on the loopback socket, before any Frame: it
 * says hello with its token, the host answers welcome, and Frames follow both
 * ways. Source: docs/security.md, "Loopback host".
 */
export interface Hello {
  readonly t: 'hello'
  readonly token: string
  /** The session of an earlier socket of this page, whose unlocked Mirror goes on; null for a new one. */
  readonly session: string | null
}

export interface Welcome {
  readonly t: 'welcome'
  /** Kept by the page for as long as its tab lives. Another one than was asked for means that the old one is gone. */
  readonly session: string
}

/** Close code of a refused token: coming again with the same one is of no use. Chosen here: 4000–4999 are an application's own (RFC 6455 §7.4.2). */
export const CLOSE_TOKEN_REFUSED = 4401
