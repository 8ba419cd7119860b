import { useState } from 'react'
import { useStores } from '../stores/stores.tsx'

interface KeptDraft<Draft> {
  readonly draft: Draft
  readonly change: (next: (before: Draft) => Draft) => void
  /** It was sent: the next one begins empty. */
  readonly forget: () => void
}

/** Something being written, found again as it was by whoever leaves its view and comes back. */
export function useDraft<Draft>(of: string, start: Draft): KeptDraft<Draft> {
  const { drafts } = useStores()
  const kept = (): Draft => (drafts.has(of) ? (drafts.get(of) as Draft) : start)
  const [draft, setDraft] = useState(kept)
  function change(next: (before: Draft) => Draft): void {
    const after = next(kept())
    drafts.set(of, after)
    setDraft(after)
  }
  return { draft, change, forget: () => void drafts.delete(of) }
}
