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
    /** Where spaces are kept, the one at the end of a line hangs over its edge. Source: CSS Text 3, §4.1.3. */
    const HANGING_SPACE_PX = 8
    /** Whatever is smaller than this is there for screen readers. */
    const UNSEEN_PX = 2
    /** So many lines with fewer letters than so many each are not read but spelled. */
    const SQUEEZED_LINES = 2
    const SQUEEZED_CHARS = 2.5
    const RAW = /^[a-z]+(?:\.[a-zA-Z-]+)+$/u
    const UNFILLED = /\{[a-zA-Z]+[,}]|\bundefined\b|\bNaN\b|\[object |Invalid Date/u
    const faults = new Set<string>()
    const tell = (what: string, text: string): void => void faults.add(`${what}: ${text.trim().slice(0, 60)}`)

    function ancestors(element: Element): Element[] {
      const parent = element.parentElement
      return parent === null ? [element] : [element, ...ancestors(parent)]
    }
    function isCutAway(element: Element): boolean {
      const { width, height } = element.getBoundingClientRect()
      const { overflowX, clipPath, position } = getComputedStyle(element)
      const isTiny = overflowX !== 'visible' && (width < UNSEEN_PX || height < UNSEEN_PX)
      return isTiny || (clipPath !== 'none' && position === 'absolute')
    }
    const cutAway = new Map<Element, boolean>()
    function isWithinCutAway(element: Element): boolean {
      const parent = element.parentElement
      const known = cutAway.get(element)
      const is = known ?? (isCutAway(element) || (parent !== null && isWithinCutAway(parent)))
      cutAway.set(element, is)
      return is
    }
    const isUnseen = (element: Element): boolean =>
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      isWithinCutAway(element)
    const isScroller = (element: Element): boolean =>
      element !== document.documentElement && /auto|scroll/u.test(getComputedStyle(element).overflowX)
    const isBlock = (element: Element): boolean =>
      !/^(?:inline|contents)$/u.test(getComputedStyle(element).display)
    const isWithin = (box: DOMRect, left: number, right: number): boolean =>
      box.left >= left - SLACK_PX && box.right <= right + SLACK_PX
    const hides = (overflow: string, excessPx: number): boolean =>
      /hidden|clip/u.test(overflow) && excessPx > SLACK_PX

    function lookAtWords(text: string, where: string): void {
      if (RAW.test(text.trim())) tell(`a raw ${where}`, text)
      if (UNFILLED.test(text)) tell(`an unfilled ${where}`, text)
    }
    function linesOf(node: Text): DOMRect[] {
      const range = document.createRange()
      range.selectNodeContents(node)
      return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
    }
    const isSqueezed = (text: string, lines: number): boolean =>
      lines > SQUEEZED_LINES && text.trim().length < lines * SQUEEZED_CHARS

    const isOutside = (parent: Element, lines: readonly DOMRect[]): boolean =>
      lines.some((line) => !isWithin(line, 0, innerWidth)) && !ancestors(parent).some(isScroller)
    function runsOut(parent: Element, lines: readonly DOMRect[]): boolean {
      const { left, right } = ancestors(parent).find(isBlock)?.getBoundingClientRect() ?? new DOMRect()
      const hangingPx = getComputedStyle(parent).whiteSpace === 'pre-wrap' ? HANGING_SPACE_PX : 0
      return lines.some((line) => !isWithin(line, left, right + hangingPx))
    }
    function lookAtText(node: Text, parent: Element): void {
      if (parent.closest('bdi, code, textarea') === null) lookAtWords(node.data, 'message')
      const lines = linesOf(node)
      if (isSqueezed(node.data, lines.length)) tell('squeezed to a column of letters', node.data)
      if (isOutside(parent, lines)) tell('outside the window', node.data)
      if (runsOut(parent, lines)) tell('runs out of its box', node.data)
    }
    function lookAtBox(element: Element): void {
      const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element)
      const text = element.textContent ?? ''
      if (hides(overflowX, element.scrollWidth - element.clientWidth)) tell('cut at the side', text)
      const isCutWithDots = webkitLineClamp !== 'none'
      if (!isCutWithDots && hides(overflowY, element.scrollHeight - element.clientHeight))
        tell('cut below', text)
      for (const name of ['aria-label', 'title', 'placeholder'])
        lookAtWords(element.getAttribute(name) ?? '', name)
    }
    function lookAt(node: Node): void {
      const element = node instanceof Element ? node : node.parentElement
      const isEmpty = (node.textContent ?? '').trim() === ''
      if (element === null || isEmpty || element.closest('script, svg') !== null || isUnseen(element)) return
      if (node instanceof Text) lookAtText(node, element)
      else lookAtBox(element)
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) lookAt(node)
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) faults.add(`scrolls sideways by ${scrollWidth - clientWidth} px`)
    return [...faults]
  })
}
