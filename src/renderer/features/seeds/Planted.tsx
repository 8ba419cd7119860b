import { Words } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'

interface PlantedProps {
  readonly page: { readonly originName: string; readonly plantedBy: string; readonly plantedAtMs: number }
}

/** Where a page of the handbook comes from, and who planted it when. */
export function Planted({ page }: PlantedProps) {
  return (
    <p className="meta">
      <Words
        id="handbook.planted"
        values={{
          node: <Peer>{page.originName}</Peer>,
          by: <Peer>{page.plantedBy}</Peer>,
          when: <Time atMs={page.plantedAtMs} />,
        }}
      />
    </p>
  )
}
