// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LongList } from '../../src/renderer/ui/LongList.tsx'

/** Stands for the browser's: says what a test tells it to. */
class Watcher {
  static readonly all: Watcher[] = []
  readonly targets = new Set<Element>()
  readonly #tell: IntersectionObserverCallback

  constructor(tell: IntersectionObserverCallback) {
    this.#tell = tell
    Watcher.all.push(this)
  }

  observe(target: Element): void {
    this.targets.add(target)
  }

  unobserve(target: Element): void {
    this.targets.delete(target)
  }

  see(target: Element | undefined, isIntersecting: boolean, height: number): void {
    const entry = { target, isIntersecting, boundingClientRect: { height } } as IntersectionObserverEntry
    act(() => this.#tell([entry], this as unknown as IntersectionObserver))
  }
}

afterEach(cleanup)

beforeEach(() => {
  Watcher.all.length = 0
  vi.stubGlobal('IntersectionObserver', Watcher)
})

const listOf = (count: number, current = -1) => (
  <LongList
    className="rows"
    items={Array.from({ length: count }, (_, index) => `item ${index + 1}`)}
    current={current}
    keyOf={(item) => item}
    render={(item) => <p>{item}</p>}
  />
)
const drawn = (): string[] => screen.queryAllByRole('listitem').map(({ textContent }) => textContent ?? '')
const five = (from: number): string[] => Array.from({ length: 5 }, (_, index) => `item ${from + index}`)

test('a short list is a plain list, with everything in it', () => {
  render(listOf(50))
  expect(screen.getByRole('list').tagName).toBe('UL')
  expect(drawn()).toHaveLength(50)
  expect(Watcher.all).toEqual([])
})

test('of a long list only what is near the screen is drawn, and each item knows its place in the whole', () => {
  render(listOf(1_000))
  expect(drawn()).toEqual([])
  expect(Watcher.all).toHaveLength(1)
  const [watcher] = Watcher.all
  const parts = [...(watcher?.targets ?? [])]
  expect(parts).toHaveLength(200)
  watcher?.see(parts[1], true, 600)
  expect(drawn()).toEqual(five(6))
  const [first] = screen.getAllByRole('listitem')
  expect(first?.getAttribute('aria-setsize')).toBe('1000')
  expect(first?.getAttribute('aria-posinset')).toBe('6')
})

test('what has left the screen keeps the height it had', () => {
  render(listOf(100))
  const [watcher] = Watcher.all
  const [part] = watcher?.targets ?? []
  watcher?.see(part, true, 0)
  watcher?.see(part, false, 432)
  expect(drawn()).toEqual([])
  expect((part as HTMLElement).style.blockSize).toBe('432px')
})

test('the item that is being worked on stays, wherever the page is scrolled to', () => {
  const { rerender } = render(listOf(100, 42))
  expect(drawn()).toEqual(five(41))
  rerender(listOf(100, 45))
  expect(drawn()).toEqual(five(46))
})

test('what is gone is no longer watched', () => {
  const { rerender } = render(listOf(100))
  const [watcher] = Watcher.all
  rerender(listOf(60))
  expect(watcher?.targets.size).toBe(12)
  rerender(listOf(3))
  expect(watcher?.targets.size).toBe(0)
})
