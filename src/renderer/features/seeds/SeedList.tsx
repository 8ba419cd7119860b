import type { SeedView } from '../../../shared/contract/seeds.ts'
import { SeedRow } from './SeedRow.tsx'

export function SeedList({ seeds }: { readonly seeds: readonly SeedView[] }) {
  return (
    <ul className="rows">
      {seeds.map((seed) => (
        <li key={seed.id}>
          <SeedRow seed={seed} />
        </li>
      ))}
    </ul>
  )
}
