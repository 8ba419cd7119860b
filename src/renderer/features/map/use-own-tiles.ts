import { useEffect, useState } from 'react'
import type { Chart, TilesTrouble } from './chart.ts'

export interface TilesStanding {
  /** The file that is drawn. */
  readonly drawn: File | null
  /** What was wrong with the file chosen last, or with part of the one that is drawn. */
  readonly trouble: TilesTrouble | null
}

export interface KeptTiles {
  readonly drawn: File | null
  readonly onDrawn: (file: File | null) => void
}

/** What the map library itself refuses is as broken as what cannot be read. */
const put = (chart: Chart, file: File): Promise<TilesTrouble | null> =>
  chart.putTiles(file).catch(() => 'broken' as const)

/** Own tiles on a chart; a chart made anew, as when the colours change, draws the same ones. */
export function useOwnTiles(chart: Chart | null, { drawn, onDrawn }: KeptTiles) {
  const [trouble, setTrouble] = useState<TilesTrouble | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another chart has to be given what is drawn
  useEffect(() => {
    if (chart !== null && drawn !== null) void put(chart, drawn).then(setTrouble)
  }, [chart])
  async function take(file: File): Promise<void> {
    if (chart === null) return
    const found = await put(chart, file)
    setTrouble(found)
    if (found === null) onDrawn(file)
  }
  function takeAway(): void {
    chart?.removeTiles()
    setTrouble(null)
    onDrawn(null)
  }
  return { trouble, setTrouble, take, takeAway }
}
