import { useEffect, useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { SeedList } from './SeedList.tsx'

/** What the Node finds, in every bed and in the reasons of refusals. */
export function FoundSeeds({ query }: { readonly query: string }) {
  const say = useSay()
  const { seeds } = useStores()
  const [search] = useState(() => seeds.search(query))
  useEffect(() => void search.lookFor(query), [search, query])
  return (
    <Answered of={search} step={say('seedbed.searching')}>
      {(found) => (
        <>
          <p className="meta" role="status">
            {say('seedbed.found', { count: found.length })}
          </p>
          <SeedList seeds={found} level={2} />
        </>
      )}
    </Answered>
  )
}
