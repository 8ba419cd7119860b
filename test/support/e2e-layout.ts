import type { Page } from 'playwright'

/**
 * What is wrong with how the page lies on the screen just now: text cut off or
 * outside, text that runs out of its box, a page that scrolls sideways, names
 * of messages where their words should be.
 */
export function findLayoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Rounding of fractions of a pixel, and the slant of italics. */
    const SLACK_PX = 2
    /** Whatever is smaller than this is there for screen readers. */
    const UNSEEN_PX = 2
    const RAW = /^[a-z]+(\.[a-zA-Z-]+)+$/u
    const UNFILLED = /\{[a-zA-Z]+[,}]|\bundefined\b|\bNaN\b|\[object |Invalid Date/u
    const faults = new Set<string>()

    const tell = (what: string, text: string): void => void faults.add(`${what}: ${text.trim().slice(0, 60)}`)
    function ancestors(element: Element): Element[] {
      const parent = element.parentElement
      return parent === null ? [element] : [element, ...ancestors(parent)]
    }
    const isUnseen = (element: Element): boolean => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true
      return ancestors(element).some((one) => {
        const { width, height } = one.getBoundingClientRect()
        const style = getComputedStyle(one)
        const isClipped = style.overflowX !== 'visible' && (width < UNSEEN_PX || height < UNSEEN_PX)
        return isClipped || (style.clipPath !== 'none' && style.position === 'absolute')
      })
    }
    const scrolls = (element: Element): boolean => /auto|scroll/u.test(getComputedStyle(element).overflowX)
    const isBlock = (element: Element): boolean =>
      !/^(?:inline|contents)$/u.test(getComputedStyle(element).display)

    function lookAtText(node: Text, parent: Element): void {
      const text = node.data
      if (parent.closest('bdi, code, textarea') === null) {
        if (RAW.test(text.trim())) tell('a raw message', text)
        if (UNFILLED.test(text)) tell('an unfilled message', text)
      }
      const range = document.createRange()
      range.selectNodeContents(node)
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
      const above = ancestors(parent)
      const hasScroller = above.some((one) => one !== document.documentElement && scrolls(one))
      const block = above.find(isBlock)?.getBoundingClientRect()
      for (const box of boxes) {
        const isOutside = box.right > innerWidth + SLACK_PX || box.left < -SLACK_PX
        if (isOutside && !hasScroller) tell('outside the window', text)
        if (block && (box.right > block.right + SLACK_PX || box.left < block.left - SLACK_PX))
          tell('runs out of its box', text)
      }
    }
    function lookAtBox(element: Element): void {
      const style = getComputedStyle(element)
      const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
      const text = element.textContent ?? ''
      if (text.trim() === '') return
      if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + SLACK_PX)
        tell('cut at the side', text)
      if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + SLACK_PX)
        tell('cut below', text)
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement
      if (element === null || element.closest('script, svg, option') !== null || isUnseen(element)) continue
      if (node instanceof Text) {
        if (node.data.trim() !== '') lookAtText(node, element)
        continue
      }
      lookAtBox(element)
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const value = element.getAttribute(name) ?? ''
        if (RAW.test(value) || UNFILLED.test(value)) tell(`a raw ${name}`, value)
      }
    }
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth)
      faults.add(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px`)
    return [...faults]
  })
}
