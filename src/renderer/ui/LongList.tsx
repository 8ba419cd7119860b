import { type ReactNode, startTransition, useCallback, useEffect, useRef, useState } from 'react'

/** Longest list that stands in the page as a whole. Chosen here: a few screens, drawn within a frame or two. */
const WHOLE_MAX = 50
/** Items that come and go together. Chosen here: few enough that drawing a part does not cost a frame. */
const PART_ITEMS = 5
/** Height of an item nobody has seen yet. Chosen here: three lines of text and the space around them. */
const ITEM_GUESS_PX = 120
/** How far beyond the screen parts are drawn. Chosen here: one screen ahead of whoever scrolls. */
const AHEAD = '100% 0px'

interface LongListProps<Item> {
  readonly className: string
  readonly items: readonly Item[]
  /** Which one is being worked on: it stays in the page wherever that is scrolled to. -1: none. */
  readonly current?: number
  readonly keyOf: (item: Item) => string
  readonly render: (item: Item) => ReactNode
}

/**
 * A list of any length. A short one is a plain list. Of a long one only what is
 * near the screen is drawn; the rest keeps its place by its height, and a screen
 * reader hears how long the whole is and where in it each item stands.
 */
export function LongList<Item>({ className, items, current = -1, keyOf, render }: LongListProps<Item>) {
  const watch = useWatch()
  if (items.length <= WHOLE_MAX) {
    return (
      <ul className={className}>
        {items.map((item) => (
          <li key={keyOf(item)}>{render(item)}</li>
        ))}
      </ul>
    )
  }
  const parts = Array.from({ length: Math.ceil(items.length / PART_ITEMS) }, (_, part) => part * PART_ITEMS)
  return (
    // biome-ignore lint/a11y/useSemanticElements: parts stand between the list and its items, which `ul` does not allow.
    <div className={className} role="list">
      {parts.map((from) => (
        <Part
          key={from}
          count={Math.min(PART_ITEMS, items.length - from)}
          watch={watch}
          isHeld={current >= from && current < from + PART_ITEMS}
        >
          {() =>
            items.slice(from, from + PART_ITEMS).map((item, index) => (
              // biome-ignore lint/a11y/useSemanticElements: as above.
              <div
                key={keyOf(item)}
                role="listitem"
                aria-setsize={items.length}
                aria-posinset={from + index + 1}
              >
                {render(item)}
              </div>
            ))
          }
        </Part>
      ))}
    </div>
  )
}

/** What happens in one part moves nothing within another. */
const DRAWN = { contain: 'layout style' } as const

interface PartProps {
  readonly count: number
  readonly isHeld: boolean
  readonly watch: Watch
  readonly children: () => ReactNode
}

/** A few items that are drawn while they are near the screen; otherwise a gap as high as they were. */
function Part({ count, isHeld, watch, children }: PartProps) {
  const element = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(false)
  const heightPx = useRef(count * ITEM_GUESS_PX)
  useEffect(() => {
    const { current } = element
    if (current === null) return
    return watch(current, (entry) => {
      const { height } = entry.boundingClientRect
      if (!entry.isIntersecting && height > 0) heightPx.current = height
      startTransition(() => setIsNear(entry.isIntersecting)) // scrolling comes first, the rows ahead of it after
    })
  }, [watch])
  const isDrawn = isNear || isHeld
  return (
    <div
      role="presentation"
      ref={element}
      style={isDrawn ? DRAWN : { contain: 'strict', blockSize: heightPx.current }}
    >
      {isDrawn && children()}
    </div>
  )
}

type OnSeen = (entry: IntersectionObserverEntry) => void
/** Follow whether an element is near the screen. @returns what ends that */
type Watch = (element: Element, onSeen: OnSeen) => () => void

/** One observer for all parts: thousands of observers would each be asked in every frame. */
function useWatch(): Watch {
  const [followed] = useState(() => new Map<Element, OnSeen>())
  const observer = useRef<IntersectionObserver | null>(null)
  return useCallback(
    (element, onSeen) => {
      observer.current ??= new IntersectionObserver(
        (entries) => {
          for (const entry of entries) followed.get(entry.target)?.(entry)
        },
        { rootMargin: AHEAD },
      )
      followed.set(element, onSeen)
      observer.current.observe(element)
      return () => {
        observer.current?.unobserve(element)
        followed.delete(element)
      }
    },
    [followed],
  )
}
