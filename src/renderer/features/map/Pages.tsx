import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'

interface PagesProps {
  /** Counted from 0. */
  readonly page: number
  readonly perPage: number
  /** Rows on all pages together. */
  readonly count: number
  readonly onTurn: (page: number) => void
}

/** Where one is in a long list, and the way to the next part of it. A list of one page needs none. */
export function Pages({ page, perPage, count, onTurn }: PagesProps) {
  const say = useSay()
  if (count <= perPage) return null
  const first = page * perPage + 1
  const last = Math.min(count, first + perPage - 1)
  return (
    <nav className="pages" aria-label={say('map.pages')}>
      <Action disabled={page === 0} onPress={() => onTurn(page - 1)}>
        {say('map.pageBefore')}
      </Action>
      <span className="meta" role="status">
        {say('map.pageAt', { first, last, count })}
      </span>
      <Action disabled={last === count} onPress={() => onTurn(page + 1)}>
        {say('map.pageNext')}
      </Action>
    </nav>
  )
}
