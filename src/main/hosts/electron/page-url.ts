/** The scheme and host the page is served on. A scheme of our own has an origin of its own, which file: has not. */
export const PAGE_SCHEME = 'app'
export const PAGE_HOST = 'mirrorwell'
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/`

/** Whether a URL is on the page's own origin, whatever its path and fragment. */
export function isPageUrl(url: string, pageUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const [asked, own] = [new URL(url), new URL(pageUrl)]
  return asked.protocol === own.protocol && asked.host === own.host
}
