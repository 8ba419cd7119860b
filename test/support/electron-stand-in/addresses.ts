/**
 * Chromium alone knows no scheme of ours, so a page of `app://host/` lies at an
 * https address there that no network resolves; the main process never sees it.
 */
const NO_PLACE = '.stand-in.invalid'
const THERE = /https:\/\/([a-z0-9-]+)\.([a-z]+)\.stand-in\.invalid/gu

/** Schemes that were registered as standard and secure, as Electron needs before it is ready. */
export const ownSchemes = new Set<string>()

export function toChromium(url: string): string {
  const { protocol, hostname, pathname, search, hash } = new URL(url)
  const scheme = protocol.slice(0, -1)
  return ownSchemes.has(scheme) ? `https://${hostname}.${scheme}${NO_PLACE}${pathname}${search}${hash}` : url
}

/** Also inside a text, as in `blob:` addresses and origins. */
export const fromChromium = (url: string): string => url.replace(THERE, '$2://$1')
