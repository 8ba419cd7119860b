import type { ShownPoint } from '../../../shared/contract/map.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useNow } from '../../ui/use-now.ts'
import { fallOf } from './fall.ts'

/** What the ranges of a Node tell of the days to come, and how little that may be. */
export function FallWords({ points }: { readonly points: readonly ShownPoint[] }) {
  const say = useSay()
  const fall = fallOf(points, useNow())
  if (fall === null) return <p className="meta">{say('map.fallNone')}</p>
  const over = Math.round(fall.overDays)
  const from = Math.floor(fall.fromDays)
  return (
    <p className="meta">
      {fall.toDays === null
        ? say('map.fallOpen', { over, from })
        : say('map.fall', { over, from, to: Math.ceil(fall.toDays) })}
    </p>
  )
}
