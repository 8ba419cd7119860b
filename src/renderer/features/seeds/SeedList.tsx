import type { SeedView } from '../../../shared/contract/seeds.ts'
import { SeedRow, type SeedRowProps } from './SeedRow.tsx'

interface SeedListProps {
  readonly seeds: readonly SeedView[]
  readonly level?: SeedRowProps['level']
}

export function SeedList({ seeds, level = 3 }: SeedListProps) {
  return (
    <ul className="rows">
      {seeds.map((seed) => (
        <li key={seed.id}>
          <SeedRow seed={seed} level={level} />
        </li>
      ))}
    </ul>
  )
}
