import { FileTrigger } from 'react-aria-components/FileTrigger'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Fold } from '../../ui/Fold.tsx'
import type { TilesStanding } from './use-own-tiles.ts'

interface TilesPickerProps {
  readonly standing: TilesStanding
  readonly onFile: (file: File) => void
  readonly onTakeAway: () => void
}

/** A map of one's own beneath the Nodes, from a file on this machine. */
export function TilesPicker({ standing, onFile, onTakeAway }: TilesPickerProps) {
  const say = useSay()
  const { drawn, trouble } = standing
  const name = isolate(drawn?.name ?? '')
  function take(file: File | undefined): void {
    if (file !== undefined) onFile(file)
  }
  return (
    <Fold title={say('map.tiles')} level={2}>
      <p className="meta">{say('map.tilesDetail')}</p>
      <div className="actions">
        <FileTrigger acceptedFileTypes={['.pmtiles']} onSelect={(files) => take(files?.[0])}>
          <Action>{say('map.tilesChoose')}</Action>
        </FileTrigger>
        {drawn !== null && (
          <Action kind="quiet" onPress={onTakeAway}>
            {say('map.tilesTakeAway', { name })}
          </Action>
        )}
      </div>
      <p className="meta" role="status">
        {trouble === 'broken' && say('map.tilesBroken')}
        {trouble === 'none' && say('map.tilesNone')}
        {trouble === 'lost' && drawn !== null && say('map.tilesLost', { name })}{' '}
        {drawn !== null && trouble !== 'lost' && say('map.tilesShown', { name })}
      </p>
    </Fold>
  )
}
