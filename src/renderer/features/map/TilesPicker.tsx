import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Fold } from '../../ui/Fold.tsx'

interface TilesPickerProps {
  /** Resolves once the file's tiles are part of the map. */
  readonly onFile: (file: File) => Promise<void>
}

type Standing = { readonly of: 'nothing' | 'broken' } | { readonly of: 'shown'; readonly name: string }

/** A map of one's own beneath the Nodes, from a file on this machine. */
export function TilesPicker({ onFile }: TilesPickerProps) {
  const say = useSay()
  const [standing, setStanding] = useState<Standing>({ of: 'nothing' })
  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return
    try {
      await onFile(file)
      setStanding({ of: 'shown', name: file.name })
    } catch {
      setStanding({ of: 'broken' })
    }
  }
  return (
    <Fold title={say('map.tiles')}>
      <p className="meta">{say('map.tilesDetail')}</p>
      <FileTrigger acceptedFileTypes={['.pmtiles']} onSelect={(files) => void take(files?.[0])}>
        <Action>{say('map.tilesChoose')}</Action>
      </FileTrigger>
      <p className="meta" role="status">
        {standing.of === 'broken' && say('map.tilesBroken')}
        {standing.of === 'shown' && say('map.tilesShown', { name: isolate(standing.name) })}
      </p>
    </Fold>
  )
}
