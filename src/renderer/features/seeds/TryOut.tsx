import { useState } from 'react'
import type { CheckResult, SeedView } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { useAction } from '../../ui/use-action.ts'
import { CheckResults } from './CheckResults.tsx'
import { CheckWords } from './CheckWords.tsx'
import { Markdown } from './Markdown.tsx'

interface TryOutProps {
  readonly seed: SeedView
  readonly body: string
}

/** The lesson in a copy: its page as it would stand, its checks answered by what is measured here. Nothing changes. */
export function TryOut({ seed, body }: TryOutProps) {
  const say = useSay()
  const { seeds } = useStores()
  const [results, setResults] = useState<readonly CheckResult[] | null>(null)
  const tryOut = useAction(async () => setResults((await seeds.actions.tryOut(seed.id)).checks))
  return (
    <section aria-labelledby="trying">
      <h2 id="trying">{say('tryOut.title')}</h2>
      <p className="meta">{say('tryOut.detail')}</p>
      {results === null && seed.checks.length > 0 && (
        <ul className="asked">
          {seed.checks.map((check, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two checks may ask the same, and their order never changes
            <li key={index}>
              <CheckWords check={check} />
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Action busy={tryOut.busy} onPress={() => void tryOut.run()}>
          {say(results === null ? 'tryOut.do' : 'tryOut.again')}
        </Action>
      </div>
      {tryOut.failure !== null && <Failure of={tryOut.failure} />}
      <div role="status">{results !== null && <p className="meta tried">{say('tryOut.done')}</p>}</div>
      {results !== null && (
        <>
          <CheckResults results={results} />
          <section className="sheet sheet-copy" aria-label={say('tryOut.copy')}>
            <p className="tag">{say('tryOut.copy')}</p>
            <h3>
              <Peer>{seed.title}</Peer>
            </h3>
            <Markdown text={body} below={3} />
          </section>
        </>
      )}
    </section>
  )
}
